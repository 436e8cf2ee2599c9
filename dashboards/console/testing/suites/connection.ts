import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { troubledEvening } from "../evening.ts";
import { type Stage, visit } from "../stage.ts";

/** The page knows how old its knowledge is, and never looks calm when it knows nothing. */
export const connection = (stage: Stage): void => {
  describe("the connection", () => {
    afterEach(() => stage.clear());

    /** A page whose own clock the test winds. */
    const opened = (): Promise<Page> => stage.open({}, { ownClock: true });
    const down = () => {
      stage.gateway.isDown = true;
      stage.gateway.cut();
    };
    const isLost = (page: Page) => page.locator(".shell.is-lost").count();

    it("cut, turns violet fifteen seconds later, says since when, and takes back its calm", async () => {
      const page = await opened();
      await page.getByText("现在没有告警").waitFor();
      down();
      await page.getByText("正在重连 · 数据").waitFor();
      await page.clock.runFor(13_000);
      expect(await isLost(page)).toBe(0);
      await page.clock.runFor(3_000);
      await page.getByText(/连接中断 · 数据停在 18:\d\d:\d\d · 正在重连（第 \d 次）/).waitFor();
      expect(await page.locator(".bar").evaluate(bar => getComputedStyle(bar).backgroundColor)).toBe(
        "rgb(75, 29, 107)",
      );
      await page.getByText("不知道现在有没有告警").waitFor();
      expect(await page.getByText("现在没有告警").count()).toBe(0);
      expect(await page.title()).toMatch(/^\(\?\) /);
    });

    it("reconnects by itself however often it was refused, and nothing is lost or double", async () => {
      troubledEvening(stage.gateway);
      const page = await opened();
      down();
      await page.clock.runFor(60_000);
      expect(await isLost(page)).toBe(1);
      stage.gateway.raise({ rule: "door-after-closing", target: "D4", openFor: 0, held: 0 });
      stage.gateway.isDown = false;
      await page.clock.runFor(20_000);
      await page.locator(".row", { hasText: "大厅通道门" }).waitFor();
      expect(await isLost(page)).toBe(0);
      expect(await page.locator(".row").count()).toBe(6);
    });

    it("a stream that stays open and says nothing is as good as none", async () => {
      const page = await opened();
      stage.gateway.isMute = true;
      await page.clock.runFor(17_000);
      expect(await isLost(page)).toBe(1);
      stage.gateway.isMute = false;
      await page.clock.runFor(20_000);
      await page.getByText("实时 · ").waitFor();
      expect(await isLost(page)).toBe(0);
    });

    it("comes back at once when the network does", async () => {
      const page = await opened();
      down();
      await page.clock.runFor(60_000);
      stage.gateway.isDown = false;
      await page.evaluate(() => dispatchEvent(new Event("online")));
      await page.getByText("实时 · ").waitFor();
    });

    it("cut off, confirms nothing for the closing check, and values grow old by themselves", async () => {
      const page = await opened();
      await visit(page, "#/closing", ".verdict.is-pass");
      down();
      await page.clock.runFor(17_000);
      await page.getByText("连接中断，现在不能确认任何一项。").waitFor();
      expect(await page.locator(".verdict.is-pass").count()).toBe(0);
      expect(await page.locator(".verdict.is-unknown .item").count()).toBe(17);
      await visit(page, "#/points?show=notGood", ".points-page .calm");
      await page.clock.fastForward(700_000);
      await page.locator("tr.point.is-blind").nth(30).waitFor();
    });

    it("a page that never reached the gateway says so, and shows no empty list", async () => {
      const page = await stage.browser.newPage({ locale: "zh-CN" });
      await page.clock.install();
      await page.route("**/api/**", route => route.fulfill({ status: 503 }));
      await page.goto(stage.url);
      await page.getByText("还没有收到数据").waitFor();
      await page.clock.runFor(17_000);
      await page.getByText("连接中断 · 还没有收到任何数据").first().waitFor();
      await page.close();
    });

    it("what the gateway says of its own troubles is on every page", async () => {
      const page = await stage.open({ language: "en" });
      stage.gateway.problems = ["influx (http://10.0.0.9:8086): does not answer; 1204 batches wait"];
      await page.getByText("The gateway itself has 1 problem").click();
      await page.getByText("1204 batches wait").waitFor();
      await visit(page, "#/hall", ".zone");
      expect(await page.locator(".problems").count()).toBe(1);
    });
  });
};
