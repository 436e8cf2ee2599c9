import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { type Stage, visit } from "../stage.ts";

/** The things that people look after, and days that differ. */
export const register = (stage: Stage): void => {
  const submit = (page: Page) => page.locator("dialog button[type=submit]");
  const opened = async (hash: string, shown: string, person = "陈静") => {
    const page = await stage.open({ width: 390 }, { person });
    await visit(page, hash, shown);
    return page;
  };

  describe("the register", () => {
    afterEach(() => stage.clear());

    it("shows first what is overdue, then what is due soon, and tells the end of a thing a year ahead", async () => {
      const page = await opened("#/register", ".asset");
      expect(
        await page.locator(".asset").evaluateAll(all => all.map(each => each.getAttribute("data-asset"))),
      ).toEqual(["X2", "X1", "C2", "X3", "C1"]);
      expect(await page.locator(".task-counts").textContent()).toBe("逾期 1，近期到期 1，不知道 1，正常 2");
      const text = await page.locator("[data-asset=X2]").textContent();
      expect(text).toContain("巡检逾期 3 天（2025-07-05）");
      expect(text).toContain("一年内报废：2026-02-01，该安排更换了");
      expect(text).toContain("二氧化碳");
      expect(await page.locator("[data-asset=X2] a", { hasText: "报修单" }).getAttribute("href")).toBe(
        "#/tickets/T-12",
      );
      await page.locator(".kinds .choice", { hasText: "巡更点" }).click();
      expect(await page.locator(".asset").count()).toBe(2);
      await page.locator("[data-asset=C1]").getByRole("link", { name: "打开" }).click();
      await page.locator("h1", { hasText: "正门巡更点" }).waitFor();
    });

    it("prints its stickers from the gateway, for people of the hall only", async () => {
      stage.gateway.accounts.secrets.set("陈静", "3690");
      const page = await opened("#/register", ".asset");
      await page.getByRole("button", { name: "打印贴纸" }).click();
      await page.locator("dialog .choice", { hasText: "陈静" }).click();
      await page.locator("dialog input[name=secret]").fill("3690");
      await submit(page).click();
      await page.locator("dialog").waitFor({ state: "detached" });
      expect(await page.getByRole("link", { name: "打印贴纸" }).getAttribute("href")).toBe("/labels");
    });

    it("that cannot be read says so; one that was read says as of when once the gateway is gone", async () => {
      const page = await stage.open();
      await page.route("**/api/register", route => route.fulfill({ status: 500, body: "{}" }));
      await visit(page, "#/register", ".calm.is-blind");
      await page.unroute("**/api/register");
      await page.getByRole("button", { name: "重试" }).click();
      await page.locator(".asset").first().waitFor();
      await page.route("**/api/register", route => route.fulfill({ status: 500, body: "{}" }));
      stage.gateway.cut();
      await page.locator(".last-known", { hasText: "的台账，现在怎样这里不知道" }).waitFor();
    });
  });

  describe("days that differ", () => {
    afterEach(() => stage.clear());

    it("half a day is announced, says what it changed, and is taken back", async () => {
      const page = await opened("#/days", ".announced");
      await page.getByText("没有另行安排的日子").waitFor();
      await page.getByRole("button", { name: "宣布一天" }).click();
      await page.locator("dialog input[name=date]").fill("2025-07-10");
      await page.locator("dialog .choice", { hasText: "另定时间" }).click();
      await page.getByRole("button", { name: "停电检修" }).click();
      await submit(page).click();
      await page.locator("dialog .refusal", { hasText: "写明从几点到几点" }).waitFor();
      await page.locator("dialog input[name=from]").fill("08:30");
      await page.locator("dialog input[name=to]").fill("12:00");
      await submit(page).click();
      const day = page.locator("[data-date='2025-07-10']");
      await day.waitFor();
      expect(await day.textContent()).toMatch(/2025-07-10 周四 营业 08:30-12:00 · 停电检修陈静 18:0\d 宣布/);
      await day.locator("summary").click();
      await day.getByText("巡更 2025-07-10 不做了").waitFor();
      await day.getByRole("button", { name: "取消宣布" }).click();
      await page.locator("dialog input[name=why]").fill("检修改期");
      await submit(page).click();
      await day.waitFor({ state: "detached" });
      expect(stage.gateway.asked.map(({ body }) => body.hours)).toEqual([["08:30-12:00"], null]);
    });

    it("whoever may not announce reads who may", async () => {
      const page = await opened("#/days", ".announced", "王伟");
      await page.getByRole("button", { name: "宣布一天" }).click();
      await page.locator("dialog input[name=date]").fill("2025-07-10");
      await page.locator("dialog input[name=why]").fill("x");
      await submit(page).click();
      await page.locator("dialog .refusal", { hasText: "ask the hall director" }).waitFor();
    });

    it("an activity is asked for; approved at short notice it counts only with a reason", async () => {
      const page = await opened("#/days", ".activities");
      await page.getByRole("button", { name: "申请活动" }).click();
      await page.locator("dialog input[name=from]").fill("2025-07-09T19:00");
      await page.locator("dialog input[name=to]").fill("2025-07-09T18:00");
      await submit(page).click();
      await page.locator("dialog .refusal", { hasText: "至少选一个区域" }).waitFor();
      await page.locator("dialog .choice", { hasText: "营业大厅" }).click();
      await submit(page).click();
      await page.locator("dialog .refusal", { hasText: "结束要晚于开始" }).waitFor();
      await page.locator("dialog input[name=to]").fill("2025-07-09T21:00");
      await submit(page).click();
      const activity = page.locator(".activity");
      await activity.getByText("等批准").waitFor();
      expect(stage.gateway.asked[0]?.body).toMatchObject({
        zones: ["hall"],
        from: "2025-07-09T11:00:00.000Z",
        to: "2025-07-09T13:00:00.000Z",
        by: "陈静",
      });
      await activity.getByRole("button", { name: "批准" }).click();
      await submit(page).click();
      await activity.getByText("批了但不算").waitFor();
      await activity.getByRole("button", { name: "写明理由再批" }).click();
      await submit(page).click();
      await page.locator("dialog .refusal", { hasText: "要写明为什么" }).waitFor();
      await page.locator("dialog textarea").fill("客户临时来访");
      await submit(page).click();
      await activity.getByText("临时批准：客户临时来访").waitFor();
      expect(await activity.getByRole("button").count()).toBe(0);
    });
  });
};
