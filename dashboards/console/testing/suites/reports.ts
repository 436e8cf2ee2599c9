import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { REPORTS } from "../fake-reports.ts";
import { type Stage, visit } from "../stage.ts";

const at = (id: string, version = ""): string =>
  `#/reports/${encodeURIComponent(id)}${version === "" ? "" : `?version=${version}`}`;

/** Types a PIN at the pad of the open sheet and sends it. */
const sign = async (page: Page, name: string, pin: string): Promise<void> => {
  await page.locator("dialog .choice", { hasText: name }).click();
  for (const digit of pin) await page.locator("dialog .pad").getByRole("button", { name: digit }).click();
  await page.locator("dialog button.primary").click();
};

/** Reports that the hall owes, and who stands by them. */
export const reports = (stage: Stage): void => {
  describe("reports", () => {
    afterEach(() => stage.clear());

    it("what waits for somebody stands first, each with its state in a word and its deadline as it is read", async () => {
      const page = await stage.open();
      await visit(page, "#/reports", ".report-row");
      const rows = page.locator(".report-lists section").first().locator(".report-row");
      expect(await rows.locator(".row-main").allTextContents()).toEqual([
        "20250707设施运行日报",
        "20250601-0630能耗月报",
      ]);
      expect(await rows.locator(".report-is").allTextContents()).toEqual(["草稿! 已超期", "已审阅，待发布"]);
      expect(await rows.nth(0).textContent()).toContain("完整度 98.7");
      expect(await rows.nth(1).textContent()).toContain(
        "07-10 00:00 前发布“10 日前”按严格口径：9 日 24:00 前",
      );
      expect(await page.locator(".report-lists section").nth(1).textContent()).toMatch(
        /^之后要交 120250708.*未起草/,
      );
      await page.getByRole("link", { name: "月报", exact: true }).click();
      await page.locator(".report-lists .report-row").first().getByText("能耗月报").waitFor();
      expect(await page.locator(".report-row").count()).toBe(1);
    });

    it("it is reviewed and released by name and PIN, and what is out offers nothing any more", async () => {
      const { accounts, asked } = stage.gateway;
      accounts.secrets.set("陈静", "4826").set("赵磊", "7195");
      const page = await stage.open();
      await visit(page, at(REPORTS.late), ".report-signing");
      expect(await page.locator(".report-draft").textContent()).toContain("草稿，还没有发布");
      await page.getByRole("button", { name: "审阅" }).click();
      await page.locator("dialog .choice").first().waitFor();
      expect(await page.locator("dialog .choice").count()).toBe(1);
      await page.locator("dialog textarea").fill("数字核对过");
      await sign(page, "陈静", "4826");
      await page.locator(".report-versions q", { hasText: "数字核对过" }).waitFor();
      await page.getByRole("button", { name: "发布" }).click();
      await sign(page, "赵磊", "7195");
      await page.locator(".report-fixed").waitFor();
      expect(await page.locator(".report-signing").count()).toBe(0);
      expect(await page.locator(".report-versions .report-late").textContent()).toContain("超期发布");
      expect(asked.map(({ path, body }) => [path, body.version, body.note])).toEqual([
        ["/api/reports/daily-facility%2F2025-07-07/review", 1, "数字核对过"],
        ["/api/reports/daily-facility%2F2025-07-07/release", 1, ""],
      ]);
    });

    it("whoever gives it back says why", async () => {
      stage.gateway.accounts.secrets.set("陈静", "4826");
      const page = await stage.open();
      await visit(page, at(REPORTS.late), ".report-signing");
      await page.getByRole("button", { name: "退回" }).click();
      await page.locator("dialog textarea").fill("照明少了一块表");
      await sign(page, "陈静", "4826");
      await page.getByText("已退回，重新起草中").waitFor();
      expect(stage.gateway.asked.at(-1)?.body).toMatchObject({ version: 1, note: "照明少了一块表" });
    });

    it("late data is said beside what was released, which stays as it was; each version can be read", async () => {
      const page = await stage.open();
      await visit(page, at(REPORTS.lateData), ".report-late-data");
      expect(await page.locator(".report-page .report-late-data").textContent()).toMatch(
        /412 个读数.*已发布的不变/,
      );
      expect(await page.locator(".report-signing").count()).toBe(0);
      await visit(page, at(REPORTS.twice), ".report-versions li:nth-child(2)");
      expect(await page.locator(".report-versions li").first().textContent()).toContain(
        "迟到数据：36 个读数",
      );
      await page.getByRole("link", { name: "第 1 版" }).click();
      await page.locator(".report-fixed", { hasText: "第 1 版" }).waitFor();
      expect(await page.locator(".report-fixed").textContent()).toContain("完整度 93.4");
    });

    it("documents are offered in one's own language first, each at its own address", async () => {
      const page = await stage.open({ language: "en" });
      await visit(page, at(REPORTS.twice), ".report-files a");
      const first = page.locator(".report-files > .report-links a");
      expect(await first.allTextContents()).toEqual(["PDF 143 kB", "HTML 61 kB", "XLSX 22 kB", "CSV 8 kB"]);
      expect(await first.first().getAttribute("href")).toBe(
        `/api/reports/${encodeURIComponent(REPORTS.twice)}/files/${encodeURIComponent("20250705设施运行日报-v2.en.pdf")}`,
      );
    });

    it("gaps are listed and never filled; a report that is not drawn up says so; its chart is drawn", async () => {
      const page = await stage.open();
      await visit(page, at(REPORTS.late), ".report-gap");
      expect(await page.locator(".report-gap").allTextContents()).toEqual([
        "营业大厅温度 2025-07-07 03:00:00 – 2025-07-07 05:00:00 2 小时",
        "后门门磁 2025-07-07 10:10:00 – 2025-07-07 11:40:00 1 小时 30 分",
      ]);
      const width = await page.locator(".report-chart img").evaluate(async image => {
        await (image as HTMLImageElement).decode();
        return (image as HTMLImageElement).naturalWidth;
      });
      expect(width).toBe(640);
      await visit(page, at(REPORTS.due), ".report-draft");
      expect(await page.locator(".report-draft").textContent()).toContain("还没有起草");
      expect(await page.locator(".report-files").count()).toBe(0);
    });

    it("a hall without reports is told how to have them, and one that is not there says so", async () => {
      stage.gateway.reports.forget();
      const page = await stage.open();
      await visit(page, "#/reports", ".calm h2");
      expect(await page.locator(".calm").textContent()).toContain("站点文件的 reports 一节");
      await visit(page, at("daily-facility/1999-01-01"), ".is-blind");
      expect(await page.locator(".is-blind").textContent()).toContain("读不到这份报表");
    });
  });
};
