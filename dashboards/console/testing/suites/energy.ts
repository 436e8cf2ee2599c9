import { readFile } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import { type Stage, visit } from "../stage.ts";

const MINUTE_MS = 60_000;

/** Energy: are we using more than we should, and where? And never a number that looks more whole than it is. */
export const energy = (stage: Stage): void => {
  describe("the energy page", () => {
    afterEach(() => stage.clear());

    it("says how much, compared with what, and how whole that is", async () => {
      const page = await stage.open();
      await visit(page, "#/energy", ".energy-figures");
      const figure = page.locator(".energy-figures > div").first();
      const text = (await figure.textContent()) ?? "";
      expect(text).toMatch(/^电量\d+\.\d\u202fkWh/);
      expect(text).toContain("88.9\u202f% 的时间有数据 · 其中估算 18.1\u202fkWh");
      expect(text).toMatch(/比基线 \d+\.\d\u202fkWh \+\d+\u202f%（\+\d\.\d\u202fkWh）/);
      expect(await page.locator(".energy-gaps .is-unfilled").textContent()).toContain(
        "一号办公室空调 09:00–11:00 没有读数，没有补",
      );
    });

    it("uses unfold to zones and circuits by keyboard; what no meter tells apart is a row of its own", async () => {
      const page = await stage.open();
      await visit(page, "#/energy", ".use-fold");
      const rows = () => page.locator(".energy-uses tbody tr").count();
      const before = await rows();
      await page.locator('[data-use="hvac"] .use-fold').focus();
      await page.keyboard.press("Enter");
      await page.locator('[data-use="hvac/off1"] .use-fold').focus();
      await page.keyboard.press("Enter");
      expect((await rows()) - before).toBe(3);
      const circuit = page.locator(".energy-uses .is-circuit");
      expect(await circuit.textContent()).toMatch(/^一号办公室空调88\.9\u202f% 的时间有数据至少 \d/);
      expect(await page.locator(".energy-uses tbody tr").last().locator(".leaf").textContent()).toBe(
        "未分项 = 总表 − 分项合计",
      );
      // What office 1 did not count for two hours is in what is left.
      expect(
        await page.locator(".energy-uses tbody tr").last().locator("td .amount").first().textContent(),
      ).toMatch(/^至多 \d/);
    });

    it("is taken along: as a CSV file of its day, and into Grafana in a page of its own, where the hall has one", async () => {
      const page = await stage.open();
      await visit(page, "#/energy", ".energy-take");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "导出 CSV" }).click(),
      ]);
      expect(download.suggestedFilename()).toBe("site-a-energy-2025-07-08.csv");
      const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
      expect(lines[0]).toMatch(
        /^\ufeff"层级","去向",.*,"费用 CNY","碳排放 kg","从","到","截至（本厅时间 Asia\/Shanghai）"$/,
      );
      expect(lines.at(-1)).toMatch(
        /^"合计",,,,,\d+(\.\d+)?,18\.\d+,.*,"2025-07-08","2025-07-08","2025-07-08 18:/,
      );
      const link = page.getByRole("link", { name: "在 Grafana 打开" });
      expect([await link.getAttribute("target"), await link.getAttribute("rel")]).toEqual([
        "_blank",
        "noopener",
      ]);
      const address = new URL((await link.getAttribute("href")) ?? "");
      expect(`${address.origin}${address.pathname}`).toBe("https://grafana.example.org/d/hallwatch-energy");
      expect(address.searchParams.get("var-site")).toBe("site-a");
      expect(address.searchParams.get("from")).toBe(String(Date.parse("2025-07-08T00:00:00+08:00")));
      stage.gateway.hall = { ...stage.gateway.hall, grafana: null };
      const other = await stage.open();
      await visit(other, "#/energy", ".energy-take");
      expect(await other.locator(".energy-take a").count()).toBe(0);
    });

    it("the chart is read by arrow keys, value by value, and estimated time is in its legend", async () => {
      const page = await stage.open();
      await visit(page, "#/energy", ".u-over");
      expect(await page.locator(".chart-legend > span").allTextContents()).toEqual([
        "实际",
        "基线",
        "闭店时段",
        "估算",
      ]);
      const chart = page.getByRole("slider");
      await chart.focus();
      await page.keyboard.press("Home");
      await page.keyboard.press("ArrowRight");
      expect(await chart.getAttribute("aria-valuetext")).toMatch(
        /^00:00–01:00 · 实际 0\.\d\u202fkWh · 基线 0\.\d\u202fkWh$/,
      );
    });

    it("a finding leads to its alert, and the alert says what it has cost so far", async () => {
      const price = { kWh: 0.42, cost: 0.38, currency: "CNY", kgCO2: 0.22, basis: "measured" } as const;
      const alert = stage.gateway.raise({
        ...{ rule: "light-after-closing", target: "L-hall", openFor: MINUTE_MS, held: MINUTE_MS },
        more: { price },
      });
      const page = await stage.open();
      await visit(page, `#/alerts/${encodeURIComponent(alert.id)}`, ".alert-price");
      expect(await page.locator(".alert-price").textContent()).toBe(
        "0.4\u202fkWh · ¥0.38 · 0.22\u202fkg CO₂截至上一分钟 · 由它自己的电表测得",
      );
      await visit(page, "#/energy", ".energy-findings li");
      expect(await page.locator(".to-alert").first().getAttribute("href")).toBe(
        "#/alerts/ac-after-closing%2FAC-off1",
      );
    });

    it("without a tariff the cost is unknown and not nought", async () => {
      stage.gateway.energy.mode = "unpriced";
      const page = await stage.open();
      await visit(page, "#/energy", ".energy-figures");
      expect(await page.locator(".energy-figures").textContent()).toContain(
        "费用没有电价没有适用的电价：费用不知道，不是 0。",
      );
      expect(await page.locator(".energy-page").textContent()).not.toContain("¥");
    });

    it("meters that are three hours old say so: no baseline, no model, and what nobody measured stays a gap", async () => {
      stage.gateway.energy.mode = "young";
      const page = await stage.open();
      await visit(page, "#/energy", ".energy-young");
      expect(await page.locator(".energy-young").textContent()).toMatch(
        /^还没有满 24 小时的数据；已收到 3 小时 \d+ 分$/,
      );
      await page.locator(".energy-understanding h3").waitFor();
      const text = (await page.locator(".energy-page").textContent()) ?? "";
      expect(text).toContain("没有基线可比");
      expect(text).toContain("还没有核实闭店的夜晚");
      expect(text).toContain("还没有模型。 只有 0 个完整的日子");
      await page.getByRole("slider").focus();
      await page.keyboard.press("Home");
      expect(await page.getByRole("slider").getAttribute("aria-valuetext")).toContain("实际 无数据");
    });

    it("a hall without meters is told what to do; a gateway that does not answer is another thing", async () => {
      stage.gateway.energy.mode = "without-meters";
      stage.gateway.meters.isNone = true;
      const page = await stage.open();
      await visit(page, "#/energy", ".energy-page .calm h2");
      expect(await page.locator(".calm h2").textContent()).toBe("本厅没有配置电表，所以没有能耗可看。");
      stage.gateway.meters.isNone = false;
      await visit(page, "#/energy?span=yesterday", ".calm.is-blind");
      expect(await page.locator(".calm.is-blind").textContent()).toContain("读不到能耗");
    });

    it("what a change saved is answered with its band and called estimated; two times that overlap are not sent", async () => {
      const page = await stage.open();
      await visit(page, "#/energy", ".energy-compare");
      const form = page.locator(".energy-compare");
      await form.getByRole("button", { name: "比较" }).click();
      await form.locator("strong").waitFor();
      const text = (await form.locator(".compare-answer").textContent()) ?? "";
      expect(text).toContain("估算省了 257.5\u202fkWh（7.6\u202f%）");
      expect(text).toContain("68 % 的可能在 168.2\u202fkWh 到 346.8\u202fkWh 之间");
      expect(text).toContain("有 3 天比基线期间见过的都热");
      await form.locator("input[name=with-to]").fill("2025-07-01");
      await form.getByRole("button", { name: "比较" }).click();
      await form.getByText("两段时间不能重叠。").waitFor();
    });
  });
};
