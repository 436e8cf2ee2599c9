import { afterEach, describe, expect, it } from "vitest";
import { troubledEvening } from "../evening.ts";
import { type Stage, visit } from "../stage.ts";

/** Hall, closing check, points, language, theme and keys. */
export const lookingAround = (stage: Stage): void => {
  describe("looking around", () => {
    afterEach(() => stage.clear());

    it("a zone shows its state, an abnormal one its badge, an unseen thing a hatch with its age", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open();
      await visit(page, "#/hall", ".zone");
      const zone = (name: string) =>
        page.locator(".zone", { has: page.getByRole("heading", { name, exact: true }) });
      expect(await zone("一号办公室").getAttribute("class")).toBe("zone");
      expect(await zone("后勤通道").getAttribute("class")).toBe("zone is-abnormal is-p2");
      expect(await zone("档案室").locator(".thing.is-blind").textContent()).toContain("? 42 分钟");
      expect(
        ((await zone("营业大厅").locator(".thing", { hasText: "大厅空调" }).textContent()) ?? "").replaceAll(
          "\u202f",
          " ",
        ),
      ).toContain("制冷 · 设定 24.0 °C");
      stage.gateway.set("hall.temperature", 31.4);
      await zone("营业大厅").getByText("31.4").waitFor();
      await zone("后勤通道").locator(".zone-alert").click();
      await page.locator(".detail h2", { hasText: "下班后门没有关好锁好" }).waitFor();
    });

    it("the alarm load is that of the hall's days, also as the first thing that a console shows", async () => {
      const page = await stage.open();
      await page.goto(`${stage.url}/favicon.ico`);
      await page.goto(`${stage.url}/#/load`);
      await page.locator(".load-figures, .load table, table").first().waitFor();
      expect(await page.getByText("读不到告警负荷").count()).toBe(0);
    });

    it("an item of the closing check is done by itself when the door is locked", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open({ width: 390 });
      await visit(page, "#/closing", ".verdict.is-fail");
      await page.locator(".verdict.is-fail .item", { hasText: "没有上锁" }).waitFor();
      expect(await page.locator(".how-many").textContent()).toBe(
        "5项还没好需处理 3，无法确认 2 · 营业大厅、二号办公室、后勤通道和档案室",
      );
      stage.gateway.set("D2.lock", "locked");
      await page.locator(".how-many", { hasText: "4项还没好" }).waitFor();
      // What was put right is ticked off where it stands, and goes to the others a little later.
      expect(
        await page.locator(".verdict.is-fail .item", { hasText: "后门" }).locator(".mark.is-pass").count(),
      ).toBe(1);
      await page.locator(".verdict.is-fail .item", { hasText: "后门" }).waitFor({ state: "detached" });
      expect(
        await page.locator(".verdict.is-unknown .item", { hasText: "档案室门" }).textContent(),
      ).toContain("? 42 分钟");
    });

    it("before closing the check is a preview, and says so", async () => {
      const page = await stage.open();
      const closed = stage.gateway.hours;
      await visit(page, "#/closing", ".standing");
      expect(await page.locator(".standing").textContent()).toBe("闭店 17:30，只认此后测得的读数");
      stage.gateway.tellHours({ ...closed, phase: "open", until: "2025-07-08T12:00:00.000Z" });
      await page.getByText("还没闭店：这是预览").waitFor();
      await visit(page, "#/hall", ".hours.is-open");
      stage.gateway.tellHours({ ...closed, phase: "unknown", until: null });
      await page.getByText("日历里没有这一年的官方数据").waitFor();
      stage.gateway.tellHours(closed);
    });

    it("the points say first what the hall is blind to, and each says why", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open();
      await page.keyboard.press("g");
      await page.keyboard.press("d");
      await page.locator("tr.point").first().waitFor();
      expect(((await page.locator(".health").textContent()) ?? "").replaceAll("\u202f", " ")).toBe(
        "? 本厅 60 个测点：56 可信，4 不可信（6.7 %）",
      );
      await page.keyboard.press("/");
      await page.keyboard.type("二号办公室空调模式");
      const row = page.locator("tr.point");
      expect(await row.count()).toBe(1);
      for (const part of ["? 最后 关", "6 分钟前", "不可信", "no answer in 1 s", "modbus:plant/3"])
        expect(await row.textContent()).toContain(part);
      await row.getByRole("button").click();
      const strip = page.locator("figure.strip");
      await strip.waitFor();
      expect(await strip.locator("svg").getAttribute("aria-label")).toMatch(
        /^最近 2 小时 \d+ 个读数，最后 关$/,
      );
      expect(await strip.locator("rect.strip-blind").count()).toBe(1);
    });

    it("the language changes in the middle of a dialog, what was typed stays, and the choice is remembered", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open();
      await page.locator(".row-act").first().click();
      await page.getByLabel("备注").fill("半句话");
      await page.evaluate(() => document.querySelector<HTMLElement>(".bar button[lang=en]")?.click());
      await page.getByText("Who acknowledges").waitFor();
      expect(await page.getByLabel("Note (optional)").inputValue()).toBe("半句话");
      expect(await page.locator("html").getAttribute("lang")).toBe("en");
      await page.reload();
      await page.getByText("Zhenxing Road Hall").waitFor();
    });

    it("day and night are chosen by a button and remembered; on a phone it is under More", async () => {
      const page = await stage.open({ width: 390, language: "en" });
      await page.getByRole("button", { name: "More" }).click();
      await page.locator("dialog").getByRole("button", { name: "Night" }).click();
      expect(await page.locator("html").getAttribute("data-theme")).toBe("night");
      await page.reload();
      await page.locator(".calm").waitFor();
      expect(await page.locator("html").getAttribute("data-theme")).toBe("night");
    });

    it("? shows the keys; switched off, single keys do nothing", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open();
      await page.keyboard.press("?");
      await page.getByLabel("使用单键快捷键").uncheck();
      await page.keyboard.press("Escape");
      await page.locator("dialog").waitFor({ state: "detached" });
      await page.keyboard.press("j");
      await page.keyboard.press("a");
      expect(await page.locator("dialog").count()).toBe(0);
      expect(await page.evaluate(() => document.activeElement?.closest("[data-alert]"))).toBeNull();
    });

    it("nothing moves under a finger: news waits until it is lifted", async () => {
      troubledEvening(stage.gateway);
      const [page, other] = [await stage.open(), await stage.open()];
      const first = page.locator(".row").first();
      const before = await first.getAttribute("data-alert");
      await first.locator(".row-title").hover();
      await page.mouse.down();
      const door = stage.gateway.alerts().find(({ target }) => target === "D2")!;
      stage.gateway.put({ ...door, id: "first-of-all", priority: 1 });
      await other.locator("[data-alert=first-of-all]").waitFor();
      expect(await first.getAttribute("data-alert")).toBe(before);
      await page.mouse.up();
      await page.locator("[data-alert=first-of-all]").waitFor();
      expect(await first.getAttribute("data-alert")).toBe("first-of-all");
    });
  });
};
