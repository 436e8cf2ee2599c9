import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { troubledEvening } from "../evening.ts";
import { busyNight } from "../night.ts";
import { type Stage, visit } from "../stage.ts";

/** What people do about alerts beside acknowledging: with one tap, taken back, noted, confirmed, reported. */
export const deeds = (stage: Stage): void => {
  describe("what people do about alerts", () => {
    afterEach(() => stage.clear());

    const alertOf = (id: string | undefined) => stage.gateway.alerts().find(alert => alert.id === id);
    const door = () => stage.gateway.alerts().find(({ target }) => target === "D2");
    const at = async (page: Page, id: string | undefined, tab = "") => {
      await visit(page, `#/alerts/${encodeURIComponent(id ?? "")}?tab=${tab}`, ".detail-acts");
    };
    const act = (page: Page, name: string) => page.locator(".detail-acts").getByRole("button", { name });
    const submit = (page: Page) => page.locator("dialog button[type=submit]");

    it.each([1440, 390] as const)(
      "one tap is enough for whoever is known to sit here, and eight seconds to take it back, at %i px",
      async width => {
        troubledEvening(stage.gateway);
        const page = await stage.open({ width }, { person: "王伟" });
        const row = page.locator(".row", { hasText: "后门" });
        await row.locator(".row-act").click();
        await row.waitFor({ state: "detached" });
        expect([await page.locator("dialog").count(), door()?.acknowledgement?.by]).toEqual([0, "王伟"]);
        await page.locator(".toast").getByRole("button", { name: "撤销" }).click();
        await row.waitFor();
        expect(door()?.acknowledgement).toBeNull();
        await page.getByText("已撤销确认：下班后门没有关好锁好").waitFor();
      },
    );

    it("Z takes back what was just acknowledged, and after eight seconds there is nothing to take back", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open({}, { person: "王伟", ownClock: true });
      const row = page.locator(".row", { hasText: "后门" });
      await row.locator("a").focus();
      await page.keyboard.press("a");
      await page.locator(".toast").waitFor();
      await page.keyboard.press("z");
      await row.waitFor();
      expect(door()?.acknowledgement).toBeNull();
      await row.locator("a").focus();
      await page.keyboard.press("a");
      await row.waitFor({ state: "detached" });
      await page.clock.fastForward(8_100);
      await page.locator(".toast").waitFor({ state: "detached" });
      await page.keyboard.press("z");
      expect(door()?.acknowledgement?.by).toBe("王伟");
    });

    it("after ten minutes without a deed the console asks again who it is", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open({}, { person: "王伟", ownClock: true });
      await page.clock.fastForward(11 * 60_000);
      await page.locator(".row", { hasText: "后门" }).locator(".row-act").click();
      await page.locator("dialog").waitFor();
      expect([await page.getByLabel("谁确认").inputValue(), door()?.acknowledgement]).toEqual(["王伟", null]);
    });

    it("an alert that has changed since it was shown is not acknowledged unseen", async () => {
      troubledEvening(stage.gateway);
      const page = await stage.open({}, { person: "王伟" });
      stage.gateway.isMute = true;
      stage.gateway.realarm(door()?.id ?? "");
      await page.locator(".row", { hasText: "后门" }).locator(".row-act").click();
      await page.getByText("告警已变化，请重新查看。").waitFor();
      expect(door()?.acknowledgement).toBeNull();
    });

    it("two people at once: one wins, the other is told who it was, in one trail entry", async () => {
      troubledEvening(stage.gateway);
      const pages = await Promise.all([
        stage.open({}, { person: "王伟" }),
        stage.open({}, { person: "李娜" }),
      ]);
      stage.gateway.isMute = true;
      await Promise.all(
        pages.map(page => page.locator(".row", { hasText: "后门" }).locator(".row-act").click()),
      );
      await Promise.all(pages.map(page => page.locator(".toast").waitFor()));
      const told = await Promise.all(pages.map(page => page.locator(".toast p").textContent()));
      expect(told.filter(text => text?.startsWith("已确认：")).length).toBe(1);
      expect(told.filter(text => /^(王伟|李娜) .*已确认，不用再确认。$/.test(text ?? "")).length).toBe(1);
    });

    it("a note goes with a picture, made small before it leaves", async () => {
      const { open } = busyNight(stage.gateway);
      const page = await stage.open({ width: 390 }, { person: "王伟" });
      await at(page, open);
      await act(page, "备注").click();
      const picture = await page.evaluate(() => {
        const canvas = Object.assign(document.createElement("canvas"), { width: 3000, height: 1500 });
        canvas.getContext("2d")?.fillRect(0, 0, 3000, 1500);
        return canvas.toDataURL("image/png").split(",")[1] ?? "";
      });
      await page.locator("input[type=file]").setInputFiles({
        name: "site.png",
        mimeType: "image/png",
        buffer: Buffer.from(picture, "base64"),
      });
      await page.locator(".preview canvas").waitFor();
      await page.getByRole("button", { name: "已到现场，无异常" }).click();
      await submit(page).click();
      await page.getByText("已备注：下班后灯还亮着").waitFor();
      const [name, bytes] = [...stage.gateway.photos][0] ?? [];
      expect(stage.gateway.asked.at(-1)?.body).toMatchObject({
        note: "已到现场，无异常",
        photo: name,
        by: "王伟",
      });
      expect(bytes && jpegSize(bytes)).toEqual({ width: 1600, height: 800 });
      await page.locator(".timeline .photo img").waitFor();
    });

    it("where the hall keeps no pictures none is asked for; done is confirmed with words only", async () => {
      const { taken } = busyNight(stage.gateway);
      stage.gateway.hall = { ...stage.gateway.hall, photos: false };
      const page = await stage.open({}, { person: "李娜" });
      await at(page, taken, "inHand");
      await act(page, "闭环").click();
      await page.locator("dialog").waitFor();
      expect(await page.locator("input[type=file]").count()).toBe(0);
      await submit(page).click();
      await page.getByText("请写明做了什么，或附一张照片。").waitFor();
      await page.getByLabel("做了什么").fill("已关灯，锁门");
      await page.getByLabel("做了什么").press("Enter");
      await page.getByText("已闭环：下班后灯还亮着").waitFor();
      expect(alertOf(taken)?.confirmation).toMatchObject({ by: "李娜", note: "已关灯，锁门" });
    });

    it("a panic button is reported, its follow-up is given, and only some may reset it", async () => {
      const { panic } = busyNight(stage.gateway);
      const page = await stage.open({}, { person: "王伟" });
      await at(page, panic, "inHand");
      await page.getByText("上报已超时 25 分钟").first().waitFor();
      await act(page, "上报").click();
      await page.getByLabel("报告给").fill("公安分局");
      await page.getByLabel("原因和经过").fill("客户误触");
      await submit(page).click();
      await page.getByText(/王伟 18:\d\d:\d\d 已报公安分局/).waitFor();
      expect(alertOf(panic)?.incident?.report).toMatchObject({ receiver: "公安分局", cause: "客户误触" });
      await act(page, "补充汇报").click();
      await page.getByLabel("报告给").fill("陈静");
      await page.getByLabel("原因和经过").fill("同上");
      await submit(page).click();
      await page.getByText("已补充汇报厅主任").waitFor();
      await act(page, "复位").click();
      await page.locator("dialog .refusal", { hasText: "没有这个权限" }).waitFor();
      expect(await submit(page).isDisabled()).toBe(true);
      await page.getByLabel("操作人").selectOption("刘洋");
      await page.getByLabel("看到了什么").fill("现场无事，误触");
      await submit(page).click();
      await page.getByText("已复位：").waitFor();
      expect(alertOf(panic)?.label).toBe("closed");
    });

    it("messages say to whom, by which channel, and what became of them; what cannot be sent is on every page", async () => {
      const { line } = busyNight(stage.gateway);
      const page = await stage.open();
      await at(page, line);
      await page.locator(".deliveries li").nth(1).waitFor();
      const texts = await page.locator(".deliveries li").allTextContents();
      expect(texts[0]).toMatch(
        /王伟 · 保安 · wecom失败，会再试 · 试了 4 次 · 18:0\d:\d\d 再试connect ETIMEDOUT/,
      );
      expect(texts[1]).toMatch(/李娜 · 值班经理 · mail已送达$/);
      await visit(page, "#/points", "tr.point");
      await page.getByText("1 处通知发不出去，可能有人还不知道").waitFor();
    });

    it("all of a kind are acknowledged together, after a list of what that covers, and taken back together", async () => {
      const raised = ["L-hall", "L-off1", "L-off2a"].map(
        target =>
          stage.gateway.raise({
            rule: "light-after-closing",
            target,
            points: [`${target}.power`],
            openFor: 1,
            held: 0,
          }).id,
      );
      const other = stage.gateway.raise({ rule: "door-after-closing", target: "D2", openFor: 0, held: 0 });
      const page = await stage.open({}, { person: "王伟" });
      await page.locator(`[data-alert="${raised[0]}"] a`).focus();
      await page.keyboard.press("Shift+A");
      await page.locator(".listed li").nth(2).waitFor();
      await submit(page).click();
      await page.getByText("已确认 3 条").waitFor();
      const seen = () => raised.map(id => alertOf(id)?.acknowledgement?.by ?? null);
      expect([seen(), alertOf(other.id)?.acknowledgement]).toEqual([["王伟", "王伟", "王伟"], null]);
      await page.keyboard.press("z");
      await page.getByText(/已撤销确认：.* × 3/).waitFor();
      expect(seen()).toEqual([null, null, null]);
    });
  });
};

/** Size of a picture from its JPEG frame header. */
const jpegSize = (bytes: Buffer): { readonly width: number; readonly height: number } => {
  let place = 2;
  while (bytes[place] === 0xff && ![0xc0, 0xc2].includes(bytes[place + 1] ?? 0))
    place += 2 + bytes.readUInt16BE(place + 2);
  return { height: bytes.readUInt16BE(place + 5), width: bytes.readUInt16BE(place + 7) };
};
