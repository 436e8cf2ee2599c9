import jsQR from "jsqr";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canRaster, rasterOf } from "#gateway/papers/testing/raster.ts";
import { until } from "#gateway/stores/testing/until.ts";
import type { WireCertificateList } from "#gateway/wire/certificate.ts";
import type { WireClosing } from "#gateway/wire/closing.ts";
import { axe } from "../testing/axe.ts";
import { noBrowser } from "../testing/chromium.ts";
import { sideways, visit } from "../testing/stage.ts";
import { board, row, submit } from "./testing/boards.ts";
import { Consoles, type OpenConsole } from "./testing/consoles.ts";
import { setUp, signAs } from "./testing/people.ts";
import { shot } from "./testing/shots.ts";
import { WorkHall } from "./testing/work-hall.ts";

const DAY = "2025-07-08";
const ID = `closing-${DAY}-1`;

/** From the end of business to the certificate, and what a door does to it. Each test goes on where the last ended. */
describe.skipIf(noBrowser !== "")("a closing on the phone (skipped where Chromium is not installed)", () => {
  const hall = new WorkHall();
  const consoles = new Consoles();
  let leaver: OpenConsole;
  let guard: OpenConsole;
  let code = "";

  beforeAll(async () => {
    await Promise.all([consoles.start(), hall.start({ begin: `${DAY}T17:25`, speed: 1 })]);
    leaver = await consoles.open(hall.gateway.api.url, { language: "zh", width: 390 });
  });
  afterAll(async () => {
    await consoles.stop();
    await hall.stop();
  });

  const closing = () => hall.gateway.api.read<WireClosing>("/api/closing");
  const slot = (page: Page, of: string) => page.locator(".slot", { hasText: of });
  const left = (page: Page) => page.locator(".how-many");
  const item = (page: Page, name: string) => page.locator(".item", { hasText: name });

  it("before closing it is only a preview, which nobody can sign", async () => {
    const { page } = leaver;
    await visit(page, "#/closing", ".standing.is-preview");
    expect(await page.locator(".slots").count()).toBe(0);
    expect((await closing()).since).toBeNull();
    await shot(page, "closing-1-preview");
  });

  it("two people choose their PINs, each by a link of his own", async () => {
    guard = await consoles.open(hall.gateway.api.url, { language: "zh", width: 390 });
    const first = await hall.link();
    await setUp(leaver.page, first, "李娜");
    await shot(guard.page, "closing-2-board");
    await setUp(guard.page, await hall.link("G1"), "王伟");
    const here = (page: Page) =>
      page.evaluate(async () => (await (await fetch("/api/session")).json()).person?.name);
    expect([await here(leaver.page), await here(guard.page)]).toEqual(["李娜", "王伟"]);
    const again = await guard.page.context().newPage();
    await again.goto(first);
    await again.getByText("这个链接用过了或过期了").waitFor();
    await again.close();
  });

  it("when everybody has gone two things are left: one to be done, one that nobody can confirm", async () => {
    const { page } = leaver;
    // Nobody wants to wait until half past five: from here on a minute is a second.
    await hall.again({ begin: `${DAY}T17:29`, speed: 60 });
    hall.fault("on", "door-unlocked:D3");
    hall.fault("on", "silent:D4");
    await visit(page, "#/closing", ".slots");
    await until(
      "only two are left",
      async () => {
        const { counts } = await closing();
        return counts.fail === 1 && counts.unknown === 1;
      },
      60_000,
    );
    await left(page).getByText("2", { exact: true }).waitFor();
    // What was put right stays where it stood for a moment, ticked.
    await page.locator(".verdict.is-fail .item .mark.is-pass").first().waitFor({ state: "detached" });
    const shown = (verdict: string) => page.locator(`.verdict.is-${verdict} .item strong`).allTextContents();
    expect([await shown("fail"), await shown("unknown")]).toEqual([["侧门（疏散门）"], ["大厅通道门"]]);
    expect([await axe(page), await sideways(page)]).toEqual([[], 0]);
    await shot(page, "closing-3-two-left");
  });

  it("it cannot be signed, and both reasons are named", async () => {
    const { page } = leaver;
    await slot(page, "最后离开的人").getByRole("button").tap();
    await signAs(page, "李娜");
    const refused = page.locator("dialog .refused");
    await refused.waitFor();
    await shot(page, "closing-4-refused");
    expect(await refused.getByRole("button").allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining("侧门"), expect.stringContaining("大厅通道门")]),
    );
    await refused.getByRole("button", { name: /侧门/ }).tap();
    await page.waitForFunction(() => document.activeElement?.id === "item-D3");
    expect((await closing()).round?.signatures).toEqual([]);
  });

  it("the side door is locked, and its cross becomes a tick before the eyes of whoever looks", async () => {
    const { page } = leaver;
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    await item(page, "侧门").locator(".mark.is-fail, .icon").first().waitFor();
    hall.fault("off", "door-unlocked:D3");
    await item(page, "侧门").locator(".mark.is-pass").waitFor();
    await shot(page, "closing-5-ticked");
    await left(page).getByText("1", { exact: true }).waitFor();
    expect(await page.evaluate(() => "isSamePage" in globalThis)).toBe(true);
  });

  it("what no sensor says is said by a person, with what he saw; without it nothing is taken", async () => {
    const { page } = leaver;
    await item(page, "大厅通道门").getByRole("button", { name: "人工确认" }).tap();
    const dialog = page.locator("dialog");
    if ((await dialog.locator("select[name=person]").inputValue()) === "")
      await dialog.locator("select[name=person]").selectOption("李娜");
    await submit(page).tap();
    await dialog.locator(".refusal", { hasText: "请写明看到了什么" }).waitFor();
    await dialog.getByLabel("看到了什么").fill("推拉过，已锁");
    await shot(page, "closing-6-by-hand");
    await submit(page).tap();
    await page.locator(".verdict.is-by-hand .by-hand", { hasText: "推拉过，已锁" }).waitFor();
    await left(page).getByText("0", { exact: true }).waitFor();
  });

  it("the leaver and the guard sign, each on his own phone with his own PIN, and there is a certificate on both", async () => {
    const { page } = leaver;
    await slot(page, "最后离开的人").getByRole("button").tap();
    await signAs(page, "李娜");
    await slot(page, "最后离开的人").getByText("李娜").waitFor();
    expect((await closing()).certificate).toBeNull();
    await shot(page, "closing-7-one-signed");
    await visit(guard.page, "#/closing", ".slots");
    await slot(guard.page, "保安").getByRole("button").tap();
    await signAs(guard.page, "王伟");
    for (const phone of [guard.page, page]) {
      const card = phone.locator(".certificate-card.is-holds");
      await card.waitFor();
      expect(await card.textContent()).toMatch(/最终：全厅.*李娜.*王伟/);
    }
    expect((await closing()).certificate).toMatchObject({ id: ID, scope: "final" });
    await shot(page, "closing-8-certificate-card");
  });

  it("the certificate shows for ever what was measured and what was only said", async () => {
    const { page } = leaver;
    await page.locator(".certificate-card a", { hasText: "查看" }).tap();
    await page.locator(".paper").waitFor();
    expect(await page.locator(".paper tr.is-by-hand").allTextContents()).toEqual([
      expect.stringMatching(/大厅通道门.*人工确认李娜 1[78]:\d\d:\d\d 推拉过，已锁/),
    ]);
    expect(await page.locator(".paper tr.is-pass").count()).toBe(
      (await closing()).items.filter(({ verdict }) => verdict === "pass").length,
    );
    expect([await axe(page), await sideways(page)]).toEqual([[], 0]);
    await shot(page, "closing-9-certificate");
  });

  it.skipIf(!canRaster && process.env.HALLWATCH_REQUIRE_SERVICES !== "1")(
    "its PDF is kept on the phone; the code that is printed on it opens a page that says it is genuine",
    async () => {
      const { page } = leaver;
      const [address] = await page
        .locator(".became a", { hasText: "PDF" })
        .evaluateAll(links => links.map(link => (link as HTMLAnchorElement).href));
      const answer = await page.request.get(address ?? "");
      expect(answer.headers()["content-type"]).toContain("application/pdf");
      const { rgba, width, height } = rasterOf(await answer.body());
      code = jsQR.default(rgba, width, height)?.data ?? "";
      expect(code).toMatch(new RegExp(`/v/${ID}\\?h=[0-9a-f]{32}$`));
      const paper = await page.context().newPage();
      await paper.goto(code);
      expect(await paper.locator("h1").textContent()).toBe("真实");
      await shot(paper, "closing-10-genuine");
      await paper.goto(code.slice(0, -1) + (code.at(-1) === "0" ? "1" : "0"));
      expect(await paper.locator("h1").textContent()).not.toBe("真实");
      await paper.close();
    },
  );

  it("then somebody opens the back door: the certificate is broken on every page that shows it", async () => {
    hall.fault("on", "door-open:D2");
    const became = leaver.page.locator(".became.is-broken");
    await board(guard.page);
    await row(guard.page, "关门单").first().waitFor();
    await shot(guard.page, "closing-11-board-broken");
    await visit(guard.page, "#/closing", ".certificate-card.is-broken");
    expect(await guard.page.locator(".certificate-card .broken-by").textContent()).toContain("后门");
    await shot(guard.page, "closing-12-broken-card");
    await leaver.page.reload();
    await became.getByText("已失效").waitFor();
    await shot(leaver.page, "closing-13-broken-certificate");
    if (code !== "") {
      const paper = await leaver.page.context().newPage();
      await paper.goto(code);
      await paper.getByText("已失效").first().waitFor();
      await shot(paper, "closing-14-broken-by-code");
    }
    const { certificates } = await hall.gateway.api.read<WireCertificateList>(
      `/api/certificates?from=${DAY}&to=${DAY}`,
    );
    expect(certificates.map(({ id, standing }) => [id, standing.state])).toEqual([[ID, "broken"]]);
  });

  it("neither phone has done anything wrong", () => {
    expect([leaver.faults, guard.faults]).toEqual([[], []]);
  });
});
