import type { Locator, Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { troubledEvening } from "../evening.ts";
import { type Stage, visit } from "../stage.ts";

/** The page knows how old its knowledge is, and never looks calm when it knows nothing. */
export const connection = (stage: Stage): void => {
  describe("the connection", () => {
    afterEach(() => stage.clear());

    /** A page whose own clock stands still but when the test winds it. */
    const opened = async (): Promise<Page> => {
      const page = await stage.open({}, { ownClock: true });
      await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1000);
      return page;
    };
    const down = () => {
      stage.gateway.isDown = true;
      stage.gateway.cut();
    };
    const isLost = (page: Page) => page.locator(".shell.is-lost").count();

    it("cut, turns violet fifteen seconds later, says since when, and takes back its calm", async () => {
      const page = await opened();
      await windUntil(page, page.getByText("现在没有告警"));
      down();
      await windUntil(page, page.getByText("正在重连 · 数据"));
      await page.clock.runFor(12_000);
      expect(await isLost(page)).toBe(0);
      await windUntil(page, page.locator(".shell.is-lost"), 5);
      expect(await page.locator(".truth").textContent()).toMatch(
        /连接中断 · 数据停在 18:\d\d:\d\d · 正在重连（第 \d+ 次）/,
      );
      expect(await page.locator(".bar").evaluate(bar => getComputedStyle(bar).backgroundColor)).toBe(
        "rgb(75, 29, 107)",
      );
      expect(await page.getByText("不知道现在有没有告警").count()).toBe(1);
      expect(await page.getByText("现在没有告警").count()).toBe(0);
      expect(await page.title()).toMatch(/^\(\?\) /);
    });

    it("reconnects by itself however often it was refused, and nothing is lost or double", async () => {
      troubledEvening(stage.gateway);
      const page = await opened();
      down();
      await windUntil(page, page.getByText("正在重连（第 5 次）"));
      stage.gateway.raise({ rule: "door-after-closing", target: "D4", openFor: 0, held: 0 });
      stage.gateway.isDown = false;
      await windUntil(page, page.locator(".row", { hasText: "大厅通道门" }));
      expect(await isLost(page)).toBe(0);
      expect(await page.locator(".row").count()).toBe(6);
    });

    it("a stream that stays open and says nothing is as good as none", async () => {
      const page = await opened();
      stage.gateway.isMute = true;
      await windUntil(page, page.locator(".shell.is-lost"));
      stage.gateway.isMute = false;
      await windUntil(page, page.locator(".bar.is-live"));
      expect(await isLost(page)).toBe(0);
    });

    it("comes back at once when the network does", async () => {
      const page = await opened();
      down();
      await windUntil(page, page.getByText("正在重连（第 5 次）"));
      stage.gateway.isDown = false;
      await page.evaluate(() => dispatchEvent(new Event("online")));
      await page.locator(".bar.is-live").waitFor();
    });

    it("cut off, confirms nothing for the closing check, and values grow old by themselves", async () => {
      const page = await opened();
      await page.evaluate(() => {
        location.hash = "#/closing";
      });
      await windUntil(page, page.locator(".verdict.is-pass"));
      await visit(page, "#/points", "tr.point");
      await visit(page, "#/closing", ".verdict.is-pass");
      down();
      await windUntil(page, page.getByText("连接中断，现在不能确认任何一项。"));
      expect(await page.locator(".verdict.is-pass").count()).toBe(0);
      expect(await page.locator(".verdict.is-unknown .item").count()).toBe(17);
      await page.evaluate(() => {
        location.hash = "#/points?show=notGood";
      });
      await page.clock.fastForward(700_000);
      await windUntil(page, page.locator("tr.point.is-blind").nth(30));
    });

    it("a page that never reached the gateway says so, and shows no empty list", async () => {
      const page = await stage.browser.newPage({ locale: "zh-CN" });
      await page.clock.install();
      await page.route("**/api/**", route => route.fulfill({ status: 503 }));
      await page.goto(stage.url);
      await page.getByText("还没有收到数据").waitFor();
      await windUntil(page, page.getByText("连接中断 · 还没有收到任何数据").first());
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

/** Winds the page's clock, a second at a time, until something is there; what comes over the network has time to come. */
const windUntil = async (page: Page, what: Locator, seconds = 90): Promise<void> => {
  for (let wound = 0; wound < seconds; wound++) {
    if ((await what.count()) > 0) return;
    await page.clock.runFor(1000);
  }
  expect([`${what} is there after ${seconds} s`, await what.count()]).toEqual([
    `${what} is there after ${seconds} s`,
    1,
  ]);
};
