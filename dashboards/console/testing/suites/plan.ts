import { afterEach, describe, expect, it } from "vitest";
import { troubledEvening } from "../evening.ts";
import { fakePlan } from "../fake-hall.ts";
import { type Stage, visit } from "../stage.ts";

/** The floor plan: what is where, what nobody sees, and the way from an alert to its place and back. */
export const plan = (stage: Stage): void => {
  describe("the floor plan", () => {
    afterEach(() => stage.clear());

    it("a point that is lost is a hatch, a question mark and an age; the list says the same", async () => {
      const page = await stage.open();
      await visit(page, "#/plan", '[data-place="archive"]');
      const archive = page.locator('[data-place="archive"]');
      const door = page.locator('[data-place="D5"]');
      expect(await archive.getAttribute("aria-label")).toBe("档案室, 没有告警");
      expect(await door.getAttribute("aria-label")).toBe("档案室门, 闭合, 已锁");
      expect(await archive.locator(".plan-dark").count()).toBe(0);
      for (const point of ["D5.contact", "D5.lock"]) stage.gateway.lose(point, "stale", 42 * 60_000 + 9_000);
      await archive.locator(".plan-dark").waitFor({ state: "attached" });
      expect(await archive.getAttribute("aria-label")).toBe("档案室, 没有告警, 2 个测点无数据（42 分钟）");
      expect(await door.getAttribute("aria-label")).toBe("档案室门, 2 个测点无数据（42 分钟）");
      expect(await door.locator("text").textContent()).toBe("?");
      expect(await door.locator(".plan-leaf, .plan-bolt").count()).toBe(0);
      expect(await page.locator(".plan-label", { hasText: "档案室" }).textContent()).toContain("? 42 分钟");
      await page.getByRole("link", { name: "列表" }).click();
      const card = page.locator(".zone", { has: page.getByRole("heading", { name: "档案室", exact: true }) });
      expect(await card.locator(".thing.is-blind").textContent()).toContain("? 42 分钟");
    });

    it("a door is drawn as it stands, and follows at once", async () => {
      const page = await stage.open();
      await visit(page, "#/plan", '[data-place="D1"] .plan-bolt.is-locked');
      const door = page.locator('[data-place="D1"]');
      expect(await door.locator(".plan-swing").count()).toBe(0);
      stage.gateway.set("D1.lock", "unlocked");
      stage.gateway.set("D1.contact", "open");
      await door.locator(".plan-swing").waitFor({ state: "attached" });
      expect(await door.locator(".plan-bolt.is-unlocked").count()).toBe(1);
      expect(await door.getAttribute("aria-label")).toBe("正门, 打开, 未锁");
    });

    it("from an alert to its place, to all that is known there, and back to the alert", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open();
      const alert = stage.gateway
        .alerts()
        .find(({ target, label }) => target === "D2" && label !== "closed")!;
      await visit(page, `#/alerts/${encodeURIComponent(alert.id)}`, ".detail-head a");
      await page.locator(".detail-head a").click();
      await page.locator('[data-place="D2"].is-selected').waitFor();
      const sheet = page.locator(".plan-sheet");
      expect(await sheet.locator("h2").textContent()).toBe("后门");
      expect(await sheet.textContent()).toContain("未锁");
      await sheet.getByRole("link", { name: "在 后勤通道" }).click();
      await page.locator('[data-place="back"].is-selected').waitFor();
      await page.keyboard.press("Escape");
      await sheet.waitFor({ state: "detached" });
      expect(await page.evaluate(() => document.activeElement?.getAttribute("data-place"))).toBe("back");
      await page.keyboard.press("Enter");
      await sheet.locator(".plan-alerts a").first().click();
      await page.locator(".detail h2", { hasText: "下班后门没有关好锁好" }).waitFor();
    });

    it("an address of a place opens it, also as the first thing that a console shows", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open();
      await page.goto(`${stage.url}/favicon.ico`);
      await page.goto(`${stage.url}/#/plan/D5`);
      await page.locator(".plan-sheet", { hasText: "档案室门" }).waitFor();
    });

    it("an abnormal room has a stroke of its priority inside its walls; a filter takes no alert away", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open();
      await visit(page, "#/plan?show=security", ".plan-stroke");
      const strokes = await page
        .locator(".plan-stroke")
        .evaluateAll(all => all.map(each => each.classList[1]));
      expect(strokes.sort()).toEqual(["is-p2", "is-p2", "is-p3", "is-p4", "is-p4"]);
      expect(await page.locator('[data-place="L-off1"]').count()).toBe(0);
      expect(await page.locator('[data-place="L-off2a"]').getAttribute("aria-label")).toBe(
        "二号办公室照明 A, 开着, 提示 1 条：下班后灯还亮着",
      );
      expect(await page.locator(".plan-overview li").count()).toBe(5);
    });

    it("on a phone rooms are tapped, things once the plan is larger; texts never shrink", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open({ width: 390 });
      await visit(page, "#/plan", '[data-place="hall"]');
      expect(await page.locator('[data-place="L-hall"]').count()).toBe(0);
      await page.getByRole("button", { name: "放大" }).click();
      await page.getByRole("button", { name: "放大" }).click();
      const light = page.locator('[data-place="L-off1"]');
      await light.waitFor({ state: "attached" });
      const box = await light.locator(".plan-reach").boundingBox();
      expect(Math.round(box?.width ?? 0)).toBeGreaterThanOrEqual(44);
      const sizes = await page
        .locator(".plan-canvas text, .plan-label b, .plan-label span")
        .evaluateAll(all =>
          all.map(each => {
            const scale = each instanceof SVGGraphicsElement ? (each.getScreenCTM()?.a ?? 1) : 1;
            return Number.parseFloat(getComputedStyle(each).fontSize) * scale;
          }),
        );
      expect(sizes.length).toBeGreaterThan(20);
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
      await page.getByRole("button", { name: "全图" }).click();
      await light.waitFor({ state: "detached" });
    });

    it("two fingers make the plan larger about the spot between them", async () => {
      const page = await stage.open({ width: 390 });
      await visit(page, "#/plan", '[data-place="hall"]');
      const widths = await page.evaluate(async () => {
        const frame = document.querySelector(".plan-frame")!;
        const width = () => document.querySelector(".plan-canvas svg")!.getBoundingClientRect().width;
        const touch = (type: string, apart: number) => {
          const at = (identifier: number, clientX: number) =>
            new Touch({ identifier, target: frame, clientX, clientY: 400 });
          const touches = [at(1, 195 - apart / 2), at(2, 195 + apart / 2)];
          frame.dispatchEvent(new TouchEvent(type, { touches, bubbles: true, cancelable: true }));
        };
        const before = width();
        touch("touchstart", 100);
        touch("touchmove", 200);
        await new Promise(done => setTimeout(done, 100));
        return [before, width()];
      });
      expect((widths[1] ?? 0) / (widths[0] ?? 1)).toBeCloseTo(2, 1);
    });

    it("without places in the site file there is a plan of blocks, which says that it is one", async () => {
      stage.gateway.plan = fakePlan(false);
      const page = await stage.open();
      await page.reload();
      await visit(page, "#/plan", '[data-place="hall"]');
      await page.getByText("不是实际方位").waitFor();
      expect(await page.locator(".plan-zone").count()).toBe(7);
      expect(await page.locator(".plan-thing").count()).toBe(stage.gateway.hall.equipment.length);
    });

    it("the picture of a floor is drawn under the rooms, and nothing of it but shapes", async () => {
      const whole = fakePlan();
      const drawing = [
        {
          d: "M0 0h100v20",
          matrix: [0.1, 0, 0, 0.1, 3, 3] as [number, number, number, number, number, number],
          isFilled: false,
          isLined: true,
        },
      ];
      stage.gateway.plan = { ...whole, floors: whole.floors.map(floor => ({ ...floor, drawing })) };
      const page = await stage.open();
      await page.reload();
      await visit(page, "#/plan", ".plan-drawing path");
      expect(await page.locator(".plan-drawing path").getAttribute("d")).toBe("M0 0h100v20");
    });

    it("a plan that cannot be read says so, shows the list, and is read again when asked", async () => {
      const page = await stage.open();
      await page.route("**/api/plan", route => route.abort());
      await page.reload();
      await visit(page, "#/plan", ".calm.is-blind");
      expect(await page.locator(".zone").count()).toBe(7);
      await page.unroute("**/api/plan");
      await page.getByRole("button", { name: "重试" }).click();
      await page.locator('[data-place="hall"]').waitFor();
    });
  });
};
