import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { instant } from "#rules/time/instant.ts";
import { SECRETS } from "../certified-hall.ts";
import { type Stage, visit } from "../stage.ts";
import { INSPECTION, workingDay } from "../working-day.ts";

const HAZARDS = "hazards/2025-07-08";
const pixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** What people have to do, and what they say of it. */
export const tasks = (stage: Stage): void => {
  describe("tasks", () => {
    afterEach(() => stage.clear());

    const taskAddress = (id: string) => `#/tasks/${encodeURIComponent(id)}`;
    const opened = async (hash: string, shown: string, person = "李娜", width: 1440 | 390 = 390) => {
      workingDay(stage.gateway);
      const page = await stage.open({ width }, { person });
      await visit(page, hash, shown);
      return page;
    };
    const row = (page: Page, text: string) => page.locator(".task-row", { hasText: text });
    const asked = () => stage.gateway.asked.filter(({ path }) => path.startsWith("/api/tasks/"));
    const submit = (page: Page) => page.getByRole("button", { name: "提交" });
    const current = (page: Page) => page.locator(".task-item.is-current");

    it("say who is asked what, mine first, each state in a shape and in words", async () => {
      const page = await opened("#/tasks", ".task-row", "李娜", 1440);
      expect(await page.locator(".task-counts").textContent()).toBe("要做 5，其中超时 1，做完 2，漏做 1");
      expect(await page.locator(".task-role h2").allTextContents()).toEqual([
        "值班经理（我）现在在岗：李娜和张敏",
        "保安现在在岗：王伟",
        "保洁现在在岗：何芳",
      ]);
      const texts = await page.locator(".task-row .task-state").allTextContents();
      expect(texts.map(text => text.replace(/\d+ 分钟/, "n 分钟"))).toEqual([
        "▲已超时 n 分钟",
        "○18:15 前，还有 n 分钟",
        "○18:50 前，还有 n 分钟",
        "○18:17 前，还有 n 分钟",
        "○18:32 前，还有 n 分钟",
        "✕漏做，17:35 起不再补",
        "·19:35 开始",
        "✓17:30 做完，晚了 n 分钟",
        "✓12:45 做完",
        "→顺延闭厅日：每周安排",
      ]);
    });

    it("what is due in days is folded away, and is not counted as today's work", async () => {
      workingDay(stage.gateway);
      const { gateway } = stage;
      const task = gateway.tasks.get(HAZARDS);
      if (!task) throw new Error("there is no such task");
      const dueAt = instant(gateway.now() + 20 * 86_400_000);
      gateway.tasks.put({ ...task, id: "hazards/2025-07", dueAt });
      const page = await stage.open({ width: 390 }, { person: "李娜" });
      await visit(page, "#/tasks", ".later");
      expect(await page.locator(".task-counts").textContent()).toBe("要做 5，其中超时 1，做完 2，漏做 1");
      expect(await page.locator(".later .task-row").isVisible()).toBe(false);
      await page.locator(".later summary", { hasText: "还要做的 1 项，还不急" }).click();
      await page.locator(".later .task-row").waitFor();
    });

    it("are read again as soon as the gateway says that one changed", async () => {
      const page = await opened("#/tasks", ".task-row", "李娜", 1440);
      const { gateway } = stage;
      const task = gateway.tasks.get(HAZARDS);
      if (!task) throw new Error("there is no such task");
      gateway.tasks.put({ ...task, state: "done", endedAt: instant(gateway.now()) });
      gateway.tellTasks([HAZARDS]);
      await row(page, "隐患检查").locator(".is-done").waitFor();
      expect(await page.locator(".task-counts").textContent()).toBe("要做 4，做完 3，漏做 1");
    });

    it("on a phone an item is answered with two taps, the next comes forward, and a mistake is taken back", async () => {
      const page = await opened(taskAddress(HAZARDS), ".answer-form");
      expect(await current(page).locator("strong").textContent()).toBe("通道");
      await submit(page).click();
      await page.locator(".refusal", { hasText: "每一问都要答" }).waitFor();
      await current(page).locator(".half", { hasText: "是" }).click();
      await submit(page).click();
      await page.locator(".task-item.is-current", { hasText: "插座" }).waitFor();
      expect(await page.locator(".task-meter b").textContent()).toBe("1/3");
      await page.getByRole("button", { name: "纸张堆放" }).click();
      await current(page).locator(".half", { hasText: "否" }).click();
      await current(page).locator("textarea").fill("堆到了门口");
      await submit(page).click();
      await page.locator(".answered.is-fault", { hasText: "有问题 · 安全 否" }).waitFor();
      await page.locator("[data-item=passages]").getByRole("button", { name: "收回" }).click();
      await page.locator("dialog input[name=why]").fill("看错了");
      await page.locator("dialog button[type=submit]").click();
      await page.locator(".task-item.is-current", { hasText: "通道" }).waitFor();
      expect(asked().map(({ path, body }) => [path, body.item, body.outcome])).toEqual([
        ["/api/tasks/answer", "passages", "ok"],
        ["/api/tasks/answer", "paper", "fault"],
        ["/api/tasks/retract", "passages", undefined],
      ]);
    });

    it("what is not applicable needs a reason", async () => {
      const page = await opened(taskAddress(HAZARDS), ".answer-form");
      await page.getByRole("button", { name: "不适用" }).click();
      await submit(page).click();
      await page.locator(".refusal", { hasText: "请写明为什么不适用" }).waitFor();
      await page.getByLabel("为什么不适用").fill("这里封闭施工");
      await submit(page).click();
      await page.locator(".answered", { hasText: "不适用" }).waitFor();
    });

    it("where a picture is asked for nothing is taken without one", async () => {
      const page = await opened(taskAddress("mats/rain.1"), ".answer-form");
      await page.getByRole("button", { name: "做了" }).click();
      await page.locator(".refusal", { hasText: "要附一张照片" }).waitFor();
      await page
        .locator("input[type=file]")
        .setInputFiles({ name: "p.png", mimeType: "image/png", buffer: Buffer.from(pixel, "base64") });
      await page.locator(".preview canvas").waitFor();
      await page.getByRole("button", { name: "做了" }).click();
      await page.locator(".answered .photo img").waitFor();
      expect(asked()[0]?.body.photo).toBe([...stage.gateway.photos.keys()][0]);
      await page.locator(".task-state.is-done").waitFor();
    });

    it("a number has its limits beside it, and what is outside of them is a fault", async () => {
      const page = await opened(taskAddress("night-record/2025-07-08.1"), ".answer-form", "王伟");
      await page.getByText("应在 18.0\u202f°C 到 28.0\u202f°C").waitFor();
      await page.getByLabel("机房温度").fill("31.5");
      await page.getByLabel("情况").fill("空调停了");
      await submit(page).click();
      await page.locator(".answered.is-fault", { hasText: "机房温度 31.5" }).waitFor();
      expect(asked()[0]?.body).toMatchObject({
        values: { temperature: 31.5, words: "空调停了" },
        outcome: "fault",
      });
    });

    it("whose duty it is not is told so, in words", async () => {
      const page = await opened(taskAddress(HAZARDS), ".answer-form", "王伟");
      await page.locator(".doer small", { hasText: "这是值班经理的职责，别人答了不算。" }).waitFor();
      await current(page).locator(".half", { hasText: "是" }).click();
      await submit(page).click();
      await page.locator(".refusal", { hasText: "这不是您的职责" }).waitFor();
      expect(await page.locator(".refusal small").textContent()).toBe("this is the duty of the duty manager");
    });

    it("what needs a signature ends with the PIN of whoever signs", async () => {
      workingDay(stage.gateway);
      const { gateway } = stage;
      for (const [name, secret] of Object.entries(SECRETS)) gateway.accounts.secrets.set(name, secret);
      const task = gateway.tasks.get(INSPECTION);
      if (!task) throw new Error("there is no such task");
      const answer = {
        by: "李娜",
        at: instant(gateway.now()),
        heardAt: instant(gateway.now()),
        isSentLate: false,
        evidence: "scan" as const,
        scan: "qr" as const,
        values: { gauge: "green", seal: true },
        outcome: "ok" as const,
        note: "",
        photo: null,
        doubts: [],
        ticket: null,
      };
      gateway.tasks.put({ ...task, items: task.items.map(item => ({ ...item, answer })) });
      const page = await stage.open({ width: 390 });
      await visit(page, taskAddress(INSPECTION), ".task-sign");
      await page.getByText("各项都做完了，还差值班经理签名。").waitFor();
      await page.locator(".task-sign button").click();
      await page.locator("dialog .choice", { hasText: "李娜" }).click();
      for (const digit of "2580") await page.locator("dialog .pad").getByText(digit, { exact: true }).click();
      await page.locator("dialog button[type=submit]").click();
      await page.getByText(/李娜（值班经理）18:0\d 签名/).waitFor();
      await page.locator(".task-state.is-done").waitFor();
    });

    it("a month is counted by duty, late stays late, and what has no owner is listed", async () => {
      const page = await opened("#/tasks?view=statistics", ".duty-table", "李娜", 1440);
      const cells = page.locator(".duty-table tr", { hasText: "卫生间清洁" }).locator("td");
      expect(await cells.allTextContents()).toEqual(["50.0\u202f%", "1", "1", "0", "1", "0"]);
      expect(await page.locator(".owner-gaps li").allTextContents()).toEqual([
        "后场没有负责人",
        "2025-07-13 没有值班经理",
      ]);
      await page.getByRole("link", { name: "上个月" }).click();
      await page.getByText("这个月还没有到期的任务").waitFor();
    });

    it("the keyboard alone reaches a task, answers an item and submits it", async () => {
      const page = await opened("#/alerts", ".bar", "李娜", 1440);
      await page.keyboard.press("g");
      await page.keyboard.press("t");
      await row(page, "隐患检查").locator("a").focus();
      await page.keyboard.press("Enter");
      await page.locator(".answer-form").waitFor();
      await page.locator(".half input").first().focus();
      await page.keyboard.press("Space");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.locator("[data-item=passages] .answered").waitFor();
    });
  });
};
