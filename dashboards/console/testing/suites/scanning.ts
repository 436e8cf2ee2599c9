import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { instant } from "#rules/time/instant.ts";
import { stickerCode } from "../fake-register.ts";
import { type Stage, visit } from "../stage.ts";
import { INSPECTION, PATROL, workingDay } from "../working-day.ts";

/** Standing before a thing with a phone. */
export const scanning = (stage: Stage): void => {
  describe("scanning", () => {
    afterEach(() => stage.clear());

    const sticker = (id: string) => `#/x/${id}?k=${stickerCode(id)}`;
    const opened = async (hash: string, shown: string, person = "李娜", before?: () => void) => {
      workingDay(stage.gateway);
      const page = await stage.open({ width: 390 }, { person, ...(before && { before }) });
      await visit(page, hash, shown);
      return page;
    };
    const asked = () => stage.gateway.asked.filter(({ path }) => path === "/api/tasks/answer");
    const allFine = (page: Page) => page.locator(".all-fine button");
    /** Some minutes pass after the last answer, for the hall and its rules. */
    const walk = (id: string) => {
      const task = stage.gateway.tasks.get(id);
      if (!task) throw new Error("there is no such task");
      const items = task.items.map(item =>
        item.answer ? { ...item, answer: { ...item.answer, at: instant(item.answer.at - 120_000) } } : item,
      );
      stage.gateway.tasks.put({ ...task, items });
    };

    it("the sticker of a thing opens what is to be done there; all fine in one tap only after ten seconds of looking", async () => {
      workingDay(stage.gateway);
      const page = await stage.open({ width: 390 }, { person: "李娜", ownClock: true });
      await page.clock.runFor(2_000);
      await visit(page, sticker("X1"), ".to-do");
      expect(await page.locator("h1").textContent()).toBe("1 号灭火器 X1 · 营业大厅");
      await page.getByText("已从贴纸打开").waitFor();
      expect(await allFine(page).textContent()).toMatch(/^✓ 全部正常（再看 \d+ 秒）$/);
      await allFine(page).click();
      await page.locator(".refusal", { hasText: "先看一看再点：打开不到 10 秒" }).waitFor();
      expect(asked()).toEqual([]);
      await page.clock.runFor(11_000);
      await page.getByRole("button", { name: "全部正常", exact: true }).click();
      await page.getByText("下一项：2 号灭火器").waitFor();
      expect(asked().map(({ body }) => body)).toMatchObject([
        {
          task: INSPECTION,
          item: "X1",
          evidence: "scan",
          scan: "qr",
          code: stickerCode("X1"),
          values: { gauge: "green", seal: true },
          outcome: "ok",
        },
      ]);
    });

    it("without the sticker nothing is fine with one tap, and nothing proves that somebody was there", async () => {
      const page = await opened("#/scan/X1", ".to-do");
      await page.getByText("没有经过贴纸打开").waitFor();
      await allFine(page).click();
      await page.locator(".refusal", { hasText: "一键全部正常只在扫贴纸打开时可用" }).waitFor();
      expect(await page.locator(".answer-form").count()).toBe(0);
      expect(asked()).toEqual([]);
    });

    it("a whole inspection: looked at one by one, a red gauge is a fault, and haste is refused in words", async () => {
      const page = await opened(sticker("X1"), ".to-do");
      const answer = async (gauge: string) => {
        await page.locator(".half", { hasText: gauge }).click();
        await page.locator(".half", { hasText: "是" }).click();
        await page.getByRole("button", { name: "提交" }).click();
      };
      await answer("绿区");
      await page.getByText("下一项：2 号灭火器").waitFor();
      await visit(page, sticker("X2"), ".to-do");
      await answer("红区");
      await page.locator(".refusal", { hasText: /太快了：离上一项才 \d+ 秒，至少要 20 秒/ }).waitFor();
      walk(INSPECTION);
      await page.getByRole("button", { name: "提交" }).click();
      await page.getByText("下一项：3 号灭火器").waitFor();
      walk(INSPECTION);
      await page.getByRole("link", { name: "扫下一张" }).click();
      await page.locator("input[name=code]").fill(stickerCode("X3").toUpperCase());
      await page.getByRole("button", { name: "打开", exact: true }).click();
      await page.locator(".to-do").waitFor();
      await answer("绿区");
      await page.getByText("这个任务各项都做完了").waitFor();
      await page.getByRole("link", { name: "看整个任务" }).click();
      await page.locator("[data-item=X3] .doubt", { hasText: "后门没有开过" }).waitFor();
      expect(await page.locator("[data-item=X3] .answered").textContent()).toContain("手输编号");
      expect(await page.locator("[data-item=X2] .answered").textContent()).toContain("压力表 红区");
      await page.getByText("各项都做完了，还差值班经理签名。").waitFor();
    });

    it("a patrol is walked in order, and the sticker of somewhere else is none", async () => {
      const page = await opened(sticker("C2"), ".to-do", "王伟");
      await page.getByRole("button", { name: "做了" }).click();
      await page.locator(".refusal", { hasText: "按顺序做" }).waitFor();
      await visit(page, "#/x/C1?k=00000000", ".to-do h2:has-text('巡更')");
      await page.locator("h1", { hasText: "正门巡更点" }).waitFor();
      await page.getByRole("button", { name: "做了" }).click();
      await page.locator(".refusal", { hasText: "这张贴纸不是本厅的" }).waitFor();
      await visit(page, sticker("C1"), ".to-do");
      await page.locator(".refusal:not(:empty)").waitFor({ state: "detached" });
      await page.getByRole("button", { name: "做了" }).click();
      await page.getByText("下一项：后门巡更点").waitFor();
      expect(stage.gateway.tasks.get(PATROL)?.items[0]?.answer?.by).toBe("王伟");
    });

    it("the camera of the page finds the code, where the browser can", async () => {
      const page = await opened("#/scan", ".ways", "李娜", () => {
        const parts = globalThis as unknown as Record<string, unknown>;
        parts.BarcodeDetector = class {
          async detect() {
            return [{ rawValue: (globalThis as unknown as { readonly seen?: string }).seen }].filter(
              each => each.rawValue,
            );
          }
        };
        Object.defineProperty(navigator, "mediaDevices", {
          value: { getUserMedia: async () => document.createElement("canvas").captureStream(5) },
        });
      });
      await page.getByRole("button", { name: "打开相机" }).click();
      await page.getByText("对准二维码…").waitFor();
      await page.evaluate(code => {
        (globalThis as unknown as Record<string, unknown>).seen = `http://hall.lan/x/X2?k=${code}`;
      }, stickerCode("X2"));
      await page.locator("h1", { hasText: "2 号灭火器" }).waitFor();
      await page.getByText("已从贴纸打开").waitFor();
    });

    it("a camera that is not allowed says so", async () => {
      const page = await opened("#/scan", ".ways", "李娜", () => {
        (globalThis as unknown as Record<string, unknown>).BarcodeDetector = class {};
        Object.defineProperty(navigator, "mediaDevices", {
          value: { getUserMedia: () => Promise.reject(new Error("no")) },
        });
      });
      await page.getByRole("button", { name: "打开相机" }).click();
      await page.locator(".refusal", { hasText: "相机打不开" }).waitFor();
    });

    it("a tag that is touched proves the place by its own number", async () => {
      const page = await opened(sticker("C1"), ".to-do", "王伟", () => {
        (globalThis as unknown as Record<string, unknown>).NDEFReader = class extends EventTarget {
          async scan() {
            const data = new DataView(new TextEncoder().encode("http://hall.lan/x/C2?k=12345678").buffer);
            const event = Object.assign(new Event("reading"), {
              serialNumber: "04:A2:11",
              message: { records: [{ recordType: "url", data }] },
            });
            setTimeout(() => this.dispatchEvent(event), 50);
          }
        };
      });
      await page.getByRole("button", { name: "做了" }).click();
      await page.getByText("下一项：后门巡更点").waitFor();
      walk(PATROL);
      await page.getByRole("link", { name: "扫下一张" }).click();
      await page.getByRole("button", { name: "碰标签" }).click();
      await page.locator("h1", { hasText: "后门巡更点" }).waitFor();
      await page.getByRole("button", { name: "做了" }).click();
      await page.getByText("这个任务各项都做完了").waitFor();
      expect(asked().at(-1)?.body).toMatchObject({ item: "C2", scan: "nfc", code: "04:A2:11" });
    });

    it("without TLS it says what is missing and why, and a code can still be typed", async () => {
      const page = await opened("#/scan", ".ways", "李娜", () => {
        Object.defineProperty(globalThis, "isSecureContext", { value: false });
        (globalThis as unknown as Record<string, unknown>).BarcodeDetector = class {};
      });
      expect(await page.locator(".lacking p").textContent()).toBe(
        "网页不是经 https 打开的，浏览器因此不给下面这些：",
      );
      expect(await page.locator(".lacking li").count()).toBe(4);
      expect(await page.locator(".lacking").textContent()).toMatch(/相机.*NFC.*没有网络.*一直亮/);
      expect(await page.getByRole("button", { name: "打开相机" }).count()).toBe(0);
      await page.locator("input[name=code]").fill("nothing");
      await page.getByRole("button", { name: "打开", exact: true }).click();
      await page.locator(".refusal", { hasText: "台账里没有这张贴纸" }).waitFor();
      await page.locator("input[name=code]").fill(stickerCode("X1"));
      await page.keyboard.press("Enter");
      await page.locator("h1", { hasText: "1 号灭火器" }).waitFor();
    });

    it("a thing that nobody knows is not there, and one without tasks says so", async () => {
      const page = await opened("#/x/Z9?k=1", ".calm");
      await page.getByText("台账里没有这件东西").waitFor();
      await visit(page, "#/scan/D2", "h1:has-text('后门')");
      await page.getByText("现在没有要在这里做的").waitFor();
    });
  });
};
