import { afterEach, describe, expect, it } from "vitest";
import { type Stage, visit } from "../stage.ts";

/** The compliance calendar: a day of which nobody can tell is never a day that was kept. */
export const compliance = (stage: Stage): void => {
  describe("the compliance calendar", () => {
    afterEach(() => stage.clear());

    it("each day has a word besides its shape, and a day without a certificate is a hole", async () => {
      const page = await stage.open();
      await visit(page, "#/compliance", ".month");
      expect(await page.locator(".compliance-summary").textContent()).toBe(
        "遵守 5 天，违反 1 天，说不清 1 天，缺关门单 1 天",
      );
      const day = (date: string) => page.locator(`.month a[href="#/compliance/${date}"]`);
      expect(await day("2025-07-01").textContent()).toBe("1 遵守");
      expect(await day("2025-07-02").textContent()).toBe("2 说不清 没有关门单");
      expect(await day("2025-07-03").textContent()).toBe("3 违反");
      expect(await day("2025-07-08").textContent()).toBe("8 未结束");
    });

    it("a day opens by keyboard with its clauses, its setpoint minutes and its certificate", async () => {
      const page = await stage.open();
      await visit(page, "#/compliance", ".month");
      await page.locator('.month a[href="#/compliance/2025-07-03"]').focus();
      await page.keyboard.press("Enter");
      const day = page.locator(".compliance-day");
      await day.waitFor();
      expect(await day.locator(".day-clauses li").allTextContents()).toEqual([
        "GA-1.2-15 夏季室外超28度才开空调，室内开到26度即可 违反 2 次",
        "GA-8.1.4 目录里没有这一条 违反 1 次",
      ]);
      expect(await day.textContent()).toContain("限值内 6 小时 41 分 · 超出 1 小时 35 分 · 说不清 20 分钟");
      expect(await day.locator(".day-closing a").getAttribute("href")).toMatch(/^#\/certificates\/closing-/);
      await visit(page, "#/compliance/2025-07-02", ".day-verdict.is-unknown");
      expect(await day.textContent()).toContain("这不算遵守");
    });

    it("the month before is one step away, and no month is offered that has not begun", async () => {
      const page = await stage.open();
      await visit(page, "#/compliance", ".month");
      expect(await page.getByRole("link", { name: /下个月/ }).count()).toBe(0);
      await page.getByRole("link", { name: /上个月/ }).click();
      await page.locator('.month a[href="#/compliance/2025-06-30"]').waitFor();
      expect(await page.getByRole("link", { name: /下个月/ }).count()).toBe(1);
    });
  });
};
