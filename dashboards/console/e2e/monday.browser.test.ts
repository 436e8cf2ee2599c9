import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "#gateway/stores/testing/until.ts";
import type { WireEntry } from "#gateway/wire/entry.ts";
import type { WireRegister } from "#gateway/wire/register.ts";
import type { WireTask } from "#gateway/wire/task.ts";
import type { WireTicket } from "#gateway/wire/ticket.ts";
import { axe } from "../testing/axe.ts";
import { noBrowser } from "../testing/chromium.ts";
import { sideways, visit } from "../testing/stage.ts";
import { board, row } from "./testing/boards.ts";
import { Consoles, type OpenConsole } from "./testing/consoles.ts";
import { Network } from "./testing/network.ts";
import { setUp, signAs } from "./testing/people.ts";
import { shot } from "./testing/shots.ts";
import { WorkHall } from "./testing/work-hall.ts";

/** Five times as fast as real: twenty seconds between two extinguishers are four, and a lost minute is twelve. */
const MONDAY = { begin: "2025-07-07T07:56", speed: 5 };
const TASK = "fire-equipment-weekly/2025-07-07";
/** A page that hears nothing says so after 15 s. */
const LOST_WITHIN_MS = 18_000;

const X4 = {
  kind: "extinguisher",
  zone: "archive",
  name: { zh: "4 号灭火器", en: "Extinguisher 4" },
  register: { agent: "powder", made_on: "2023-05-01", inspected_on: "2025-06-30" },
};

