import type { Request } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { until } from "#gateway/stores/testing/until.ts";
import { stickerCode } from "../fake-register.ts";
import { type Stage, visit } from "../stage.ts";
import { INSPECTION, PATROL, workingDay } from "../working-day.ts";

/** What people do while the gateway is slow to answer. */
export const slowGateway = (stage: Stage): void => {
  describe("a gateway that is slow", () => {
    afterEach(() => stage.clear());

    const sticker = `#/x/X1?k=${stickerCode("X1")}`;
    const opened = async () => {
      workingDay(stage.gateway);
      const page = await stage.open({ width: 390 }, { person: "李娜" });
      await visit(page, sticker, ".to-do");
      const answer = async () => {
        for (const good of ["绿区", "是"]) await page.locator(".half", { hasText: good }).click();
        await page.getByRole("button", { name: "提交" }).click();
      };
      return { page, answer };
    };

    it("whoever taps before it has said what time it is has answered at that moment", async () => {
      const { page, answer } = await opened();
      const hold = holding();
      await page.route("**/api/stream", async route => {
        await hold.isOver;
        await route.continue();
      });
      await page.reload();
      const before = stage.gateway.now();
      await answer();
      const tapped = stage.gateway.now();
      await page.getByRole("button", { name: "发送中…" }).first().waitFor();
      hold.end();
      await page.getByText("下一项：2 号灭火器").waitFor();
      const given = stage.gateway.tasks.get(INSPECTION)?.items.find(({ id }) => id === "X1")?.answer;
      // The page's clock is a little behind: what it is told needs a moment to arrive.
      expect(given?.at).toBeGreaterThan(before - 30_000);
      expect(given?.at).toBeLessThanOrEqual(tapped);
    });

    it("a list that was read before an answer and arrives after it does not ask again", async () => {
      const { page, answer } = await opened();
      const hold = holding();
      const held: Request[] = [];
      await page.route("**/api/tasks", async (route, request) => {
        const response = await route.fetch();
        held.push(request);
        if (held.length === 1) await hold.isOver;
        await route.fulfill({ response });
      });
      const begins = page.waitForRequest("**/api/tasks");
      stage.gateway.tellTasks([PATROL]);
      const first = await begins;
      await until("it was read", () => held.includes(first));
      await answer();
      await page.getByText("下一项：2 号灭火器").waitFor();
      const arrives = page.waitForEvent("requestfinished", request => request === first);
      hold.end();
      await arrives;
      await page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn))));
      expect(await page.locator(".to-do").count()).toBe(0);
      await page.getByText("下一项：2 号灭火器").waitFor();
    });
  });
};

/** Something that is kept waiting until a test has seen enough. */
const holding = (): { readonly isOver: Promise<void>; readonly end: () => void } => {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { isOver: promise, end: resolve };
};
