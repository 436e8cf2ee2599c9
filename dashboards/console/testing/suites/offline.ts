import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { troubledEvening } from "../evening.ts";
import { busyNight } from "../night.ts";
import type { Stage } from "../stage.ts";

/** What still works without the network, and what must not. */
export const offline = (stage: Stage): void => {
  describe("without a network", () => {
    afterEach(() => stage.clear());

    const door = () => stage.gateway.alerts().find(({ target }) => target === "D2");
    const row = (page: Page) => page.locator(".row", { hasText: "后门" });
    const acknowledged = () =>
      stage.gateway.asked.filter(({ path }) => path.includes("D2") && path.endsWith("/acknowledge"));

    /** A console of 王伟 that has everything it needs, and whose gateway then goes. */
    const cutOff = async (hasWorker = false): Promise<Page> => {
      const page = await stage.open({}, { person: "王伟", ownClock: true, hasWorker });
      await page.clock.runFor(3_000);
      await page.locator('link[rel=stylesheet][href*="measured-pages"]').waitFor({ state: "attached" });
      stage.gateway.isDown = true;
      stage.gateway.cut();
      for (let second = 0; second < 18; second++) await page.clock.runFor(1_000);
      await page.locator(".shell.is-lost").waitFor();
      return page;
    };
    const back = async (page: Page): Promise<void> => {
      stage.gateway.isDown = false;
      await page.evaluate(() => dispatchEvent(new Event("online")));
      await page.locator(".bar.is-live").waitFor();
    };

    it("an acknowledgement waits with the person's consent, is shown as waiting, and is sent once with its own time", async () => {
      troubledEvening(stage.gateway);
      const page = await cutOff();
      const doneAt = stage.gateway.now();
      await row(page).locator(".row-act").click();
      await page.getByText("在此之前别人看不到，上报也不会停").waitFor();
      expect(await row(page).locator(".row-act").textContent()).toBe("确认");
      await page.getByRole("button", { name: "排队，恢复后发出" }).click();
      await row(page).getByRole("button", { name: "已排队 · 等待网络" }).waitFor();
      expect(await page.locator(".bar .queued").textContent()).toBe("1 项等待发送");
      expect([acknowledged().length, await row(page).count()]).toEqual([0, 1]);
      // The person agreed for this outage: the next one waits without another question.
      await page.locator(".row", { hasText: "档案室门" }).locator(".row-act").click();
      await page.getByText("2 项等待发送").waitFor();
      await back(page);
      await page.getByText("网络恢复，已补发 2 项。").waitFor();
      await row(page).waitFor({ state: "detached" });
      expect(acknowledged().length).toBe(1);
      const at = Date.parse(door()?.acknowledgement?.at ?? "");
      expect(Math.abs(at - doneAt)).toBeLessThan(30_000);
      expect(acknowledged()[0]?.body).toMatchObject({ by: "王伟", revision: 1 });
      expect(await page.locator(".bar .queued").count()).toBe(0);
      await page.reload();
      await page.locator(".bar.is-live").waitFor();
      expect(acknowledged().length).toBe(1);
    });

    it("what was sent but never answered is sent again under the same id, and counts once", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open({}, { person: "王伟" });
      await page.route("**/acknowledge", async route => {
        await route.fetch();
        await route.abort();
      });
      await row(page).locator(".row-act").click();
      await page.getByText("没有发出：与网关的连接中断").waitFor();
      await page.unrouteAll();
      await page.locator("dialog").getByRole("button", { name: "排队，恢复后发出" }).click();
      await page.locator(".toast").waitFor();
      const [first, again] = acknowledged();
      expect([acknowledged().length, again?.body.id]).toEqual([2, first?.body.id]);
      expect(door()?.acknowledgement?.by).toBe("王伟");
    });

    it("somebody else was faster meanwhile: that is told, and nothing is overwritten", async () => {
      troubledEvening(stage.gateway);
      const page = await cutOff();
      await row(page).locator(".row-act").click();
      await page.getByRole("button", { name: "排队，恢复后发出" }).click();
      await page.getByText("1 项等待发送").waitFor();
      stage.gateway.acknowledge(door()?.id ?? "", "张敏", "");
      await back(page);
      await page.getByText(/1 项没有办成：.*张敏 .*已确认，不用再确认/).waitFor();
      expect(door()?.acknowledgement?.by).toBe("张敏");
    });

    it("what silences something never waits: it fails at once and says why", async () => {
      const { open } = busyNight(stage.gateway);
      const page = await cutOff();
      await page.locator(`[data-alert="${open}"] a`).focus();
      await page.keyboard.press("s");
      await page.locator(".toast", { hasText: "需要在线" }).waitFor();
      expect(await page.locator("dialog").count()).toBe(0);
      await back(page);
      expect(stage.gateway.asked).toEqual([]);
    });

    it("a note with its picture waits too", async () => {
      const { open } = busyNight(stage.gateway);
      const page = await cutOff();
      await page.locator(`[data-alert="${open}"] a`).focus();
      await page.keyboard.press("n");
      const pixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
      await page
        .locator("input[type=file]")
        .setInputFiles({ name: "p.png", mimeType: "image/png", buffer: Buffer.from(pixel, "base64") });
      await page.locator(".preview canvas").waitFor();
      await page.locator("textarea[name=note]").fill("断网时拍的");
      await page.locator("dialog button[type=submit]").click();
      await page.getByText("1 项等待发送").waitFor();
      await back(page);
      await page.getByText("网络恢复，已补发 1 项。").waitFor();
      const [name] = [...stage.gateway.photos.keys()];
      expect(stage.gateway.asked.map(({ body }) => [body.note, body.photo])).toEqual([["断网时拍的", name]]);
    });

    it("reloaded without a gateway the page still comes, with the last known list and its time, never an empty one", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open({}, { hasWorker: true });
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      await page.locator(".row").nth(4).waitFor();
      await page.goto("about:blank");
      stage.gateway.isDown = true;
      await page.goto(stage.url);
      await page.getByText(/这是 18:0\d:\d\d 的情况。现在怎样，这里不知道。/).waitFor();
      expect(await page.locator(".rows.is-past .row").count()).toBe(5);
      expect(await page.locator(".count b").allTextContents()).toEqual(["?", "?", "?", "?"]);
      expect(await page.getByText("现在没有告警").count()).toBe(0);
      stage.gateway.isDown = false;
      await page.evaluate(() => dispatchEvent(new Event("online")));
      await page.locator(".rows:not(.is-past) .row").first().waitFor();
      expect(await page.locator(".last-known").count()).toBe(0);
    });

    it("a quiet hall that is reloaded without a gateway does not look calm", async () => {
      const page = await stage.open({}, { hasWorker: true });
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      await page.getByText("现在没有告警").waitFor();
      await page.goto("about:blank");
      stage.gateway.isDown = true;
      await page.goto(stage.url);
      await page.getByText(/现在怎样，这里不知道/).waitFor();
      expect(await page.getByText("现在没有告警").count()).toBe(0);
    });
  });
};
