import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { type Stage, visit } from "../stage.ts";

const queryIn = (page: Page): URLSearchParams => new URLSearchParams(new URL(page.url()).hash.split("?")[1]);
/** How long what is shown is, by the address, in minutes; null: the address names no times. */
const minutesIn = (page: Page): number | null => {
  const [from, to] = ["from", "to"].map(name => Date.parse(queryIn(page).get(name) ?? ""));
  const length = ((to ?? 0) - (from ?? 0)) / 60_000;
  return Number.isNaN(length) ? null : length;
};

/** How points went over any time. */
export const trends = (stage: Stage): void => {
  describe("the courses of points", () => {
    afterEach(() => stage.clear());

    it("points are found by words of any kind; the choice stands in the address, and the address brings it back", async () => {
      const page = await stage.open();
      await visit(page, "#/trends", ".trend-found");
      await page.locator(".trend-search input").fill("营业大厅 temperature");
      const offered = page.locator(".trend-offered");
      expect(await offered.first().textContent()).toContain("营业大厅温度");
      await offered.first().click();
      await page.locator(".trend-chart .chart-canvas canvas").waitFor();
      expect(queryIn(page).get("points")).toBe("hall.temperature");
      await visit(page, "#/alerts", ".calm");
      await visit(page, "#/trends?points=hall.temperature%2CD2.contact&range=week", ".trend-states");
      expect(await page.locator(".trend-chosen .chip").count()).toBe(2);
      expect(await page.locator(".trend-ranges [aria-pressed=true]").textContent()).toBe("1 周");
    });

    it("a ninth point is not taken", async () => {
      const page = await stage.open();
      const eight = stage.gateway.points().slice(0, 8);
      await visit(
        page,
        `#/trends?points=${encodeURIComponent(eight.map(({ point }) => point).join())}`,
        ".trend-chosen",
      );
      await page.locator(".trend-search button").click();
      const free = page.locator(".trend-offered input:not(:checked)");
      expect(await free.count()).toBeGreaterThan(0);
      expect(await page.locator(".trend-offered input:not(:checked):enabled").count()).toBe(0);
    });

    it("dragging looks closer at a finer step, and back is where it was before", async () => {
      const page = await stage.open();
      await visit(page, "#/trends?points=M-main.power&range=week", ".chart-canvas canvas");
      expect(await page.locator(".trend-chart").textContent()).toContain("读自每分钟汇总");
      const box = await page.locator(".u-over").boundingBox();
      if (!box) throw new Error("there is no chart");
      await page.mouse.move(box.x + box.width * 0.5, box.y + 40);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.6, box.y + 40, { steps: 4 });
      await page.mouse.up();
      await page.getByText("读自原始读数").first().waitFor();
      const minutes = minutesIn(page) ?? 0;
      expect(minutes).toBeGreaterThan(0.08 * 7 * 1440);
      expect(minutes).toBeLessThan(0.12 * 7 * 1440);
      await page.locator(".trend-moves .primary").click();
      await page.getByText("读自每分钟汇总").first().waitFor();
      expect(queryIn(page).get("range")).toBe("week");
    });

    it("by keyboard too: plus looks closer around the value that is read", async () => {
      const page = await stage.open();
      await visit(page, "#/trends?points=M-main.power", ".chart-canvas canvas");
      await page.locator(".chart-frame").focus();
      await page.keyboard.press("Home");
      await page.keyboard.press("ArrowRight");
      expect(await page.locator(".chart-frame").getAttribute("aria-valuetext")).toMatch(
        /总电表功率 [\d.]+\skW/,
      );
      await page.keyboard.press("+");
      await page.locator(".trend-moves .primary").waitFor();
      expect(minutesIn(page)).toBe(720);
    });

    it("time that nobody saw is unknown in lines and in words, and no state is drawn over it", async () => {
      const page = await stage.open({ language: "en" });
      await visit(page, "#/trends?points=M-main.power%2CD2.contact", ".trend-states .is-unknown");
      expect(await page.locator(".trend-chart .chart-legend").textContent()).toContain("incomplete");
      expect(await page.locator(".trend-states .is-unknown dd span").textContent()).toMatch(
        /^1 h (3|4)\d min$/,
      );
      await page.locator(".trend-states summary").click();
      expect(await page.locator(".trend-states tbody tr", { hasText: "no data" }).count()).toBe(1);
    });

    it("every reading can be had as a file, of the points and the time that are shown", async () => {
      const page = await stage.open();
      const times = "from=2025-07-08T01%3A00%3A00.000Z&to=2025-07-08T02%3A00%3A00.000Z";
      await visit(page, `#/trends?points=M-main.power%2CD2.contact&${times}`, ".trend-exports a");
      const links = await page
        .locator(".trend-exports a")
        .evaluateAll(all => all.map(link => (link as HTMLAnchorElement).href));
      const asked = links.map(link => Object.fromEntries(new URL(link).searchParams));
      const of = {
        points: "M-main.power,D2.contact",
        from: "2025-07-08T01:00:00.000Z",
        to: "2025-07-08T02:00:00.000Z",
      };
      expect(asked).toEqual(["csv", "parquet", "lines"].map(format => ({ ...of, format })));
    });

    it("a point that the hall has not is named, and a hall without a history says why there is nothing", async () => {
      const page = await stage.open();
      await visit(page, "#/trends?points=M-main.power%2Cno.such", ".trend-unknown");
      expect(await page.locator(".trend-unknown").textContent()).toContain("no.such");
      await page.route("**/api/trends?*", route =>
        route.fulfill({
          status: 400,
          json: { error: "BAD_TIME", message: "this hall keeps no history that tells courses" },
        }),
      );
      await visit(page, "#/alerts", ".calm");
      await visit(page, "#/trends?points=M-main.power&range=year", ".trends-page .refusal");
      expect(await page.locator(".trends-page .refusal").textContent()).toContain("keeps no history");
      expect(await page.locator(".chart-canvas").count()).toBe(0);
    });
  });
};
