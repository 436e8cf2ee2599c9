import { afterEach, describe, expect, it } from "vitest";
import { type Stage, visit } from "../stage.ts";

/** The tree of meters, and how people put them right. */
export const meters = (stage: Stage): void => {
  describe("the meters", () => {
    afterEach(() => stage.clear());

    it("each says what it stands at and how old that is; what nobody knows is unknown, and a doubt is a doubt", async () => {
      const page = await stage.open();
      await visit(page, "#/meters", ".meter");
      const main = page.locator("[data-meter=M-main]");
      expect(await main.locator("dd").first().textContent()).toMatch(/^48,211\.4\u202fkWh \d+ 秒前$/);
      expect(await page.locator("[data-meter=AC-off1] .unknown").textContent()).toBe("? 没有数据");
      expect(await page.locator("[data-meter=M-light] .doubted").count()).toBe(1);
      expect(await page.locator("[data-meter=V-rest] button").count()).toBe(0);
    });

    it("a correction is sent with its reason in the hall's time, and stands among what happened", async () => {
      const page = await stage.open({}, { person: "李娜" });
      await visit(page, "#/meters", ".meter");
      await page
        .locator("[data-meter=M-main]")
        .getByRole("button", { name: /更正电量/ })
        .click();
      const dialog = page.locator("dialog[open]");
      await dialog.locator("input[name=from]").fill("2025-07-08T10:00");
      await dialog.locator("input[name=to]").fill("2025-07-08T12:00");
      await dialog.locator("input[name=kWh]").fill("-2.5");
      await dialog.locator("textarea").fill("接线有误");
      await dialog.locator("button[type=submit]").click();
      await page.locator(".meter-events .is-by-person").waitFor();
      const [{ path, body } = { path: "", body: {} }] = stage.gateway.asked.slice(-1);
      expect([path, body.from, body.to, body.kWh, body.why, body.by]).toEqual([
        "/api/meters/M-main/correct",
        "2025-07-08T02:00:00.000Z",
        "2025-07-08T04:00:00.000Z",
        -2.5,
        "接线有误",
        "李娜",
      ]);
      expect(await page.locator(".meter-events .is-by-person").textContent()).toContain(
        "人工更正 总电表 −2.5\u202fkWh",
      );
    });
  });
};
