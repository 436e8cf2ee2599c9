import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { troubledEvening } from "../evening.ts";
import { focusAtFirst } from "../first-moment.ts";
import type { Stage } from "../stage.ts";

/** A guard takes alerts: by button, by key, against others who are faster. */
export const acknowledging = (stage: Stage): void => {
  describe("acknowledging", () => {
    afterEach(() => stage.clear());

    const opened = async (width: 1440 | 390 = 1440): Promise<Page> => {
      troubledEvening(stage.gateway);
      return stage.open({ width });
    };
    const door = () => stage.gateway.alerts().find(({ target }) => target === "D2");

    it("by button: who and why reach the gateway, and the alert moves to those in hand", async () => {
      const page = await opened(390);
      const before = await page.locator(".row").count();
      await page.locator(".row", { hasText: "后门" }).locator(".row-act").click();
      await page.getByLabel("谁确认").selectOption("王伟");
      await page.getByLabel("备注").fill("我去看");
      await page.locator("dialog").getByRole("button", { name: "确认", exact: true }).click();
      await page.getByText("已确认：下班后门没有关好锁好").waitFor();
      expect(door()?.acknowledgement).toMatchObject({ by: "王伟", note: "我去看" });
      expect(await page.locator(".row").count()).toBe(before - 1);
      await page.getByRole("link", { name: /处理中/ }).click();
      await page.locator(".row", { hasText: "王伟 处理中" }).waitFor();
    });

    it("by key: J to the next, A takes it; who it is is asked once, then one key is enough and the next row has the focus", async () => {
      const page = await opened();
      await page.keyboard.press("j");
      await page.keyboard.press("a");
      await page.getByLabel("谁确认").selectOption("李娜");
      await page.getByLabel("备注").press("Enter");
      await page.locator("dialog").waitFor({ state: "detached" });
      await page.waitForFunction(() => document.activeElement?.textContent?.includes("后门"));
      await page.keyboard.press("a");
      await page.getByText("已确认：下班后门没有关好锁好").waitFor();
      expect(await page.locator("dialog").count()).toBe(0);
      expect(door()?.acknowledgement).toMatchObject({ by: "李娜", note: "" });
      expect(stage.gateway.alerts().filter(({ acknowledgement }) => acknowledgement).length).toBe(4);
    });

    it("a dialog has the focus the moment it is there: no key falls on the page behind it", async () => {
      const page = await opened();
      await page.keyboard.press("j");
      const wasInDialog = await focusAtFirst(page, "dialog");
      await page.keyboard.press("a");
      await page.locator("dialog[open]").waitFor();
      expect(await wasInDialog()).toBe(true);
    });

    it("nobody acknowledges without a name, and a name can be typed", async () => {
      const page = await opened();
      await page.locator(".row-act").first().click();
      await page.locator("dialog").getByRole("button", { name: "确认", exact: true }).click();
      expect(await page.locator("dialog[open]").count()).toBe(1);
      await page.getByLabel("谁确认").selectOption({ label: "其他人" });
      await page.getByLabel("姓名").fill("周涛");
      await page.getByLabel("姓名").press("Enter");
      await page.locator("dialog").waitFor({ state: "detached" });
      expect(stage.gateway.alerts().some(({ acknowledgement }) => acknowledgement?.by === "周涛")).toBe(true);
    });

    it("whoever comes second learns who was first", async () => {
      const page = await opened();
      const { isMute } = stage.gateway;
      await page.locator(".row", { hasText: "后门" }).locator(".row-act").click();
      stage.gateway.isMute = true;
      stage.gateway.acknowledge(door()?.id ?? "", "张敏", "");
      stage.gateway.isMute = isMute;
      await page.getByLabel("谁确认").selectOption("王伟");
      await page.getByLabel("备注").press("Enter");
      await page.getByText(/张敏 .*已确认，不用再确认/).waitFor();
      expect(door()?.acknowledgement?.by).toBe("张敏");
    });

    it("what is over and acknowledged is closed, and can be read among the closed ones", async () => {
      const page = await opened();
      await page.locator(".row.is-returned .row-act").click();
      await page.getByLabel("谁确认").selectOption("王伟");
      await page.getByLabel("备注").press("Enter");
      await page.locator(".row.is-returned").waitFor({ state: "detached" });
      await page.getByRole("link", { name: "已关闭" }).click();
      await page.locator(".past", { hasText: "大厅照明" }).waitFor();
      expect(await page.locator(".row-act").count()).toBe(0);
    });

    it("an alert that cannot be sent is not taken: the dialog says so and stays", async () => {
      const page = await opened();
      await page.locator(".row", { hasText: "后门" }).locator(".row-act").click();
      await page.getByLabel("谁确认").selectOption("王伟");
      await page.route("**/acknowledge", route => route.abort());
      await page.getByLabel("备注").press("Enter");
      await page.getByText("没有发出：与网关的连接中断").waitFor();
      expect([await page.locator("dialog[open]").count(), door()?.acknowledgement]).toEqual([1, null]);
    });
  });
};
