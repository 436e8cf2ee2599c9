import { expect, it } from "vitest";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { board, row, submit } from "../boards.ts";
import { tonesOf } from "../consoles.ts";
import type { Night } from "../night.ts";

const LOST = [500, 500];
/** A page that hears nothing says so after 15 s; the page looks once a second, and the machine may be slow. */
const LOST_WITHIN_MS = 18_000;

/** The network goes, then the gateway. */
export const cutOff = (night: Night): void => {
  let cutAt = 0;
  let doneAt = 0;
  let before: readonly WireAlert[] = [];

  it("the phone that lost its network turns violet, keeps what its owner does there, and sends it once with its own time", async () => {
    const { page } = night.phone;
    await board(page);
    await page.locator(".shell.is-lost").waitFor({ timeout: LOST_WITHIN_MS });
    expect(Date.now() - night.network.lostAt).toBeLessThan(LOST_WITHIN_MS);
    expect(await page.getByText("Back door").count()).toBe(0);
    const light = await night.open("L-off2a");
    doneAt = night.now();
    await row(page, "Office 2 lights A").locator(".row-act").tap();
    await submit(page).tap();
    await row(page, "Office 2 lights A").getByRole("button", { name: "Queued" }).waitFor();
    expect((await night.open("L-off2a")).acknowledgement).toBeNull();
    night.network.restore();
    await page.getByText("Connection is back; 1 sent.").waitFor();
    const { events } = await night.pageOf(light.id);
    const taken = events.filter(({ is }) => is === "acknowledged");
    expect(taken.map(event => [event.by, night.isToldAsDoneAt(event, doneAt)])).toEqual([["李娜", true]]);
    await night.sameAsServer(page);
  });

  it("the gateway is killed: both consoles say that they know nothing, and what is done meanwhile waits", async () => {
    night.hall.fault("on", "door-unlocked:D1");
    await board(night.desk.page);
    await board(night.phone.page);
    await row(night.desk.page, "正门").waitFor();
    await row(night.phone.page, "Main door").waitFor();
    before = await night.api.alerts();
    await tonesOf(night.desk.page);
    await night.hall.gateway.kill();
    cutAt = Date.now();
    night.hall.fault("on", "door-unlocked:D4");
    for (const { page } of [night.desk, night.phone]) {
      await page.locator(".shell.is-lost").waitFor({ timeout: LOST_WITHIN_MS });
      expect(Date.now() - cutAt).toBeLessThan(LOST_WITHIN_MS);
      expect(await page.title()).toMatch(/^\(\?\) /);
    }
    expect(await night.desk.page.locator(".truth").textContent()).toMatch(/连接中断 · 数据停在 23:\d\d:\d\d/);
    await night.heard(night.desk.page, LOST);
    doneAt = night.now();
    await row(night.desk.page, "正门").locator("a").focus();
    await night.desk.page.keyboard.press("a");
    await night.desk.page.getByRole("button", { name: "排队，恢复后发出" }).click();
    await night.desk.page.getByText("1 项等待发送").waitFor();
    await row(night.desk.page, "正门").getByRole("button", { name: "已排队 · 等待网络" }).waitFor();
  });

  it("started again it knows everything as before, finds what happened meanwhile, and no row is lost or double", async () => {
    await night.hall.gateway.start();
    await night.desk.page.getByText("网络恢复，已补发 1 项。").waitFor();
    await night.phone.page.locator(".bar.is-live").waitFor();
    const { events } = await night.pageOf((await night.open("D1")).id);
    const taken = events.filter(({ is }) => is === "acknowledged");
    expect(taken.map(event => [event.by, night.isToldAsDoneAt(event, doneAt)])).toEqual([["王伟", true]]);
    await row(night.desk.page, "大厅通道门").waitFor();
    await row(night.phone.page, "Hall to corridor door").waitFor();
    const core = ({ id, revision, acknowledgement, shelf, openedAt }: WireAlert) => ({
      id,
      revision,
      acknowledgement,
      shelf,
      openedAt,
    });
    const isOther = ({ target }: WireAlert) => target !== "D1" && target !== "D4";
    expect((await night.api.alerts()).filter(isOther).map(core)).toEqual(before.filter(isOther).map(core));
    await night.sameAsServer(night.desk.page);
    await night.sameAsServer(night.phone.page);
    await board(night.desk.page);
    await row(night.desk.page, "大厅通道门").locator("a").focus();
    await night.desk.page.keyboard.press("a");
    await row(night.desk.page, "大厅通道门").waitFor({ state: "detached" });
  });
};
