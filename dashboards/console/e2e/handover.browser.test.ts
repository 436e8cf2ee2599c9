import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "#gateway/stores/testing/until.ts";
import type { WireHandover, WireHandoverList } from "#gateway/wire/handover.ts";
import { axe } from "../testing/axe.ts";
import { noBrowser } from "../testing/chromium.ts";
import { sideways, visit } from "../testing/stage.ts";
import { Consoles, type OpenConsole } from "./testing/consoles.ts";
import { PINS, setUp, signAs } from "./testing/people.ts";
import { shot } from "./testing/shots.ts";
import { type Put, WorkHall } from "./testing/work-hall.ts";

const EVENING = { begin: "2025-07-08T17:28", speed: 20 };
const MORNING = { begin: "2025-07-09T07:52", speed: 1 };
const ID = "handover/duty-manager/20250708T093000000Z";

const roster = (put: Put): void =>
  put(["roster"], {
    shifts: [
      { person: "M1", role: "duty-manager", from: "2025-07-08 07:50", to: "2025-07-08 17:30" },
      { person: "M2", role: "duty-manager", from: "2025-07-09 07:50", to: "2025-07-09 17:30" },
    ],
  });

/** From one evening to the next morning: whoever is to come is not there yet. Each test goes on where the last ended. */
describe.skipIf(noBrowser !== "")(
  "a handover to somebody absent (skipped where Chromium is not installed)",
  () => {
    const hall = new WorkHall(roster);
    const consoles = new Consoles();
    let evening: OpenConsole;
    let morning: OpenConsole;

    beforeAll(async () => {
      await Promise.all([consoles.start(), hall.start(EVENING)]);
      evening = await consoles.open(hall.gateway.api.url, { language: "zh", width: 390 });
    });
    afterAll(async () => {
      await consoles.stop();
      await hall.stop();
    });

    const handover = () => hall.gateway.api.read<WireHandover>(`/api/handovers/${encodeURIComponent(ID)}`);
    const responsible = async () =>
      (await hall.gateway.api.read<WireHandoverList>("/api/handovers")).responsible.find(
        ({ post }) => post === "duty-manager",
      )?.name;
    const open = (page: Page) => visit(page, `#/handover/${encodeURIComponent(ID)}`, "article.handover");
    const slot = (page: Page, place: string) => page.locator(`[data-slot="${place}"]`);
    const signed = (page: Page, place: string) => page.locator(`[data-slot="${place}"].is-signed`);
    const unread = (page: Page) => page.locator(".handover-item.is-unread");

    it("at the end of the shift it is written by itself: what is open, item by item, and who comes next", async () => {
      const { page } = evening;
      await setUp(page, await hall.link(), "李娜");
      await until("the shift has ended", async () => (await handover()).state === "open", 60_000);
      await visit(page, "#/handover", `[data-handover="${ID}"]`);
      expect(await page.locator(`[data-handover="${ID}"]`).textContent()).toMatch(/交班 李娜 → 接班 张敏/);
      await shot(page, "handover-1-overview");
      await open(page);
      const { items } = await handover();
      expect(items.map(({ id }) => id)).toEqual(
        expect.arrayContaining([expect.stringContaining("extinguisher")]),
      );
      expect(await page.locator(".handover-item").count()).toBe(items.length);
      expect([await axe(page), await sideways(page)]).toEqual([[], 0]);
      await shot(page, "handover-2-sheet");
    });

    it("whoever goes says what the system cannot know, and signs; nobody takes it before that", async () => {
      const { page } = evening;
      expect(await slot(page, "bridge").count()).toBe(0);
      expect(await slot(page, "to").getByRole("button").isDisabled()).toBe(true);
      await page.locator(".remarks textarea").fill("钥匙齐，二号灭火器已报修");
      await page.getByRole("button", { name: "保存备注" }).tap();
      await page.getByText("备注已保存").waitFor();
      await slot(page, "from").getByRole("button").tap();
      await signAs(page, "李娜");
      await signed(page, "from").waitFor();
      expect((await handover()).steps[0]?.from?.person).toBe("M1");
      expect(await responsible()).toBe("李娜");
      await shot(page, "handover-3-given");
    });

    it("the successor is not there, so the director takes it for him, and is responsible from then on", async () => {
      const { page } = evening;
      const director = await consoles.open(hall.gateway.api.url, { language: "zh", width: 390 });
      await setUp(director.page, await hall.link("H1"), "陈静");
      await slot(page, "bridge").getByRole("button").tap();
      await signAs(page, "陈静");
      await page.locator(".handover-state", { hasText: "代接中" }).waitFor();
      expect(await handover()).toMatchObject({ state: "bridged", bridge: "H1" });
      expect(await responsible()).toBe("陈静");
      await shot(page, "handover-4-bridged");
      expect([evening.faults, director.faults]).toEqual([[], []]);
    });

    it("the next morning the successor opens it, and has everything to read", async () => {
      await hall.again(MORNING);
      morning = await consoles.open(hall.gateway.api.url, { language: "zh", width: 390 });
      const { page } = morning;
      await setUp(page, await hall.link("M2"), "张敏");
      await open(page);
      const { items, unread: ids } = await handover();
      expect(ids.toSorted()).toEqual(items.map(({ id }) => id).toSorted());
      await unread(page)
        .nth(items.length - 1)
        .waitFor();
      expect([await axe(page), await sideways(page)]).toEqual([[], 0]);
      await shot(page, "handover-5-morning");
    });

    it("with one thing unread he cannot sign, neither on the page nor past it, and it is named", async () => {
      const { page } = morning;
      for (let left = await unread(page).count(); left > 1; left--) {
        await unread(page).first().locator(".item-head").tap();
        await until("it counts as read", async () => (await handover()).unread.length === left - 1);
        await unread(page)
          .nth(left - 1)
          .waitFor({ state: "detached" });
      }
      const name = await unread(page).first().locator("strong").textContent();
      expect(await page.locator(".not-read-yet li").allTextContents()).toEqual([
        expect.stringContaining(name ?? "?"),
      ]);
      expect(await slot(page, "to").getByRole("button").isDisabled()).toBe(true);
      await shot(page, "handover-6-one-unread");
      const answer = await fetch(`${hall.gateway.api.url}/api/handovers/sign`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ by: "M2", secret: PINS.张敏, handover: ID, as: "to" }),
      });
      expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining("not read yet")]);
      expect(await responsible()).toBe("陈静");
    });

    it("he reads the last one and both sign: it is handed over", async () => {
      const { page } = morning;
      await page.locator(".not-read-yet button").tap();
      await page.keyboard.press("Enter");
      await page.locator(".not-read-yet").waitFor({ state: "detached" });
      await slot(page, "to").getByRole("button").tap();
      await signAs(page, "张敏");
      await signed(page, "to").waitFor();
      await slot(page, "out").getByRole("button").tap();
      await signAs(page, "陈静");
      await page.locator(".handover-state", { hasText: "已交" }).waitFor();
      expect((await handover()).steps.map(({ from, to }) => [from?.person, to?.person])).toEqual([
        ["M1", "H1"],
        ["H1", "M2"],
      ]);
      expect(await responsible()).toBe("张敏");
      await shot(page, "handover-7-done");
      expect(morning.faults).toEqual([]);
    });
  },
);
