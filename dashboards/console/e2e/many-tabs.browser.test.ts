import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "#gateway/stores/testing/until.ts";
import { noBrowser } from "../testing/chromium.ts";
import { Consoles } from "./testing/consoles.ts";
import { FloodedHall } from "./testing/flooded-hall.ts";

const TABS = 7;
/** A page that cannot hear the gateway says why before anybody wonders. */
const ANSWER_MS = 3_000;

describe.skipIf(noBrowser !== "")(
  "many tabs of one browser (skipped where Chromium is not installed)",
  () => {
    const hall = new FloodedHall({ lights: 1, circuits: 1 });
    const consoles = new Consoles();
    let browser: BrowserContext;
    beforeAll(async () => {
      await Promise.all([consoles.start(), hall.start()]);
      const { page } = await consoles.open(hall.gateway.api.url, { language: "zh", width: 1440 });
      browser = page.context();
    });
    afterAll(async () => {
      await consoles.stop();
      await hall.stop();
    });

    const open = async (): Promise<Page> => {
      const page = await browser.newPage();
      await page.goto(hall.gateway.api.url);
      await page
        .locator('.bar.is-live, .truth:text("已开着 4 个值守台")')
        .first()
        .waitFor({ timeout: ANSWER_MS });
      return page;
    };

    it("each is live or says that there are too many, what people do still gets through, and a closed one makes room", async () => {
      const pages = [...browser.pages()];
      while (pages.length < TABS) pages.push(await open());
      const live = await Promise.all(pages.map(page => page.locator(".bar.is-live").count()));
      expect(live).toEqual([1, 1, 1, 1, 0, 0, 0]);
      hall.switch("L0", "on");
      await pages[3]?.locator(".row-act").click();
      await pages[3]?.getByLabel("谁确认").selectOption("王伟");
      await pages[3]?.getByLabel("备注").press("Enter");
      await pages[3]?.getByText("已确认：灯亮着").waitFor({ timeout: ANSWER_MS });
      await pages[0]?.close({ runBeforeUnload: true });
      const waiting = pages.slice(4);
      const isLive = async () =>
        (await Promise.all(waiting.map(page => page.locator(".bar.is-live").count()))).includes(1);
      await until("one that waited is live", isLive);
    });
  },
);
