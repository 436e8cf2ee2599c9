import { afterEach, describe, expect, it } from "vitest";
import { troubledEvening } from "../evening.ts";
import { type Stage, visit } from "../stage.ts";

const minutes = (n: number): number => n * 60_000;

/** The alert board lives: what comes, how it is told, and what calm means. */
export const board = (stage: Stage): void => {
  describe("the alert board", () => {
    afterEach(() => stage.clear());

    it("shows a new alert within two seconds, in the list, the bar and the title of the tab", async () => {
      const page = await stage.open();
      const asked = Date.now();
      const alert = stage.gateway.raise({
        rule: "door-after-closing",
        target: "D2",
        openFor: 0,
        held: minutes(15),
      });
      await page.locator(`[data-alert="${alert.id}"]`).waitFor();
      expect(Date.now() - asked).toBeLessThan(2000);
      expect(await page.getByRole("link", { name: "重要 1 条未关闭" }).textContent()).toContain("1");
      expect(await page.title()).toBe("(1) 值守台 · 振兴路营业厅");
      expect(await page.locator("#favicon").getAttribute("href")).toContain("%23e86a00");
    });

    it("tells a screen reader of a critical alert at once, and says it inside an open dialog", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open();
      await page.locator(".row-act").first().click();
      const door = stage.gateway.alerts().find(({ target }) => target === "D2")!;
      stage.gateway.put({
        ...door,
        id: "site-a.intrusion.D4.1",
        target: "D4",
        targetName: { zh: "大厅通道门", en: "Hall to corridor door" },
        title: { zh: "入侵：门被强行打开", en: "Intrusion: door forced" },
        priority: 1,
      });
      await page.locator("dialog .arrived", { hasText: "新的紧急告警：入侵：门被强行打开" }).waitFor();
      expect(await page.locator("p[role=alert].unseen").textContent()).toBe(
        "紧急告警：入侵：门被强行打开，大厅通道门",
      );
      await page.keyboard.press("Escape");
      expect(await page.locator(".row").first().getAttribute("data-alert")).toBe("site-a.intrusion.D4.1");
    });

    it("says why it is calm, and that blind points are no part of the calm", async () => {
      const page = await stage.open();
      const count = stage.gateway.points().length;
      await page.getByText(`全部 ${count} 个测点可信`).waitFor();
      stage.gateway.lose("D5.lock", "stale", minutes(42));
      await page.getByRole("link", { name: "1 个测点不可信" }).click();
      await page.locator("tr.point", { hasText: "档案室门锁" }).waitFor();
      expect(await page.locator("tr.point").count()).toBe(1);
    });

    it("an alert says what was seen with its source time, the clause, since when, the steps and its log", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open();
      await page.locator(".row", { hasText: "后门" }).locator("a").click();
      const detail = page.locator(".detail");
      await detail.locator(".timeline", { hasText: "触发" }).waitFor();
      const text = await detail.textContent();
      for (const part of ["GA-5.3-8b", "已 35 分钟", "未锁", "到现场看这扇门，关上并锁好。"])
        expect(text).toContain(part);
      for (const moment of [/自17:30:\d\d/, /判定17:4[56]:\d\d/, /17:4[45]:\d\d 测得/])
        expect(text).toMatch(moment);
      expect(await detail.locator("figure.strip").count()).toBe(2);
      await page.keyboard.press("Escape");
      await page.waitForFunction(() =>
        document.activeElement?.closest("[data-alert]")?.textContent?.includes("后门"),
      );
    });

    it("an alert says the clause in words, which part of the condition held, who was told and who is next", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open();
      await page.locator(".row", { hasText: "后门" }).locator("a").click();
      const detail = page.locator(".detail");
      expect(await detail.locator(".clauses").textContent()).toBe("GA-5.3-8b下班后所有门上锁");
      expect(await detail.locator(".parts li").allTextContents()).toEqual([
        '成立未锁 ≠ 已锁door.lock != "locked"',
        '不成立闭合 ≠ 闭合door.contact != "closed"',
      ]);
      const told = await detail.locator("dt", { hasText: "已通知" }).locator("+ dd").textContent();
      expect(told).toMatch(
        /^保安、值班经理 17:4[56]:\d\d 厅主任 17:5[01]:\d\d 无人确认，上报到 18:1[01]:\d\d 还没人确认，就报上级部门$/,
      );
    });

    it("of a condition with dozens of parts those that hold come first, and the rest is counted", async () => {
      const none = { text: 'terminal.online == "offline"', is: "no", left: 1, right: 0 } as const;
      const parts = [...Array(11).fill(none), { ...none, is: "yes", left: 0 }];
      const { id } = stage.gateway.raise({
        rule: "door-after-closing",
        target: "D2",
        openFor: 0,
        held: 0,
        more: { parts },
      });
      const page = await stage.open({ language: "en" });
      await visit(page, `#/alerts/${encodeURIComponent(id)}`, ".parts");
      expect(await page.locator(".parts li").count()).toBe(8);
      expect(await page.locator(".parts li").first().textContent()).toMatch(/^holds/);
      expect(await page.locator(".parts + p").textContent()).toBe("4 more");
    });

    it("an alert from late data says so in the list and on its page, with what it wasted and what is not known", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open({ language: "en" });
      const row = page.locator(".row", { hasText: "from late data" });
      await row.locator("a").click();
      const detail = page.locator(".detail");
      const text = await detail.textContent();
      expect(text).toContain("it was so then, which says nothing of now");
      expect(text).toMatch(/Wastedat least 185.Wh at most 1\.5.kW \(17:5[23]:\d\d\)/);
      expect(await detail.locator(".parts li").nth(1).textContent()).toBe(
        "unknown? = 0\u202fpeoplezone.occupancy == 0",
      );
    });

    it("what nobody can see carries a hatched question mark and its age, never the old value alone", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open();
      const seen = page.locator(".row", { hasText: "档案室门" }).locator(".row-seen");
      expect(await seen.textContent()).toBe("? 42 分钟");
      expect(
        await seen.locator(".unknown").evaluate(mark => getComputedStyle(mark).backgroundImage),
      ).toContain("repeating-linear-gradient");
      const inspection = page.locator(".row", { hasText: "3 号灭火器" });
      expect(await inspection.locator(".row-seen").textContent()).toBe("2025-06-30上次检查");
      expect(await inspection.locator(".row-state").textContent()).toContain("? 无法判断");
    });

    it("only unacknowledged critical and high alerts blink, all in step; in a flood one bar blinks for all", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open();
      const blinking = () => page.evaluate(() => document.getAnimations().map(({ startTime }) => startTime));
      expect(await blinking()).toEqual([0, 0]);
      const door = stage.gateway.alerts().find(({ target }) => target === "D2")!;
      for (let i = 0; i < 12; i++) stage.gateway.put({ ...door, id: `${door.id}.${i}` });
      await page.getByText("14 条紧急或重要告警还没有人确认").waitFor();
      expect(await blinking()).toEqual([0]);
    });

    it("five hundred alerts stay a page that a weak phone can draw", async () => {
      troubledEvening(stage.gateway);
      const door = stage.gateway.alerts().find(({ target }) => target === "D2")!;
      for (let i = 0; i < 500; i++) stage.gateway.put({ ...door, id: `${door.id}.${i}` });
      const page = await stage.open({ width: 390 });
      await page.getByRole("button", { name: "再显示 60 条" }).waitFor();
      expect(await page.locator(".row").count()).toBe(60);
      expect(await page.locator("*").count()).toBeLessThan(1500);
    });

    it("is narrowed to one priority by its count in the bar, and widened again", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open();
      await page.getByRole("link", { name: "一般 1 条未关闭" }).click();
      await page.locator(".chip").waitFor();
      expect(await page.locator(".row").count()).toBe(1);
      await page.locator(".chip").click();
      await page.locator(".row").nth(4).waitFor();
    });

    it("names that carry markup are text, everywhere", async () => {
      const page = await stage.open();
      const markup = "<img src=x onerror=alert(1)><script>alert(2)</script>";
      const evil = { zh: markup, en: markup };
      const door = stage.gateway.raise({ rule: "door-after-closing", target: "D2", openFor: 0, held: 0 });
      stage.gateway.put({
        ...door,
        id: "evil",
        title: evil,
        targetName: evil,
        steps: [evil],
        evidence: door.evidence.map(each => ({ ...each, name: evil, reason: markup })),
      });
      stage.gateway.lose("D5.lock", "bad", 0, markup);
      stage.gateway.acknowledge("evil", markup, markup);
      stage.gateway.problems = [markup];
      page.on("dialog", () => expect.unreachable("a script ran"));
      await visit(page, "#/alerts/evil?tab=inHand", ".detail .timeline q");
      expect(await page.locator(".row-title").textContent()).toBe(markup);
      expect(await page.locator(".detail q").first().textContent()).toBe(markup);
      await page.locator(".problems summary").click();
      await visit(page, "#/points/D5.lock", "figure.strip");
      await visit(page, "#/closing", ".item");
      expect(await page.locator("main img, main script, .detail img").count()).toBe(0);
    });
  });
};
