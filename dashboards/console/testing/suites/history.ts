import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { troubledEvening } from "../evening.ts";
import { oldAlerts } from "../power-cut.ts";
import { type Stage, visit } from "../stage.ts";

/** What has been is found, page by page, and never taken for what is. */
export const history = (stage: Stage): void => {
  describe("the history", () => {
    afterEach(() => stage.clear());

    const rows = (page: Page) => page.locator(".past");
    const opened = async (address = "#/history", width: 1440 | 390 = 1440): Promise<Page> => {
      troubledEvening(stage.gateway);
      oldAlerts(stage.gateway, 120);
      const page = await stage.open({ width });
      await visit(page, address, ".past, .calm");
      return page;
    };
    /** Waits until the list is that of another search. */
    const count = (page: Page, n: number) =>
      page.waitForFunction(wanted => document.querySelectorAll(".past").length === wanted, n);

    it("says that it is not live and as of when, on a ground of its own, and leads back", async () => {
      const page = await opened();
      await page
        .locator(".not-live", { hasText: /^历史记录 – 不是实时 查于 18:0\d:\d\d\s*回到实时$/ })
        .waitFor();
      const ground = (place: string) =>
        page.locator(place).evaluate(element => getComputedStyle(element).backgroundColor);
      expect(await ground(".history-page")).not.toBe(await ground("html"));
      await page.getByRole("link", { name: "回到实时" }).click();
      await page.locator(".row").first().waitFor();
      await page.getByRole("link", { name: "已关闭" }).click();
      await rows(page).first().waitFor();
      expect(await page.getByLabel("状态").inputValue()).toBe("closed");
    });

    it("comes page by page, newest first, by day, each alert once, and says when that was all", async () => {
      const page = await opened();
      await count(page, 50);
      const more = page.getByRole("button", { name: "再显示 50 条" });
      await more.click();
      await count(page, 100);
      await more.click();
      await page.getByText("共 127 条").waitFor();
      expect(await more.count()).toBe(0);
      const ids = await rows(page).evaluateAll(all => all.map(each => each.getAttribute("data-alert")));
      expect([ids.length, new Set(ids).size]).toEqual([127, 127]);
      const days = await page.locator(".history-page h2").allTextContents();
      expect(days.slice(0, 2)).toEqual(["2025-07-08 周二", "2025-07-07 周一"]);
      expect(days).toEqual([...days].sort().reverse());
    });

    it("forgets nothing that is chosen while the page is busy", async () => {
      const page = await opened();
      await page.evaluate(() => {
        const choose = (label: string, value: string) => {
          const found = [...document.querySelectorAll("label")].find(each =>
            each.textContent?.startsWith(label),
          );
          const select = found?.querySelector("select");
          if (!select) throw new Error(`no ${label}`);
          select.value = value;
          select.dispatchEvent(new Event("change", { bubbles: true }));
        };
        choose("类别", "energy");
        choose("状态", "closed");
      });
      await page.waitForFunction(() => location.hash.includes("state=closed"));
      expect(page.url()).toContain("class=energy");
    });

    it("a key pressed the moment the page is there is not lost", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open({ width: 1440 });
      await page.evaluate(() =>
        new MutationObserver((_, observer) => {
          if (!document.querySelector(".history-page")) return;
          observer.disconnect();
          dispatchEvent(new KeyboardEvent("keydown", { key: "/", cancelable: true }));
        }).observe(document.body, { childList: true, subtree: true }),
      );
      await visit(page, "#/history", ".past");
      expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("search");
    });

    it("is narrowed by word, priority, class, person, state and time, all in the address", async () => {
      const page = await opened();
      await page.keyboard.press("/");
      await page.keyboard.type("第 113 次");
      await count(page, 1);
      expect(await rows(page).textContent()).toContain("李娜 确认");
      await page.getByLabel("搜索").fill("");
      await page.getByLabel("类别").selectOption("energy");
      await page.getByLabel("经手人").selectOption("王伟");
      await page.getByLabel("状态").selectOption("closed");
      await page.getByLabel("从").fill("2025-07-07T00:00");
      await page.getByLabel("到").fill("2025-07-08T00:00");
      await page.waitForFunction(() => {
        const days = [...document.querySelectorAll(".history-page h2")].map(each => each.textContent);
        return days.join() === "2025-07-07 周一" && location.hash.includes("person");
      });
      const found = await rows(page).evaluateAll(all => all.map(each => each.textContent ?? ""));
      expect(found.length).toBeGreaterThan(1);
      for (const text of found) expect(text).toMatch(/王伟 确认/);
      expect(await page.locator(".history-page h2").allTextContents()).toEqual(["2025-07-07 周一"]);
      expect(page.url()).toContain("class=energy");
      await page.reload();
      await page.locator(".past").first().waitFor();
      expect(await rows(page).count()).toBe(found.length);
    });

    it("says what was looked for when nothing fits, and why a span that is the wrong way round finds nothing", async () => {
      const page = await opened("#/history?text=nothing-such&priority=2&from=2025-07-01T00:00");
      await page.getByText("查遍了全部记录").waitFor();
      await expect
        .poll(() => page.locator(".calm").textContent())
        .toContain("“nothing-such” · 重要 · 从 2025-07-01 00:00 · Asia/Shanghai");
      await page.getByRole("link", { name: "清除筛选" }).click();
      await count(page, 50);
      await visit(page, "#/history?from=2025-07-08T12:00&to=2025-07-08T11:00", ".calm");
      await page.getByText("时间段是反的").waitFor();
    });

    it("that cannot be read says so and is tried again; what was found before stays and says that it is old", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open();
      await page.route("**/api/alerts?*", route => route.fulfill({ status: 500, body: "{}" }));
      await visit(page, "#/history", ".calm.is-blind");
      await page.getByText("查不了：网关没有答复。").waitFor();
      await page.unroute("**/api/alerts?*");
      await page.getByRole("button", { name: "重试" }).click();
      await count(page, 7);
      await page.route("**/api/alerts?*", route => route.abort());
      await page.getByRole("button", { name: "再查一次" }).click();
      await page
        .locator(".last-known", { hasText: "与网关的连接中断" })
        .or(page.locator(".last-known"))
        .waitFor();
      expect(await rows(page).count()).toBe(7);
    });

    it("J and Enter open an alert's page; back again, the same list stands where it was left", async () => {
      const page = await opened();
      await page.getByRole("button", { name: "再显示 50 条" }).click();
      await count(page, 100);
      for (let i = 0; i < 70; i++) await page.keyboard.press("j");
      const id = await page.evaluate(
        () => document.activeElement?.closest<HTMLElement>("[data-alert]")?.dataset.alert,
      );
      const top = await page.evaluate(() => scrollY);
      expect(top).toBeGreaterThan(1000);
      await page.keyboard.press("Enter");
      await page.locator(".detail .timeline").waitFor();
      expect(decodeURIComponent(page.url())).toContain(`#/alerts/${id}`);
      expect(await page.locator(".detail-acts").count()).toBe(0);
      await page.goBack();
      await count(page, 100);
      // The same row at the same place; a line of text elsewhere may have grown by a few pixels meanwhile.
      await expect.poll(async () => Math.abs((await page.evaluate(() => scrollY)) - top)).toBeLessThan(20);
    });

    it("goes into a CSV file whole, and nothing in it is a formula for a spreadsheet", async () => {
      const page = await opened("#/history?state=closed");
      stage.gateway.raise({
        rule: "door-after-closing",
        target: "D2",
        openFor: 1000,
        held: 0,
        more: {
          label: "closed",
          condition: "clear",
          acknowledgement: {
            by: "王伟",
            note: '=HYPERLINK("http://x","y")',
            at: new Date(stage.gateway.now()).toISOString(),
          },
        },
      });
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "导出 CSV" }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^[\w-]+-alerts-2025-07-08T18\d\d\.csv$/);
      const text = await readFile(await download.path(), "utf8");
      const lines = text.trimEnd().split("\r\n");
      expect(lines[0]).toMatch(/^\ufeff"编号","判定时间",.*"时间为本厅时间 \(Asia\/Shanghai\)"$/);
      expect(lines.length).toBe(1 + 120 + 1 + 1);
      expect(text).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
      await page.getByText("已导出 122 条").waitFor();
    });

    it("on a phone the filters fold away, and the page is found under More", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open({ width: 390 });
      await page.locator(".rail .more").click();
      await page.locator("dialog").getByRole("link", { name: "历史" }).click();
      await rows(page).first().waitFor();
      expect(await page.locator("dialog").count()).toBe(0);
      expect(await page.getByLabel("优先级").isVisible()).toBe(false);
      await page.locator("summary", { hasText: "筛选" }).click();
      await page.getByLabel("优先级").selectOption("2");
      await page.locator("summary b", { hasText: "1" }).waitFor();
    });
  });
};
