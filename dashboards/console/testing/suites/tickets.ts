import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { SECRETS } from "../certified-hall.ts";
import { troubledEvening } from "../evening.ts";
import { brokenThings } from "../handed-over.ts";
import { type Stage, sideways, visit } from "../stage.ts";

/** What is to be put right, complaints, and keys. */
export const tickets = (stage: Stage): void => {
  describe("tickets", () => {
    afterEach(() => stage.clear());

    const submit = (page: Page) => page.locator("dialog button[type=submit]").click();
    const one = (id: string) => stage.gateway.tickets.tickets.find(each => each.id === id);
    const opened = async (
      hash: (ids: Readonly<Record<string, string>>) => string,
      shown: string,
      { person = "李娜", width = 1440 as 1440 | 390 } = {},
    ): Promise<{ readonly page: Page; readonly ids: Readonly<Record<string, string>> }> => {
      const ids = brokenThings(stage.gateway);
      const page = await stage.open({ width }, { person });
      await visit(page, hash(ids), shown);
      return { page, ids };
    };

    it("those with a clock that is over stand first, and say what and since when", async () => {
      const { page, ids } = await opened(() => "#/tickets", ".ticket-row");
      const rows = page.locator(".ticket-row");
      expect(await rows.first().getAttribute("data-ticket")).toBe(ids.parked);
      expect(await rows.first().locator(".late-mark").textContent()).toMatch(/^! 当天修好 · 已超时 5 小时/);
      expect(await page.locator(".ticket-counts").textContent()).toBe("没办完 3，其中超时 1");
      expect(await page.locator(".late-mark").count()).toBe(1);
    });

    it("one ticket says what is due, what was met, and what was late and stays so", async () => {
      const { page } = await opened(ids => `#/tickets/${ids.parked}`, ".ticket-story li");
      const clock = (title: string) => page.locator(".clock", { hasText: title });
      expect(await clock("当天修好").getAttribute("class")).toBe("clock is-over");
      expect(await clock("放暂停使用牌").textContent()).toContain("才办到，晚了 25 分钟");
      expect(await clock("上报").textContent()).toContain("办到，按时");
      const story = await page.locator(".ticket-story li b").allTextContents();
      expect(story).toEqual([
        "开单",
        "同意自修",
        "自修，没有修好",
        expect.stringContaining("已上报Facilities Zhang Wei，时限"),
        "拆走送修，预计 3 天",
      ]);
    });

    it("a report is not sent without receiver, department, limit and words, and shows its new limit after", async () => {
      const { page, ids } = await opened(ids => `#/tickets/${ids.fault}`, "[data-act=report]", {
        person: "陈静",
      });
      await page.locator("[data-act=report]").click();
      await page.getByLabel("接报人").fill("张工");
      await page.getByLabel("说明").fill("两支灯管不亮");
      await submit(page);
      expect(await page.locator("dialog :invalid[name]").count()).toBeGreaterThan(0);
      await page.getByLabel("部门").fill("后勤科");
      await page.getByLabel("修复时限").fill("2025-07-08T17:00");
      await submit(page);
      await page.locator("dialog .refusal", { hasText: "要晚于现在" }).waitFor();
      expect(one(ids.fault ?? "")?.report).toBeNull();
      await page.getByLabel("修复时限").fill("2025-07-09T17:30");
      await submit(page);
      await page.locator(".toast", { hasText: "已记下：上报" }).waitFor();
      expect(one(ids.fault ?? "")?.report).toMatchObject({
        by: "陈静",
        receiver: "张工",
        limit: "2025-07-09T09:30:00.000Z",
      });
      await page.locator(".clock", { hasText: "在约定时限内修好" }).waitFor();
    });

    it("who may not is told so in the dialog, and nothing was done", async () => {
      const { page, ids } = await opened(ids => `#/tickets/${ids.fault}`, "[data-act=consent]", {
        person: "王伟",
      });
      await page.locator("[data-act=consent]").click();
      await submit(page);
      await page.locator("dialog .refusal", { hasText: "没有这个权限" }).waitFor();
      expect(one(ids.fault ?? "")?.consent).toBeNull();
    });

    it("a repairer is let in through chosen doors for a time, and a person closes the ticket with its cause", async () => {
      const { page, ids } = await opened(ids => `#/tickets/${ids.fault}`, "[data-act=sign]", { width: 390 });
      await page.locator(".ticket-next summary").click();
      await page.locator("[data-act=grant]").click();
      await page.getByLabel("谁进来").fill("刘师傅");
      await submit(page);
      await page.locator("dialog .refusal", { hasText: "至少选一扇门" }).waitFor();
      await page.locator("dialog .choice", { hasText: "后门" }).first().click();
      await submit(page);
      await page.locator(".grants li", { hasText: "刘师傅 可刷 后门" }).waitFor();
      await page.locator("[data-act=close]").click();
      await page.getByLabel("原因").fill("镇流器坏");
      await page.getByLabel("怎么处理的").fill("换了镇流器");
      await submit(page);
      await page.getByText("这张单子已经办完").waitFor();
      expect(one(ids.fault ?? "")).toMatchObject({ state: "closed", closed: { cause: "镇流器坏" } });
      expect(await sideways(page)).toBe(0);
    });

    it("from an alert a ticket is opened for its device; a second for the same shows the first instead", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open({}, { person: "李娜" });
      const door = stage.gateway.alerts().find(({ target }) => target === "D2");
      await visit(page, `#/alerts/${encodeURIComponent(door?.id ?? "")}`, ".detail-acts .chip");
      await page.locator(".detail-acts .chip", { hasText: "报修" }).click();
      await page.locator("dialog select[name=target]").waitFor();
      expect(await page.locator("dialog select[name=target]").inputValue()).toBe("D2");
      await page.getByLabel("怎么了").fill("锁舌卡住");
      await page.getByLabel("影响营业").check();
      await submit(page);
      await page.locator(".ticket-row", { hasText: "锁舌卡住" }).waitFor();
      expect(stage.gateway.tickets.tickets[0]).toMatchObject({
        target: "D2",
        cause: door?.id,
        isAffecting: true,
      });
      await visit(page, "#/tickets?open=D2", "dialog .refusal button");
      await page.locator("dialog .refusal button", { hasText: "锁舌卡住" }).click();
      await page.locator(".ticket-story").waitFor();
    });

    it("a confidential complaint is shown to those alone who handle it", async () => {
      const { complaint } = brokenThings(stage.gateway);
      stage.gateway.accounts.secrets.set("李娜", SECRETS.李娜).set("王伟", SECRETS.王伟);
      const page = await stage.open({}, { person: "王伟" });
      await visit(page, `#/tickets/${complaint}`, ".ticket-hidden");
      expect(await page.locator("#main").textContent()).not.toContain("张某");
      expect(await page.locator("[data-act]").count()).toBe(0);
      await page.locator(".here").click();
      await page.locator("dialog .choice", { hasText: "李娜" }).click();
      await page.locator("dialog input[name=secret]").fill(SECRETS.李娜);
      await page.locator("dialog button[type=submit]").click();
      await page.locator(".here", { hasText: "李娜" }).waitFor();
      await visit(page, "#/tickets", ".ticket-row");
      await visit(page, `#/tickets/${complaint}`, ".ticket-story q");
      expect(await page.locator(".ticket-story q").textContent()).toContain("张某");
    });

    it("a key is given, comes back, is lost with a ticket, and stays lost until the lock was replaced", async () => {
      const { page } = await opened(() => "#/tickets?tab=keys", ".key-row", { width: 390 });
      const key = (id: string) => page.locator(`[data-key=${id}]`);
      const act = async (id: string, name: string) => {
        await key(id).locator(`[data-act=${name}]`).click();
        if (name === "give") await page.getByLabel("交给谁").selectOption("G1");
        await submit(page);
        await page.locator("dialog").waitFor({ state: "detached" });
      };
      await key("K1").getByText("李娜 拿着").waitFor();
      await act("K2", "give");
      await key("K2").getByText("王伟 拿着").waitFor();
      await act("K1", "return");
      await key("K1").getByText("在钥匙箱里").waitFor();
      await act("K2", "lost");
      await key("K2").getByText("已丢失，锁还没有换").waitFor();
      expect(await key("K2").locator("[data-act]").allTextContents()).toEqual(["锁已换好"]);
      await act("K2", "lock-replaced");
      await key("K2").getByText("在钥匙箱里").waitFor();
      expect(stage.gateway.tickets.tickets.at(-1)).toMatchObject({ kind: "key", target: "K2" });
    });

    it("what people wrote is text", async () => {
      const { page, ids } = await opened(ids => `#/tickets/${ids.fault}`, "[data-act=note], summary");
      await page.locator(".ticket-next summary").click();
      await page.locator("[data-act=note]").click();
      await page.getByLabel("说明").fill("<img src=x onerror=alert(1)>");
      await submit(page);
      await page.locator(".ticket-story q", { hasText: "<img src=x" }).waitFor();
      expect(await page.locator(".ticket-story img").count()).toBe(0);
      expect(one(ids.fault ?? "")?.notes).toHaveLength(1);
    });
  });
};
