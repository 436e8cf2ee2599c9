import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { busyNight } from "../night.ts";
import { powerCut } from "../power-cut.ts";
import { type Stage, visit } from "../stage.ts";

/** One incident, from its first second to its summary. */
export const incidents = (stage: Stage): void => {
  describe("an incident", () => {
    afterEach(() => stage.clear());

    const alertOf = (id: string) => stage.gateway.alerts().find(alert => alert.id === id);
    const minutesAgo = (n: number) => new Date(stage.gateway.now() - n * 60_000).toISOString();
    const at = async (page: Page, id: string) =>
      visit(page, `#/incidents/${encodeURIComponent(id)}`, ".story");
    const texts = (page: Page, place: string) => page.locator(place).allTextContents();

    it("is opened from its alert; says in one line what happened, how long there is to report, what cannot be seen", async () => {
      const id = powerCut(stage.gateway);
      const page = await stage.open();
      await visit(page, `#/alerts/${encodeURIComponent(id)}`, ".detail .incident");
      await page.locator(".detail").getByRole("link", { name: "事件全过程" }).click();
      await page.locator(".story").waitFor();
      expect(await page.locator(".happened").textContent()).toMatch(
        /^18:0\d:\d\d 开始 · 已持续 2 分钟 · 引起 5 条告警 · 3 个测点看不见$/,
      );
      expect(await page.locator(".left strong").textContent()).toMatch(/^[23]:\d\d$/);
      expect(await page.locator(".left").textContent()).toMatch(/须在 18:0\d:\d\d 前上报/);
      expect(await texts(page, ".blind-points a")).toEqual(["档案室门门磁", "档案室门锁", "大厅空调模式"]);
      expect(await texts(page, ".caused small")).toHaveLength(5);
    });

    it("tells everything that happened to all of its alerts as one story, with how long after the beginning", async () => {
      const id = powerCut(stage.gateway);
      stage.gateway.acknowledge(id, "王伟", "去配电间");
      const page = await stage.open();
      await at(page, id);
      const story = await texts(page, ".story li");
      expect(story[0]).toMatch(/^18:0\d:\d\d\+0:00触发$/);
      expect(story[1]).toMatch(/\+0:03通知 刘洋（上级部门），mail · 已送达$/);
      expect(story[2]).toMatch(/\+0:04触发 · 5 条大厅空调 · 一号办公室空调 · .*另有 1 条$/);
      const rest = story.slice(3).join("\n");
      expect(rest).toMatch(/\+2:\d\d由另一告警解释，不再提示 · 5 条/);
      expect(rest).toMatch(/\+2:\d\d已确认 · 王伟去配电间/);
    });

    it("is reported in place; then it says after how long, and that it was in time, also on another console", async () => {
      const id = powerCut(stage.gateway);
      const [page, other] = [await stage.open(), await stage.open({}, { person: "李娜" })];
      await at(page, id);
      await at(other, id);
      const duty = page.locator(".duty", { has: page.locator(".left") });
      await duty.getByLabel("报告给").fill("供电公司 95598");
      await duty.getByLabel("原因和经过").fill("片区跳闸");
      await duty.getByLabel("操作人").selectOption("王伟");
      await duty.getByRole("button", { name: "上报" }).click();
      await page.getByText(/^开始后 2:\d\d 已上报，按时$/).waitFor();
      await other.getByText(/^开始后 2:\d\d 已上报，按时$/).waitFor();
      expect(alertOf(id)?.incident?.report).toMatchObject({
        by: "王伟",
        receiver: "供电公司 95598",
        cause: "片区跳闸",
      });
      await page.locator(".story li", { hasText: "已上报 · 王伟" }).waitFor();
      expect(await page.locator(".left").count()).toBe(0);
    });

    it("that is not reported in time says by how much; reported then, it says how late that was", async () => {
      const id = powerCut(stage.gateway, { openFor: 7 * 60_000 + 10_000 });
      const page = await stage.open({}, { person: "王伟" });
      await at(page, id);
      expect(await page.locator(".left.is-over").textContent()).toMatch(/^上报已超时2:\d\d/);
      await page.getByLabel("报告给").first().fill("上级");
      await page.getByLabel("原因和经过").first().fill("停电");
      await page.getByRole("button", { name: "上报", exact: true }).click();
      await page.getByText(/^开始后 7:\d\d 才上报，超时 2 分钟$/).waitFor();
    });

    it("owes a report to the level that was passed over, and a summary once it is over, and not before", async () => {
      const id = powerCut(stage.gateway, { openFor: 20 * 60_000 });
      const page = await stage.open({}, { person: "李娜" });
      await at(page, id);
      await page.getByText("总结要等情况结束后再写").waitFor();
      await page.locator("summary", { hasText: "填写补充汇报" }).click();
      const owed = page.locator(".duty", { hasText: "补充汇报：厅主任" });
      await owed.getByLabel("报告给").fill("陈静");
      await owed.getByLabel("原因和经过").fill("停电 20 分钟");
      await owed.getByRole("button", { name: "补充汇报" }).click();
      await owed.getByText(/李娜 18:0\d:\d\d 已补报/).waitFor();
      expect(alertOf(id)?.incident?.owed[0]?.given).toMatchObject({ by: "李娜", receiver: "陈静" });
      stage.gateway.put({
        ...alertOf(id)!,
        condition: "clear",
        clearedAt: minutesAgo(1),
        label: "unfinished",
        acknowledgement: { by: "王伟", note: "", at: minutesAgo(10) },
      });
      await page.getByLabel("经过和结果").fill("供电恢复，设备全部正常");
      await page.getByRole("button", { name: "总结并闭环" }).click();
      await page.getByText(/李娜 18:0\d:\d\d 已总结/).waitFor();
      expect(alertOf(id)?.confirmation).toMatchObject({ by: "李娜", note: "供电恢复，设备全部正常" });
      await page.locator(".happened", { hasText: "已处理完，事件关闭" }).waitFor();
    });

    it("refused says why and sends nothing twice; without the network a report cannot wait, and says so", async () => {
      const id = powerCut(stage.gateway);
      const page = await stage.open({}, { person: "王伟" });
      await at(page, id);
      await page.getByLabel("报告给").first().fill("x");
      await page.getByLabel("原因和经过").first().fill("y");
      await page.route("**/report", route => route.abort());
      await page.getByRole("button", { name: "上报", exact: true }).click();
      await page.locator(".duty .refusal", { hasText: "需要在线" }).waitFor();
      await page.unroute("**/report");
      expect(alertOf(id)?.incident?.report).toBeNull();
      await page.getByRole("button", { name: "上报", exact: true }).click();
      await page.getByText(/已上报，按时/).waitFor();
      expect(stage.gateway.asked.filter(({ path }) => path.endsWith("/report")).length).toBe(1);
    });

    it("of a whole line that is silent shows what it explains too, though nobody has to report it", async () => {
      const { line } = busyNight(stage.gateway);
      const page = await stage.open();
      await visit(page, `#/alerts/${encodeURIComponent(line ?? "")}`, ".detail .briefs");
      await page.locator(".detail").getByRole("link", { name: "事件全过程" }).click();
      await page.locator(".caused li").nth(2).waitFor();
      expect(await page.locator(".duty").count()).toBe(0);
      expect(await texts(page, ".story .is-message")).toHaveLength(2);
    });

    it("that the gateway does not have, or cannot tell of, says which", async () => {
      const id = powerCut(stage.gateway);
      const page = await stage.open();
      await visit(page, "#/incidents/nothing", ".calm.is-blind");
      await expect.poll(() => page.locator(".calm").textContent()).toBe("网关里没有这条告警。");
      await page.route("**/incident", route => route.fulfill({ status: 500, body: "{}" }));
      await page.evaluate(
        to => {
          location.hash = to;
        },
        `#/incidents/${encodeURIComponent(id)}`,
      );
      await page.getByText("读不到这次事件：网关没有答复。").waitFor();
    });

    it("prints on A4, black on white, with its story and a line to sign, without what is to be pressed", async () => {
      const id = powerCut(stage.gateway);
      const page = await stage.open({ theme: "night" });
      await at(page, id);
      await page.emulateMedia({ media: "print" });
      for (const gone of [".rail", ".bar", ".duty-form", ".duty .rest", ".links"])
        expect([gone, await page.locator(gone).first().isVisible()]).toEqual([gone, false]);
      for (const there of [".story", ".happened", ".left", ".printed"])
        expect([there, await page.locator(there).first().isVisible()]).toEqual([there, true]);
      expect(await page.locator(".story").evaluate(story => getComputedStyle(story).backgroundColor)).toBe(
        "rgb(255, 255, 255)",
      );
      const pdf = await page.pdf({ preferCSSPageSize: true });
      expect(pdf.toString("latin1")).toMatch(/\/MediaBox\s*\[0 0 59[45][\d.]* 84[12][\d.]*\]/);
      await page.emulateMedia({ media: null });
    });
  });
};
