import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { instant } from "#rules/time/instant.ts";
import { type Stage, visit } from "../stage.ts";
import { INSPECTION, workingDay } from "../working-day.ts";

const HAZARDS = "hazards/2025-07-08";
const pixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Answers of tasks that reach the gateway later than they were given. */
export const lateAnswers = (stage: Stage): void => {
  describe("answers that come late", () => {
    afterEach(() => stage.clear());

    const taskAddress = (id: string) => `#/tasks/${encodeURIComponent(id)}`;
    const asked = () => stage.gateway.asked.filter(({ path }) => path.startsWith("/api/tasks/"));
    const submit = (page: Page) => page.getByRole("button", { name: "提交" });
    const current = (page: Page) => page.locator(".task-item.is-current");
    /** The list of hazards on a phone that has heard nothing of the gateway for as long as makes it say so. */
    const inOutage = async (): Promise<Page> => {
      workingDay(stage.gateway);
      const page = await stage.open({ width: 390 }, { person: "李娜", ownClock: true });
      await page.clock.runFor(3_000);
      await visit(page, taskAddress(HAZARDS), ".answer-form");
      stage.gateway.isDown = true;
      stage.gateway.cut();
      for (let second = 0; second < 18; second++) await page.clock.runFor(1_000);
      await page.locator(".shell.is-lost").waitFor();
      return page;
    };

    it("without a network answers wait here in their order, and are sent once with the time at which they were given", async () => {
      const page = await inOutage();
      for (const item of ["通道", "插座"]) {
        await page.locator(".task-item.is-current", { hasText: item }).waitFor();
        await current(page).locator(".half", { hasText: "是" }).click();
        if (item === "插座")
          await page
            .locator("input[type=file]")
            .setInputFiles({ name: "p.png", mimeType: "image/png", buffer: Buffer.from(pixel, "base64") });
        if (item === "插座") await page.locator(".preview canvas").waitFor();
        await submit(page).click();
        await page.locator(".task-item", { hasText: item }).locator(".queued").waitFor();
        await page.clock.runFor(2_000);
      }
      expect(await page.locator(".bar .queued").textContent()).toBe("2 项等待发送");
      expect(await page.locator(".task-meter b").textContent()).toBe("2/3");
      expect(asked()).toEqual([]);
      stage.gateway.isDown = false;
      await page.evaluate(() => dispatchEvent(new Event("online")));
      await page.locator(".bar.is-live").waitFor();
      await page.getByText("网络恢复，已补发 2 项。").waitFor();
      expect(asked().map(({ body }) => [body.item, typeof body.photo])).toEqual([
        ["passages", "undefined"],
        ["sockets", "string"],
      ]);
      const [first, second] = asked().map(({ body }) => Date.parse(String(body.madeAt)));
      expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(2_000);
      await page.locator("[data-item=sockets] .answered .photo").waitFor();
      expect(await page.locator(".queued").count()).toBe(0);
    });

    it("what has been sent is not sent again when the link comes and goes before the line of what waits is read", async () => {
      const page = await inOutage();
      await page.locator(".task-item.is-current", { hasText: "通道" }).waitFor();
      await current(page).locator(".half", { hasText: "是" }).click();
      await submit(page).click();
      await page.locator(".task-item", { hasText: "通道" }).locator(".queued").waitFor();
      // From here on nothing that is read of the browser's database comes back.
      await page.evaluate(() => {
        const own = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (table, mode, options) {
          const made = own.call(this, table, mode, options);
          if (mode === "readonly") Object.defineProperty(made, "oncomplete", { set: () => {} });
          return made;
        };
      });
      stage.gateway.isDown = false;
      await page.evaluate(() => dispatchEvent(new Event("online")));
      await page.getByText("网络恢复，已补发 1 项。").waitFor();
      expect(asked()).toHaveLength(1);
      for (let times = 0; times < 3; times++) {
        stage.gateway.cut();
        for (let second = 0; second < 5; second++) await page.clock.runFor(1_000);
        await page.locator(".bar.is-live").waitFor();
      }
      expect(asked()).toHaveLength(1);
    });

    it("what was given without a network survives a reload, and a refusal is told afterwards in words", async () => {
      workingDay(stage.gateway);
      const page = await stage.open({ width: 390 }, { person: "王伟" });
      await visit(page, taskAddress(HAZARDS), ".answer-form");
      await page.route("**/api/tasks/answer", route => route.abort());
      await current(page).locator(".half", { hasText: "是" }).click();
      await submit(page).click();
      await page.locator("[data-item=passages] .queued").waitFor();
      await page.reload();
      await page.locator("[data-item=passages] .queued").waitFor();
      await page.unrouteAll();
      await page.locator(".toast", { hasText: "1 项没有办成：隐患检查 通道：这不是您的职责。" }).waitFor();
      await page.locator("[data-item=passages] .answer-form").waitFor();
    });

    it("late news stays late in sight, and so does what speaks against an answer", async () => {
      workingDay(stage.gateway);
      const { gateway } = stage;
      const task = gateway.tasks.get(INSPECTION);
      if (!task) throw new Error("there is no such task");
      const at = instant(gateway.now() - 20 * 60_000);
      gateway.tasks.put({
        ...task,
        items: task.items.map(item =>
          item.id !== "X1"
            ? item
            : {
                ...item,
                answer: {
                  by: "李娜",
                  at,
                  heardAt: instant(gateway.now()),
                  isSentLate: true,
                  evidence: "scan",
                  scan: "typed",
                  values: { gauge: "green", seal: true },
                  outcome: "ok",
                  note: "",
                  photo: null,
                  doubts: [{ zh: "09:12 之后后门没有开过", en: "the back door was not opened since 09:12" }],
                  ticket: "T-20250708-1",
                },
              },
        ),
      });
      const page = await stage.open({ width: 390 }, { person: "张敏" });
      await visit(page, taskAddress(INSPECTION), ".answered");
      const text = await page.locator("[data-item=X1] .answered").textContent();
      expect(text).toMatch(/李娜 17:45 · 手输编号 · 补发，18:0\d 收到/);
      expect(text).toContain("有疑点 09:12 之后后门没有开过");
      expect(await page.locator("[data-item=X1] a", { hasText: "T-20250708-1" }).getAttribute("href")).toBe(
        "#/tickets/T-20250708-1",
      );
    });
  });
};
