import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { busyNight } from "../night.ts";
import { type Stage, visit } from "../stage.ts";

/** Alerts that are put aside: shelved, explained by another, out of service. */
export const puttingAside = (stage: Stage): void => {
  describe("what is put aside", () => {
    afterEach(() => stage.clear());

    const alertOf = (id: string | undefined) => stage.gateway.alerts().find(alert => alert.id === id);
    const at = (page: Page, id: string | undefined, tab = "") =>
      visit(page, `#/alerts/${encodeURIComponent(id ?? "")}?tab=${tab}`, ".detail-acts");
    const act = (page: Page, name: string) => page.locator(".detail-acts").getByRole("button", { name });
    const submit = (page: Page) => page.locator("dialog button[type=submit]");

    it("a guard shelves a light for half an hour at most; the button says until when; and can take it back", async () => {
      const { open } = busyNight(stage.gateway);
      const page = await stage.open({}, { person: "王伟" });
      await at(page, open);
      await page.keyboard.press("s");
      await page.getByText("直到恢复（最长 30 分钟）").waitFor();
      expect(await page.locator(".choice").count()).toBe(4);
      await page.getByLabel("20 分钟").check();
      await page.getByLabel("原因").selectOption("加班已批准");
      expect(await submit(page).textContent()).toMatch(/^搁置到 18:2\d$/);
      await submit(page).click();
      await page.locator("dialog").waitFor({ state: "detached" });
      const { shelf } = alertOf(open) ?? {};
      expect(shelf).toMatchObject({ is: "timed", by: "王伟", reason: "加班已批准" });
      expect(Date.parse(shelf?.until ?? "") - Date.parse(shelf?.at ?? "")).toBeGreaterThan(19 * 60_000);
      await visit(page, "#/alerts?tab=shelved", ".row.is-shelved");
      await page
        .locator(".row", { hasText: "二号办公室照明 A" })
        .getByText(/王伟 · 还有 \d+ 分钟 · 加班已批准/)
        .waitFor();
      await page.keyboard.press("z");
      await page.getByText("已取消搁置：下班后灯还亮着").waitFor();
      expect(alertOf(open)?.shelf).toBeNull();
    });

    it("a guard may not shelve what is high: the dialog says who may and sends nothing, and so does the gateway", async () => {
      const { line } = busyNight(stage.gateway);
      const page = await stage.open({}, { person: "王伟" });
      await at(page, line);
      await act(page, "搁置").click();
      await page
        .locator("dialog")
        .getByText(/a guard may put aside priority 3 and 4/)
        .waitFor();
      expect(await submit(page).isDisabled()).toBe(true);
      await page.getByLabel("操作人").selectOption("李娜");
      await page.getByText("直到恢复（最长 8 小时）").waitFor();
      expect(await submit(page).isDisabled()).toBe(false);
      const until = new Date(stage.gateway.now() + 600_000).toISOString();
      const body = JSON.stringify({ by: "王伟", shelf: "timed", until, reason: "raw" });
      const answer = await fetch(`${stage.url}/api/alerts/${encodeURIComponent(line ?? "")}/shelve`, {
        method: "POST",
        body,
      });
      expect([answer.status, alertOf(line)?.shelf]).toEqual([403, null]);
    });

    it("fire is never shelved: the button says why and asks nothing; the fire panel has the say", async () => {
      const { smoke } = busyNight(stage.gateway);
      const page = await stage.open({}, { person: "李娜" });
      await at(page, smoke);
      await page.getByText("以消防主机为准；本台不能消音或复位。").waitFor();
      expect(await act(page, "搁置").getAttribute("aria-disabled")).toBe("true");
      await act(page, "搁置").click({ force: true });
      await page.locator(".toast", { hasText: "不能搁置" }).waitFor();
      await page.keyboard.press("s");
      expect([await page.locator("dialog").count(), stage.gateway.asked.length]).toEqual([0, 0]);
    });

    it("what another alert explains stands inside its cause, wherever that stands", async () => {
      const { line, child } = busyNight(stage.gateway);
      const page = await stage.open({}, { person: "李娜" });
      const inside = page.locator(`.members [data-alert="${child}"]`);
      expect(await page.locator(`[data-alert="${child}"]`).count()).toBe(0);
      await page.getByRole("button", { name: "引起的 3 条" }).click();
      await inside.waitFor();
      expect(await inside.locator(".row-act").count()).toBe(0);
      await page.locator(`[data-alert="${line}"] .row-act`).click();
      await visit(page, "#/alerts?tab=inHand", ".members");
      await inside.locator("a").click();
      await page.locator(".detail .briefs", { hasText: "整条线路收不到数据" }).waitFor();
    });

    it("what is explained by a cause that is gone is not lost", async () => {
      const { line, child } = busyNight(stage.gateway);
      stage.gateway.acknowledge(line ?? "", "李娜", "");
      stage.gateway.clear(line ?? "");
      const page = await stage.open();
      await visit(page, "#/alerts?tab=shelved", `[data-alert="${child}"]`);
    });

    it("out of service is listed with its work order and its end, begun and ended from here", async () => {
      const { open } = busyNight(stage.gateway);
      const page = await stage.open({}, { person: "赵磊" });
      await at(page, open);
      await act(page, "停用").click();
      await page.getByLabel("工单号").fill("WO-7");
      await page.getByLabel("这期间改用什么办法看管").fill("巡查");
      await submit(page).click();
      await page.getByText("已停用：二号办公室照明 A").waitFor();
      await visit(page, "#/alerts?tab=shelved", ".service");
      const services = page.locator(".service");
      expect(await services.first().textContent()).toMatch(/一号办公室窗工单 88 · 赵磊.*停用到 21:0\d/);
      await services.first().getByRole("button", { name: "恢复使用" }).click();
      await submit(page).click();
      await page.getByText("已恢复使用：一号办公室窗").waitFor();
      await services.nth(1).waitFor({ state: "detached" });
      expect(await services.textContent()).toContain("WO-7");
    });
  });
};
