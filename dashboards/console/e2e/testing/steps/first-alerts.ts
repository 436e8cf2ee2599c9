import { expect, it } from "vitest";
import { act, board, detail, row, submit } from "../boards.ts";
import { tonesOf } from "../consoles.ts";
import type { Night } from "../night.ts";

const HIGH = [660, 660];
const CRITICAL = [800, 1000, 800, 1000, 800, 1000, 800, 1000];

/** What comes up in the evening, and what the guard does about it. */
export const firstAlerts = (night: Night): void => {
  it("the guard comes on, opens the sound and takes what the day has left, by keys alone", async () => {
    const { page } = night.desk;
    await row(page, "灭火器").nth(1).waitFor();
    await page.getByRole("button", { name: "声音未开 · 点此开启" }).click();
    await page.keyboard.press("j");
    await page.keyboard.press("a");
    await page.getByLabel("谁确认").selectOption("王伟");
    await page.getByLabel("备注").press("Enter");
    await page.locator("dialog").waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement?.closest("[data-alert]") !== null);
    await page.keyboard.press("a");
    await page.getByText("现在没有告警").waitFor();
    const seen = (await night.api.alerts()).map(({ acknowledgement }) => acknowledgement?.by);
    expect(seen).toEqual(["王伟", "王伟"]);
    await tonesOf(page);
  });

  it("a door that is left unlocked is on the board within two seconds, heard, and counted in the tab", async () => {
    const { page } = night.desk;
    for (const fault of ["door-unlocked:D3", "light-left-on:L-off1", "light-left-on:L-off2a"])
      night.hall.fault("on", fault);
    await row(page, "侧门").waitFor();
    const shownAt = night.now();
    expect(shownAt - Date.parse((await night.open("D3")).openedAt)).toBeLessThan(2_000);
    await night.heard(page, HIGH);
    await row(page, "二号办公室照明 A").waitFor();
    await page.waitForFunction(() => document.title === "(3) 值守台 · 振兴路营业厅");
    expect(await page.getByRole("link", { name: "重要 1 条未关闭" }).textContent()).toContain("1");
    expect(await row(page, "侧门").locator("..").locator(".row").first().textContent()).toContain("侧门");
  });

  it("on the phone a tap takes the light, another takes that back, and the desk sees who has it", async () => {
    const { page } = night.phone;
    const light = row(page, "Office 1 lights");
    await light.locator(".row-act").tap();
    await page.getByLabel("Who acknowledges").selectOption("李娜");
    await submit(page).tap();
    await light.waitFor({ state: "detached" });
    await page.locator(".toast").getByRole("button", { name: "Undo" }).tap();
    await light.waitFor();
    expect((await night.open("L-off1")).acknowledgement).toBeNull();
    await light.locator(".row-act").tap();
    await light.waitFor({ state: "detached" });
    await board(night.desk.page, "inHand");
    await row(night.desk.page, "李娜 处理中").waitFor();
  });

  it("a guard shelves no high alert, neither on the page nor by a raw request; who may is said", async () => {
    const { page } = night.desk;
    const door = await night.open("D3");
    await detail(page, door);
    await page.keyboard.press("s");
    await page
      .locator("dialog")
      .getByText(/a guard may put aside priority 3 and 4/)
      .waitFor();
    expect(await submit(page).isDisabled()).toBe(true);
    await page.keyboard.press("Escape");
    const until = new Date(night.now() + 600_000).toISOString();
    const raw = await night.post(door.id, "shelve", { by: "王伟", until, reason: "raw" });
    expect([raw.status, raw.body.error]).toEqual([403, "NOT_ALLOWED"]);
    expect(raw.body.message).toMatch(/a guard may put aside priority 3 and 4.*30 min/);
    expect((await night.open("D3")).shelf).toBeNull();
  });

  it("he writes down what he did at the door, takes it, takes that back and takes it again", async () => {
    const { page } = night.desk;
    const { id } = await night.open("D3");
    await page.keyboard.press("n");
    await page.locator("dialog textarea").fill("去侧门看");
    await submit(page).click();
    await page.getByText("已备注：下班后门没有关好锁好").waitFor();
    await board(page);
    await row(page, "侧门").locator("a").focus();
    await page.keyboard.press("a");
    await row(page, "侧门").waitFor({ state: "detached" });
    await page.keyboard.press("z");
    await row(page, "侧门").waitFor();
    await row(page, "侧门").locator("a").focus();
    await page.keyboard.press("a");
    await row(page, "侧门").waitFor({ state: "detached" });
    const { events } = await night.pageOf(id);
    expect(events.map(({ is, by }) => [is, by ?? ""])).toEqual([
      ["raised", ""],
      ["noted", "王伟"],
      ["acknowledged", "王伟"],
      ["unacknowledged", "王伟"],
      ["acknowledged", "王伟"],
    ]);
  });

  it("he puts a light aside for ten minutes; one whose time is over comes back, is heard of and is on the trail", async () => {
    const { page } = night.desk;
    await detail(page, await night.open("L-off1"), "inHand");
    await page.keyboard.press("s");
    await page.getByLabel("10 分钟").check();
    await page.getByLabel("原因").selectOption("已知情况，等人处理");
    expect(await submit(page).textContent()).toMatch(/^搁置到 23:1\d$/);
    await submit(page).click();
    await page.getByText(/已搁置到 23:1\d：下班后灯还亮着/).waitFor();
    await board(page, "shelved");
    await page.getByText(/王伟 · 还有 (9|10) 分钟 · 已知情况，等人处理/).waitFor();
    await board(page);
    const light = await night.open("L-off2a");
    const end = new Date(night.now() + 2_500).toISOString();
    expect((await night.post(light.id, "shelve", { by: "王伟", until: end, reason: "两秒" })).status).toBe(
      200,
    );
    await row(page, "二号办公室照明 A").waitFor({ state: "detached" });
    await row(page, "二号办公室照明 A").waitFor();
    const { alert, events } = await night.pageOf(light.id);
    expect([alert.label, alert.revision]).toEqual(["unacknowledged", 2]);
    expect(events.map(({ is, why, note }) => [is, why ?? note ?? ""])).toEqual([
      ["raised", ""],
      ["shelved", "两秒"],
      ["unshelved", "time-over"],
    ]);
  });

  it("somebody comes in at the back: a critical alert is first, sounds, and can be put aside by nobody", async () => {
    const { page } = night.desk;
    night.network.lose();
    await tonesOf(page);
    night.hall.fault("on", "door-open:D2");
    await row(page, "无人时门被打开").waitFor();
    const shownAt = night.now();
    const { id, changedAt, told } = await night.open("D2");
    expect(shownAt - Date.parse(changedAt)).toBeLessThan(2_000);
    expect(await page.locator(".row").first().getAttribute("data-alert")).toBe(id);
    await night.heard(page, CRITICAL);
    expect(await page.locator("p[role=alert].unseen").textContent()).toBe("紧急告警：无人时门被打开，后门");
    expect(told.map(({ role }) => role)).toEqual(expect.arrayContaining(["guard", "duty-manager"]));
    await detail(page, await night.open("D2"));
    expect(await act(page, "shelve").getAttribute("aria-disabled")).toBe("true");
    const end = new Date(night.now() + 600_000).toISOString();
    const raw = await night.post(id, "shelve", { by: "李娜", until: end, reason: "raw" });
    expect([raw.status, raw.body.error]).toEqual([403, "NOT_ALLOWED"]);
    await page.keyboard.press("a");
    await page.getByText("已确认：无人时门被打开").waitFor();
    await tonesOf(page);
  });
};
