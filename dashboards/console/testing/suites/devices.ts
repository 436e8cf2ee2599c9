import { afterEach, describe, expect, it } from "vitest";
import { type Stage, visit } from "../stage.ts";

const MINUTE_MS = 60_000;

/** How the hall's devices do: what is the hall blind to, and why. */
export const devices = (stage: Stage): void => {
  describe("device health", () => {
    afterEach(() => stage.clear());

    it("one line says what the hall is blind to; the worst source comes first, and in it what is silent longest", async () => {
      for (const point of stage.gateway.points().filter(({ via }) => via.startsWith("modbus:meters/")))
        stage.gateway.lose(point.point, "stale", 60 * MINUTE_MS, "no answer in 1 s");
      const page = await stage.open();
      await visit(page, "#/devices", ".device");
      const not = stage.gateway.points().filter(({ state }) => state !== "good").length;
      expect(await page.locator(".health").textContent()).toContain(`${not} 不可信（`);
      expect(await page.locator(".source h2").nth(0).textContent()).toBe("网关本身");
      expect(await page.locator(".source h2").nth(1).textContent()).toMatch(/^Modbus 线路 meters/);
      expect(await page.locator(".source .shared").textContent()).toMatch(/同一个原因：no answer in 1 s$/);
      expect(await page.locator(".rhythm.is-over").count()).toBe(
        await page.locator(".device.is-blind").count(),
      );
    });

    it("the gateway says what is kept and how old its backup is; one that nobody planned is a doubt, one that is old is not", async () => {
      const page = await stage.open();
      await visit(page, "#/devices", ".kept-facts");
      const facts = () => page.locator(".kept-facts > div").allTextContents();
      expect(await facts()).toEqual([
        "台账和告警保留400 天",
        "读数保留400 天每分钟的 100 天，每刻钟的 3650 天",
        "历史占磁盘1.2\u202fGB",
        "最近一次成功的备份15 小时 36 分前",
        "时钟与本厅时间一致",
      ]);
      const said = async (more: object): Promise<void> => {
        await page.route("**/api/health", async route => {
          const response = await route.fetch();
          const health = await response.json();
          await route.fulfill({ response, json: { ...health, kept: { ...health.kept, ...more } } });
        });
        await visit(page, "#/alerts", ".calm");
        await visit(page, "#/devices", ".kept-facts");
      };
      await said({ backup: { is: "unplanned" }, historyBytes: null, clockOffsetSeconds: -42 });
      expect((await facts()).slice(2)).toEqual([
        "历史占磁盘? 不知道",
        "最近一次成功的备份? 没有安排备份",
        "时钟! 机器慢 42 秒",
      ]);
      expect(await page.locator(".kept-facts strong").allTextContents()).toEqual(["! 机器慢 42 秒"]);
      await said({ backup: { is: "made", ageHours: 51, isOld: true } });
      expect(await page.locator(".kept-facts strong").allTextContents()).toEqual(["! 2 天 3 小时前"]);
    });

    it("a strip of cells says of which of the last 24 hours something is known, and of which nothing", async () => {
      const page = await stage.open();
      await visit(page, "#/devices", ".day-strip");
      const meter = page.locator(".device", { hasText: "M-main" }).locator(".day-strip");
      expect(await meter.getAttribute("aria-label")).toMatch(
        /^最近 24 小时：2\d 小时有数据，\d 小时不全，\d 小时没有$/,
      );
      expect(await meter.locator("g").count()).toBe(24);
      await page.route("**/api/trends?*", route =>
        route.fulfill({ status: 400, json: { error: "BAD_TIME", message: "" } }),
      );
      await visit(page, "#/alerts", ".calm");
      await visit(page, "#/devices", ".device");
      await page.getByText("读不到最近 24 小时").waitFor();
    });

    it("a device is asked now: its registers as they came, beside what was known", async () => {
      const page = await stage.open({ width: 390 });
      await visit(page, "#/devices", ".device");
      const meter = page.locator(".device", { hasText: "M-main" });
      await meter.getByRole("button").click();
      await page.locator("dialog table").waitFor();
      expect(await page.locator("dialog tbody code").first().textContent()).toBe(
        "保持寄存器 0: 0x0000 (0) 0x79E0 (31200)",
      );
      expect(await stage.axe(page)).toEqual([]);
      expect(stage.gateway.asked.at(-1)).toEqual({
        path: "/api/devices/read",
        body: { device: "M-main" },
      });
    });

    it("an unknown device is listed with what it could be and the lines to copy, and what it is called is only text", async () => {
      const page = await stage.open();
      await visit(page, "#/devices", ".unknown-devices");
      const door = page.locator(".unknown-devices li", { hasText: "door-north" });
      await door.locator("summary").click();
      const lines = door.locator("textarea");
      expect(await lines.inputValue()).toMatch(
        /^door-north:\n {2}kind: "\?"\n.*\n.*\n {2}profile: aqara-mccgq11lm\n {2}mqtt: \{ base: zigbee2mqtt\/hall-2\/door-north \}$/,
      );
      await door.locator("select").selectOption("tuya-zd08");
      expect(await lines.inputValue()).toContain("profile: tuya-zd08");
      expect(await page.locator(".unknown-devices summary strong").last().textContent()).toBe(
        "factory/<img src=x onerror=alert(1)>",
      );
    });

    it("what the broker did not take is told with the clients that were refused most", async () => {
      const page = await stage.open({ width: 390 });
      await visit(page, "#/devices", ".refused-clients");
      await page.locator(".refused-clients summary").click();
      expect(await page.locator(".refused-clients summary").textContent()).toBe(
        "没有接受： 无权的主题 31 次 · 超过限额 2 次",
      );
      expect(await page.locator(".refused-clients li").allTextContents()).toEqual(["D7 30 次", "<b>me 3 次"]);
    });

    it("cut off it says that it is old", async () => {
      const page = await stage.open({}, { ownClock: true });
      await visit(page, "#/devices", ".device");
      stage.gateway.isMute = true;
      await page.clock.fastForward(16_000);
      await page.locator(".devices-page .last-known").waitFor();
    });
  });
};