/** One round of the extinguishers with a phone, from the first sticker to the signature. Each test goes on where the last ended. */
describe.skipIf(noBrowser !== "")("a Monday inspection (skipped where Chromium is not installed)", () => {
  const hall = new WorkHall(put => put(["equipment", "X4"], X4));
  const consoles = new Consoles();
  let network: Network;
  let phone: OpenConsole;
  let url = "";
  let stickers: ReadonlyMap<string, string>;

  beforeAll(async () => {
    await Promise.all([consoles.start(), hall.start(MONDAY)]);
    network = new Network(hall.gateway.port);
    url = await network.start();
    phone = await consoles.open(url, { language: "en", width: 390 });
    const { assets } = await hall.gateway.api.read<WireRegister>("/api/register");
    stickers = new Map(assets.map(({ id, sticker }) => [id, sticker]));
  });
  afterAll(async () => {
    await consoles.stop();
    await network?.stop();
    await hall.stop();
  });

  const task = () => hall.gateway.api.read<WireTask>(`/api/tasks/${encodeURIComponent(TASK)}`);
  const answerTo = async (id: string) => (await task()).items.find(item => item.id === id)?.answer ?? null;
  const entries = async (of: string) =>
    (
      await hall.gateway.api.read<{ entries: WireEntry[] }>(
        `/api/entries?kind=task&paper=${encodeURIComponent(of)}`,
      )
    ).entries;
  const toDo = (page: Page) => page.locator(".to-do", { hasText: "Monday inspection of fire equipment" });
  /** The phone's own camera opens the address that is on the sticker. */
  const scan = async (id: string) => {
    await phone.page.goto(`${url}${stickers.get(id)}`);
    await phone.page.locator(".from-sticker", { hasText: "opened from its sticker" }).waitFor();
    await toDo(phone.page).waitFor();
  };
  const answer = async (page: Page, gauge: string) => {
    await toDo(page).locator(".half", { hasText: gauge }).tap();
    await toDo(page).getByRole("button", { name: "Submit" }).tap();
  };
  /** Nobody walks from one to the next in less. */
  const walk = async (after: string) => {
    const at = Date.parse((await answerTo(after))?.at ?? "");
    await until("he has walked on", () => hall.gateway.now() > at + 21_000);
  };

  it("what is due is on the phone of whoever has it, with how many and until when", async () => {
    await setUp(phone.page, (await hall.link()).replace(hall.gateway.api.url, url), "李娜");
    const { page } = phone;
    await visit(page, "#/tasks", ".task-list");
    const due = page.locator(`[data-task="${TASK}"]`);
    expect(await due.textContent()).toMatch(/Monday inspection of fire equipment.*due 08:30.*0\/4/);
    expect([await axe(page), await sideways(page)]).toEqual([[], 0]);
    await shot(page, "monday-1-today");
    await due.locator("a").tap();
    await page.locator(".task-items").waitFor();
    await shot(page, "monday-2-task");
  });

  it("without having scanned the sticker nothing counts", async () => {
    const { page } = phone;
    await visit(page, "#/scan/X1", ".to-do");
    expect(await page.locator(".from-sticker").textContent()).toContain("?");
    expect(await toDo(page).getByRole("button", { name: "Submit" }).count()).toBe(0);
  });

  it("the sticker of the first opens its page, and one tap on its gauge is the answer", async () => {
    await scan("X1");
    const { page } = phone;
    expect([await axe(page), await sideways(page)]).toEqual([[], 0]);
    await shot(page, "monday-3-scanned");
    await answer(page, "green");
    await page.locator(".next", { hasText: "Next: Extinguisher 2" }).waitFor();
    await shot(page, "monday-4-next");
    expect(await answerTo("X1")).toMatchObject({ by: "李娜", scan: "qr", outcome: "ok", isSentLate: false });
  });

  it("the next one a moment later is implausible: it is refused with how long it takes, and stays open", async () => {
    const { page } = phone;
    // Read with the camera of the page, which is faster than one walks.
    await visit(page, `#${stickers.get("X2")?.replace("/x/", "/scan/")}`, ".from-sticker");
    await answer(page, "green");
    await page
      .locator(".to-do .refusal", { hasText: /too fast/i })
      .first()
      .waitFor();
    await shot(page, "monday-5-too-fast");
    expect(await answerTo("X2")).toBeNull();
    expect((await entries(TASK)).map(({ what }) => what)).toContain("refused");
    await walk("X1");
    await answer(page, "green");
    await until("it is answered", async () => (await answerTo("X2")) !== null);
  });

  it("in the cellar there is no network: the answer is kept on the phone, sent once, and counts for when it was given", async () => {
    const { page } = phone;
    await walk("X2");
    await visit(page, "#/scan", ".typed");
    network.lose();
    await page.locator(".shell.is-lost").waitFor({ timeout: LOST_WITHIN_MS });
    await page.getByLabel("Type the code of the sticker").fill(stickers.get("X3")?.split("k=")[1] ?? "");
    await page.locator(".typed button").tap();
    await toDo(page).waitFor();
    const givenAt = hall.gateway.now();
    await answer(page, "green");
    await page
      .getByText(/Kept on this device/)
      .first()
      .waitFor();
    await shot(page, "monday-6-offline");
    await until("a minute has gone by", () => hall.gateway.now() > givenAt + 65_000);
    expect(await answerTo("X3")).toBeNull();
    network.restore();
    await until("it was sent", async () => (await answerTo("X3")) !== null);
    const kept = await answerTo("X3");
    expect(kept).toMatchObject({ by: "李娜", scan: "typed", outcome: "ok", isSentLate: true });
    expect(Math.abs(Date.parse(kept?.at ?? "") - givenAt)).toBeLessThan(30_000);
    const answered = (await entries(TASK)).filter(({ what }) => what === "answered");
    expect(answered.length).toBe(3);
    await visit(page, `#/tasks/${encodeURIComponent(TASK)}`, ".task-items");
    await page.locator('[data-item="X3"]', { hasText: "sent late" }).waitFor();
    await shot(page, "monday-7-sent-late");
  });

  it("the fourth gauge is in the red: that is an alert for everybody, and a ticket", async () => {
    await walk("X3");
    await scan("X4");
    const { page } = phone;
    await answer(page, "low");
    await page.locator(".next", { hasText: "All items of this task are done" }).waitFor();
    const found = await answerTo("X4");
    expect(found).toMatchObject({ outcome: "fault", ticket: expect.stringMatching(/^T-/) });
    const ticket = await hall.gateway.api.read<WireTicket>(`/api/tickets/${found?.ticket}`);
    expect(ticket).toMatchObject({ kind: "finding", target: "X4" });
    await board(page);
    await row(page, "Extinguisher 4").first().waitFor();
    await shot(page, "monday-8-board");
    const alert = (await hall.gateway.api.alerts()).find(({ fact }) => fact === "check-failed");
    expect(alert).toMatchObject({ target: "X4", clauses: [{ clause: "GA-5.3-1b" }] });
  });

  it("it is done when it is signed, with the PIN of whoever did it, and in time", async () => {
    const { page } = phone;
    await visit(page, `#/tasks/${encodeURIComponent(TASK)}`, ".task-sign");
    expect((await task()).state).toBe("open");
    await page.locator(".task-sign").getByRole("button").tap();
    await signAs(page, "李娜");
    await page.locator(".task-sign", { hasText: "signed by 李娜" }).waitFor();
    expect(await task()).toMatchObject({ state: "done", lateByMs: null, signature: { name: "李娜" } });
    expect([await axe(page), await sideways(page)]).toEqual([[], 0]);
    await shot(page, "monday-9-signed");
    expect(phone.faults).toEqual([]);
  });
});
