import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import type { WireHandover } from "#gateway/wire/handover.ts";
import { SECRETS } from "../certified-hall.ts";
import { eveningHandover } from "../handed-over.ts";
import { twoWeeks } from "../shifts.ts";
import { fakeSoundCard } from "../sound-card.ts";
import { type Stage, visit } from "../stage.ts";

const A4_WIDTH_PT = 595;

/** What one person hands over to the next. */
export const handover = (stage: Stage): void => {
  describe("the handover", () => {
    afterEach(() => stage.clear());

    const setUp = (): void => {
      for (const [name, secret] of Object.entries(SECRETS)) stage.gateway.accounts.secrets.set(name, secret);
    };
    const opened = async ({
      ago = 5,
      width = 1440 as 1440 | 390,
      before = undefined as (() => void) | undefined,
    } = {}): Promise<{ readonly page: Page; readonly id: string; kept(): WireHandover | undefined }> => {
      setUp();
      const { id } = eveningHandover(stage.gateway, ago);
      const page = await stage.open({ width }, before ? { before } : {});
      await visit(page, `#/handover/${encodeURIComponent(id)}`, ".handover-item");
      return { page, id, kept: () => stage.gateway.handovers.one(id) };
    };
    const slot = (page: Page, place: string) => page.locator(`[data-slot=${place}]`);
    const prove = async (page: Page, person: keyof typeof SECRETS): Promise<void> => {
      const choice = page.locator("dialog .choice", { hasText: person });
      await choice.waitFor();
      await choice.click();
      await page.locator("dialog input[name=secret]").fill(SECRETS[person]);
      await page.locator("dialog button[type=submit]").click();
      await page.locator("dialog").waitFor({ state: "detached" });
    };
    const sign = async (page: Page, place: string, person: keyof typeof SECRETS): Promise<void> => {
      await slot(page, place).locator("button").click();
      await prove(page, person);
    };
    const readAll = async (page: Page, person: "李娜" | "王伟"): Promise<void> => {
      await page.locator("select[name=reader]").selectOption({ label: person });
      const unread = page.locator(".handover-item.is-unread");
      for (let left = await unread.count(); left > 0; left--) {
        await unread.first().locator(".item-head").click();
        if (left === 5 && (await page.locator(".here", { hasText: person }).count()) === 0)
          await prove(page, person);
        await unread.nth(left - 1).waitFor({ state: "detached" });
      }
    };

    it("says first what is critical and what was put aside, and who is still responsible", async () => {
      const { page } = await opened();
      expect(await page.locator(".handover-items h3").allTextContents()).toEqual([
        "没关的告警 2",
        "搁置中 1",
        "没做完的任务 1",
        "没办完的单子 1",
      ]);
      expect(await page.locator(".handover-item strong").first().textContent()).toBe("后门：强行开启");
      await page.getByText("王伟 仍然负责").waitFor();
    });

    it("whoever takes it cannot sign while one item is unread, and is told which; both sign then", async () => {
      const { page, kept } = await opened({ width: 390 });
      await sign(page, "from", "王伟");
      await slot(page, "from").getByText("王伟").waitFor();
      const take = slot(page, "to").locator("button");
      expect(await take.isDisabled()).toBe(true);
      await readAllBut(page, "后门");
      expect(await take.isDisabled()).toBe(true);
      expect(await page.locator(".not-read-yet").textContent()).toContain("还有 1 件没看");
      expect(await page.locator(".not-read-yet li").allTextContents()).toEqual([
        expect.stringContaining("后门：强行开启"),
      ]);
      await page.locator(".not-read-yet button").click();
      await page.keyboard.press("Enter");
      await page.locator(".not-read-yet").waitFor({ state: "detached" });
      await sign(page, "to", "李娜");
      await page.locator(".handover-state", { hasText: "已交" }).waitFor();
      expect(kept()).toMatchObject({
        state: "done",
        steps: [{ from: { name: "王伟" }, to: { name: "李娜" } }],
      });
    });

    const readAllBut = async (page: Page, skipped: string): Promise<void> => {
      await page.locator("select[name=reader]").selectOption({ label: "李娜" });
      const heads = page.locator(".handover-item.is-unread", { hasNotText: skipped });
      for (let left = await heads.count(), isFirst = true; left > 0; left--, isFirst = false) {
        await heads.first().locator(".item-head").click();
        if (isFirst) await prove(page, "李娜");
        await heads.nth(left - 1).waitFor({ state: "detached" });
      }
    };

    it("whoever hands over reads nothing for the other: what he opens does not count", async () => {
      const { page, kept } = await opened();
      await page.locator("select[name=reader]").selectOption({ label: "王伟" });
      await page.locator(".item-head").first().click();
      await page.getByText("17:52 起未恢复，无人确认").waitFor();
      expect(kept()?.items.every(({ read }) => Object.keys(read).length === 0)).toBe(true);
      expect(stage.gateway.asked.filter(({ path }) => path.endsWith("/read"))).toEqual([]);
    });

    it("an absent successor is bridged: a state of its own, with a second step of two signatures", async () => {
      const { page, kept } = await opened();
      await sign(page, "from", "王伟");
      await slot(page, "from").getByText("王伟").waitFor();
      await sign(page, "bridge", "陈静");
      await page.locator(".handover-state", { hasText: "代接中" }).waitFor();
      await page.getByText("陈静 代接，等接班人到岗后再交一次").waitFor();
      expect(await page.locator("[data-slot]").count()).toBe(4);
      await readAll(page, "李娜");
      await sign(page, "out", "陈静");
      await sign(page, "to", "李娜");
      await page.locator(".handover-state", { hasText: "已交" }).waitFor();
      expect(kept()?.steps).toMatchObject([
        { from: { name: "王伟" }, to: { name: "陈静" } },
        { from: { name: "陈静" }, to: { name: "李娜" } },
      ]);
    });

    it("remarks and counts are written until the first signature; after it only additions with their time", async () => {
      const { page, kept } = await opened();
      await page.locator("select[name=reader]").selectOption({ label: "王伟" });
      await page.getByLabel("钥匙").fill("7");
      await page.locator("textarea[name=remarks]").fill("后门锁要留意");
      await page.getByRole("button", { name: "保存备注" }).click();
      await prove(page, "王伟");
      await page.getByText("备注已保存").waitFor();
      expect(kept()).toMatchObject({ remarks: "后门锁要留意", counts: { keys: 7 } });
      await sign(page, "from", "王伟");
      await page.locator(".additions").waitFor();
      expect(await page.locator("textarea[name=remarks]").count()).toBe(0);
      await page.getByRole("button", { name: "补充" }).click();
      await page.locator("dialog select[name=person]").selectOption("王伟");
      await page.locator("dialog textarea").fill("备用钥匙在保险柜");
      await page.locator("dialog button[type=submit]").click();
      await page.locator(".additions q", { hasText: "备用钥匙在保险柜" }).waitFor();
    });

    it("the sound test is the touch that opens the sound; without it the bar goes on to say that it is off", async () => {
      const { page } = await opened({ before: fakeSoundCard });
      const bar = page.locator("button.sound-bar");
      const heard = () => page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard.length);
      await page.locator("select[name=reader]").selectOption({ label: "王伟" });
      expect([await bar.count(), await heard()]).toEqual([1, 0]);
      await page.locator(".sound-test").getByRole("button", { name: "播放" }).click();
      await bar.waitFor({ state: "detached" });
      expect(await heard()).toBeGreaterThan(0);
      await page.getByRole("button", { name: "没听到" }).click();
      await page.getByText("请看音箱电源").waitFor();
      await page.getByRole("button", { name: "听到了" }).click();
      await page.getByText("声音正常").waitFor();
    });

    it("the alarm bar says who is responsible until when, and that a handover is late", async () => {
      twoWeeks(stage.gateway);
      setUp();
      eveningHandover(stage.gateway, 42);
      const page = await stage.open();
      const duty = page.locator(".bar .duty-now");
      await duty.waitFor();
      expect(await duty.textContent()).toMatch(/^值班：王伟 至 08:00! 交接班已超时 12 分钟$/);
      await duty.click();
      await page.locator(".handover-list .late-mark").waitFor();
    });

    it("somebody hands over before the roster says so", async () => {
      setUp();
      stage.gateway.handovers.holders.set("duty-manager", "M1");
      const page = await stage.open({}, { person: "李娜" });
      await visit(page, "#/handover", ".hand-over-now");
      await page.locator(".hand-over-now").click();
      await page.locator("dialog select[name=to]").selectOption({ label: "张敏" });
      await page.locator("dialog button[type=submit]").click();
      await proveAfter(page, "李娜");
      await page.locator(".handover-list", { hasText: "交班 李娜 → 接班 张敏" }).waitFor();
    });
    /** As `prove`, behind the dialog that asks for it. */
    const proveAfter = async (page: Page, person: keyof typeof SECRETS): Promise<void> => {
      const sheet = page.locator("dialog", { hasText: "您是谁" });
      await sheet.waitFor();
      await sheet.locator("input[name=secret]").fill(SECRETS[person]);
      await sheet.locator("button[type=submit]").click();
      await page.locator("dialog").first().waitFor({ state: "detached" });
    };

    it("is printed on A4 with everything that was folded, without what is only for the screen", async () => {
      const { page } = await opened();
      await page.emulateMedia({ media: "print" });
      const isSeen = (what: string) => page.locator(what).first().isVisible();
      expect([await isSeen(".rail"), await isSeen(".sound-test"), await isSeen(".print-it")]).toEqual([
        false,
        false,
        false,
      ]);
      expect([await isSeen(".item-body"), await isSeen(".paper-only")]).toEqual([true, true]);
      const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
      expect(Number(/\/MediaBox \[0 0 ([\d.]+)/.exec(pdf)?.[1])).toBeCloseTo(A4_WIDTH_PT, -1);
      await page.emulateMedia({ media: "screen" });
    });
  });
};
