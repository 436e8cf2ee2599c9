import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { hallwatch } from "#gateway/cli/testing/running.ts";
import { until } from "#gateway/stores/testing/until.ts";
import type { WireAlert, WireAlertPage } from "#gateway/wire/alert.ts";
import { axe } from "../testing/axe.ts";
import { noBrowser } from "../testing/chromium.ts";
import { sideways, visit } from "../testing/stage.ts";
import { hanTexts } from "../testing/suites/every-page.ts";
import { Consoles, type OpenConsole, tonesOf } from "./testing/consoles.ts";
import { Network } from "./testing/network.ts";
import { NightHall } from "./testing/night-hall.ts";

const HIGH = [660, 660];
const CRITICAL = [800, 1000, 800, 1000, 800, 1000, 800, 1000];
const LOST = [500, 500];
/** A page that hears nothing says so after 15 s; the page looks once a second, and the machine may be slow. */
const LOST_WITHIN_MS = 18_000;

// Some steps wait for what takes its time on purpose: fifteen seconds of silence, a gateway that starts.
vi.setConfig({ testTimeout: 60_000 });

/**
 * One night, told from its first alert until it can be handed over: the gateway as it is delivered, simulated devices on
 * the wire, a guard at the desk (Chinese) and a duty manager with a phone (English). Each test goes on where the last ended.
 */
describe.skipIf(noBrowser !== "")("a guard's night (skipped where Chromium is not installed)", () => {
  const hall = new NightHall();
  const consoles = new Consoles();
  let network: Network;
  let desk: OpenConsole;
  let phone: OpenConsole;
  beforeAll(async () => {
    await Promise.all([consoles.start(), hall.start()]);
    desk = await consoles.open(hall.url, { language: "zh", width: 1440 });
    network = new Network(Number(new URL(hall.url).port));
    phone = await consoles.open(await network.start(), { language: "en", width: 390 });
  }, 90_000);
  afterAll(async () => {
    await consoles.stop();
    await network?.stop();
    await hall.stop();
  });

  let cutAt = 0;
  let backDoor = "";
  let doneAt = 0;
  let before: readonly WireAlert[] = [];

  const open = async (target: string): Promise<WireAlert> => {
    const found = (await hall.api.alerts()).find(alert => alert.target === target);
    if (!found) throw new Error(`nothing is open about ${target}`);
    return found;
  };
  const pageOf = (id: string) => hall.api.read<WireAlertPage>(`/api/alerts/${encodeURIComponent(id)}`);
  const row = (page: Page, text: string) => page.locator(".row", { hasText: text });
  const submit = (page: Page) => page.locator("dialog button[type=submit]");
  const detail = async (page: Page, { id }: WireAlert, tab = "") =>
    visit(page, `#/alerts/${encodeURIComponent(id)}?tab=${tab}`, ".detail-acts");
  const act = (page: Page, name: string) => page.locator(`.detail-acts [data-act=${name}]`);
  const board = (page: Page, tab = "todo") => visit(page, `#/alerts?tab=${tab}`, ".tabs");
  const post = async (id: string, verb: string, body: object) => {
    const answer = await fetch(`${hall.url}/api/alerts/${encodeURIComponent(id)}/${verb}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as { error?: string; message?: string } };
  };

  /** The console plays a pattern, whatever else it plays. */
  const heard = async (page: Page, pattern: readonly number[]): Promise<void> => {
    const tones: number[] = [];
    await until(`${pattern} Hz is heard`, async () => {
      tones.push(...(await tonesOf(page)));
      return tones.join().includes(pattern.join());
    });
  };
  /** Every open alert stands in exactly one row of the console's three lists, and nothing else does. */
  const sameAsServer = async (page: Page): Promise<void> => {
    const shown: (string | null)[] = [];
    for (const tab of ["todo", "inHand", "shelved"]) {
      await board(page, tab);
      shown.push(
        ...(await page
          .locator(".rows .row[data-alert]")
          .evaluateAll(rows => rows.map(each => each.getAttribute("data-alert")))),
      );
    }
    const known = (await hall.api.alerts()).map(({ id }) => id);
    expect(shown.toSorted()).toEqual(known.toSorted());
  };

  it("the guard comes on, opens the sound and takes what the day has left, by keys alone", async () => {
    const { page } = desk;
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
    const seen = (await hall.api.alerts()).map(({ acknowledgement }) => acknowledgement?.by);
    expect(seen).toEqual(["王伟", "王伟"]);
    await tonesOf(page);
  });

  it("a door that is left unlocked is on the board within two seconds, heard, and counted in the tab", async () => {
    const { page } = desk;
    for (const fault of ["door-unlocked:D3", "light-left-on:L-off1", "light-left-on:L-off2a"])
      hall.fault("on", fault);
    await row(page, "侧门").waitFor({ timeout: 20_000 });
    const shownAt = hall.now();
    expect(shownAt - Date.parse((await open("D3")).openedAt)).toBeLessThan(2_000);
    await heard(page, HIGH);
    await row(page, "二号办公室照明 A").waitFor();
    await page.waitForFunction(() => document.title === "(3) 值守台 · 振兴路营业厅");
    expect(await page.getByRole("link", { name: "重要 1 条未关闭" }).textContent()).toContain("1");
    expect(await row(page, "侧门").locator("..").locator(".row").first().textContent()).toContain("侧门");
  });

  it("on the phone a tap takes the light, another takes that back, and the desk sees who has it", async () => {
    const { page } = phone;
    const light = row(page, "Office 1 lights");
    await light.locator(".row-act").tap();
    await page.getByLabel("Who acknowledges").selectOption("李娜");
    await submit(page).tap();
    await light.waitFor({ state: "detached" });
    await page.locator(".toast").getByRole("button", { name: "Undo" }).tap();
    await light.waitFor();
    expect((await open("L-off1")).acknowledgement).toBeNull();
    await light.locator(".row-act").tap();
    await light.waitFor({ state: "detached" });
    await board(desk.page, "inHand");
    await row(desk.page, "李娜 处理中").waitFor();
  });

  it("a guard shelves no high alert, neither on the page nor by a raw request; who may is said", async () => {
    const { page } = desk;
    const door = await open("D3");
    await detail(page, door);
    await page.keyboard.press("s");
    await page
      .locator("dialog")
      .getByText(/a guard may put aside priority 3 and 4/)
      .waitFor();
    expect(await submit(page).isDisabled()).toBe(true);
    await page.keyboard.press("Escape");
    const until = new Date(hall.now() + 600_000).toISOString();
    const raw = await post(door.id, "shelve", { by: "王伟", until, reason: "raw" });
    expect([raw.status, raw.body.error]).toEqual([403, "NOT_ALLOWED"]);
    expect(raw.body.message).toMatch(/a guard may put aside priority 3 and 4.*30 min/);
    expect((await open("D3")).shelf).toBeNull();
  });

  it("he writes down what he did at the door, takes it, takes that back and takes it again", async () => {
    const { page } = desk;
    const { id } = await open("D3");
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
    const { events } = await pageOf(id);
    expect(events.map(({ is, by }) => [is, by ?? ""])).toEqual([
      ["raised", ""],
      ["noted", "王伟"],
      ["acknowledged", "王伟"],
      ["unacknowledged", "王伟"],
      ["acknowledged", "王伟"],
    ]);
  });

  it("he puts a light aside for ten minutes; one whose time is over comes back, is heard of and is on the trail", async () => {
    const { page } = desk;
    await detail(page, await open("L-off1"), "inHand");
    await page.keyboard.press("s");
    await page.getByLabel("10 分钟").check();
    await page.getByLabel("原因").selectOption("已知情况，等人处理");
    expect(await submit(page).textContent()).toMatch(/^搁置到 23:1\d$/);
    await submit(page).click();
    await page.getByText(/已搁置到 23:1\d：下班后灯还亮着/).waitFor();
    await board(page, "shelved");
    await page.getByText(/王伟 · 还有 (9|10) 分钟 · 已知情况，等人处理/).waitFor();
    await board(page);
    const light = await open("L-off2a");
    const end = new Date(hall.now() + 2_500).toISOString();
    expect((await post(light.id, "shelve", { by: "王伟", until: end, reason: "两秒" })).status).toBe(200);
    await row(page, "二号办公室照明 A").waitFor({ state: "detached" });
    await row(page, "二号办公室照明 A").waitFor();
    const { alert, events } = await pageOf(light.id);
    expect([alert.label, alert.revision]).toEqual(["unacknowledged", 2]);
    expect(events.map(({ is, why, note }) => [is, why ?? note ?? ""])).toEqual([
      ["raised", ""],
      ["shelved", "两秒"],
      ["unshelved", "time-over"],
    ]);
  });

  it("somebody comes in at the back: a critical alert is first, sounds, and can be put aside by nobody", async () => {
    const { page } = desk;
    network.lose();
    cutAt = Date.now();
    await tonesOf(page);
    hall.fault("on", "door-open:D2");
    await row(page, "无人时门被打开").waitFor({ timeout: 20_000 });
    const shownAt = hall.now();
    const { id, changedAt, told } = await open("D2");
    backDoor = id;
    expect(shownAt - Date.parse(changedAt)).toBeLessThan(2_000);
    expect(await page.locator(".row").first().getAttribute("data-alert")).toBe(id);
    await heard(page, CRITICAL);
    expect(await page.locator("p[role=alert].unseen").textContent()).toBe("紧急告警：无人时门被打开，后门");
    expect(told.map(({ role }) => role)).toEqual(expect.arrayContaining(["guard", "duty-manager"]));
    await detail(page, await open("D2"));
    expect(await act(page, "shelve").getAttribute("aria-disabled")).toBe("true");
    const end = new Date(hall.now() + 600_000).toISOString();
    const raw = await post(id, "shelve", { by: "李娜", until: end, reason: "raw" });
    expect([raw.status, raw.body.error]).toEqual([403, "NOT_ALLOWED"]);
    await page.keyboard.press("a");
    await page.getByText("已确认：无人时门被打开").waitFor();
    await tonesOf(page);
  });

  it("the phone that lost its network turns violet, keeps what its owner does there, and sends it once with its own time", async () => {
    const { page } = phone;
    await board(page);
    await page.locator(".shell.is-lost").waitFor({ timeout: LOST_WITHIN_MS });
    expect(Date.now() - cutAt).toBeLessThan(LOST_WITHIN_MS);
    expect(await page.getByText("Back door").count()).toBe(0);
    const light = await open("L-off2a");
    doneAt = hall.now();
    await row(page, "Office 2 lights A").locator(".row-act").tap();
    await submit(page).tap();
    await row(page, "Office 2 lights A").getByRole("button", { name: "Queued" }).waitFor();
    expect((await open("L-off2a")).acknowledgement).toBeNull();
    network.restore();
    await page.getByText("Connection is back; 1 sent.").waitFor({ timeout: 20_000 });
    const { events } = await pageOf(light.id);
    const taken = events.filter(({ is }) => is === "acknowledged");
    expect(taken.map(({ by }) => by)).toEqual(["李娜"]);
    expect(Math.abs(Date.parse(taken[0]?.at ?? "") - doneAt)).toBeLessThan(3_000);
    await sameAsServer(page);
  });

  it("the gateway is killed: both consoles say that they know nothing, and what is done meanwhile waits", async () => {
    hall.fault("on", "door-unlocked:D1");
    await board(desk.page);
    await board(phone.page);
    await row(desk.page, "正门").waitFor({ timeout: 20_000 });
    await row(phone.page, "Main door").waitFor();
    before = await hall.api.alerts();
    await tonesOf(desk.page);
    await hall.killGateway();
    cutAt = Date.now();
    hall.fault("on", "door-unlocked:D4");
    for (const { page } of [desk, phone]) {
      await page.locator(".shell.is-lost").waitFor({ timeout: LOST_WITHIN_MS });
      expect(Date.now() - cutAt).toBeLessThan(LOST_WITHIN_MS);
      expect(await page.title()).toMatch(/^\(\?\) /);
    }
    expect(await desk.page.locator(".truth").textContent()).toMatch(/连接中断 · 数据停在 23:\d\d:\d\d/);
    await heard(desk.page, LOST);
    doneAt = hall.now();
    await row(desk.page, "正门").locator("a").focus();
    await desk.page.keyboard.press("a");
    await desk.page.getByRole("button", { name: "排队，恢复后发出" }).click();
    await desk.page.getByText("1 项等待发送").waitFor();
    await row(desk.page, "正门").getByRole("button", { name: "已排队 · 等待网络" }).waitFor();
  });

  it("started again it knows everything as before, finds what happened meanwhile, and no row is lost or double", async () => {
    await hall.startGateway();
    await desk.page.getByText("网络恢复，已补发 1 项。").waitFor({ timeout: 20_000 });
    await phone.page.locator(".bar.is-live").waitFor({ timeout: 20_000 });
    const { events } = await pageOf((await open("D1")).id);
    const taken = events.filter(({ is }) => is === "acknowledged");
    expect(taken.map(({ by }) => by)).toEqual(["王伟"]);
    expect(Math.abs(Date.parse(taken[0]?.at ?? "") - doneAt)).toBeLessThan(3_000);
    await row(desk.page, "大厅通道门").waitFor({ timeout: 20_000 });
    await row(phone.page, "Hall to corridor door").waitFor();
    const core = ({ id, revision, acknowledgement, shelf, openedAt }: WireAlert) => ({
      id,
      revision,
      acknowledgement,
      shelf,
      openedAt,
    });
    const isOther = ({ target }: WireAlert) => target !== "D1" && target !== "D4";
    expect((await hall.api.alerts()).filter(isOther).map(core)).toEqual(before.filter(isOther).map(core));
    await sameAsServer(desk.page);
    await sameAsServer(phone.page);
    await board(desk.page);
    await row(desk.page, "大厅通道门").locator("a").focus();
    await desk.page.keyboard.press("a");
    await row(desk.page, "大厅通道门").waitFor({ state: "detached" });
  });

  it("the mains fail: one incident that explains the rest, reported upward in time, summed up when it is over", async () => {
    const { page } = desk;
    await hall.mains("FAILED");
    await row(page, "停电").waitFor({ timeout: 20_000 });
    await row(page, "停电")
      .getByText(/须在 [45]:\d\d 内上报/)
      .waitFor();
    const cut = await open("site-a");
    await row(page, "停电").getByRole("button", { name: "引起的 2 条" }).waitFor();
    await detail(page, cut);
    await page.keyboard.press("a");
    await page.getByText("已确认：停电").waitFor();
    await act(page, "report").click();
    await page.getByLabel("报告给").fill("分公司值班室");
    await page.getByLabel("原因和经过").fill("片区停电，已联系供电所");
    await submit(page).click();
    await page.getByText(/王伟 23:\d\d:\d\d 已报分公司值班室/).waitFor();
    await hall.mains("OK");
    await act(page, "confirm").click();
    await page.getByLabel("做了什么").fill("来电，逐间检查，设备正常");
    await submit(page).click();
    await page.getByText("已闭环：停电").waitFor();
    await until("the incident is closed", async () => (await pageOf(cut.id)).alert.label === "closed");
    const { alert, events } = await pageOf(cut.id);
    expect(alert.incident?.report).toMatchObject({ by: "王伟", receiver: "分公司值班室" });
    expect(events.map(({ is }) => is)).toEqual(
      expect.arrayContaining(["raised", "acknowledged", "reported", "confirmed", "cleared", "closed"]),
    );
  });

  it("the doors are locked again; what is latched the guard may not reset, the duty manager does, from the phone", async () => {
    for (const fault of ["door-unlocked:D1", "door-unlocked:D3", "door-unlocked:D4", "door-open:D2"])
      hall.fault("off", fault);
    for (const fault of ["light-left-on:L-off1", "light-left-on:L-off2a"]) hall.fault("off", fault);
    await until("the back door is latched", async () => (await open("D2")).label === "latched");
    const { id } = await open("D2");
    const raw = await post(id, "reset", { by: "王伟", note: "看过了" });
    expect([raw.status, raw.body.error]).toEqual([403, "NOT_ALLOWED"]);
    const { page } = phone;
    await detail(page, await open("D2"), "inHand");
    await act(page, "reset").tap();
    await page.getByLabel("What was seen").fill("Nobody inside, lock replaced");
    await submit(page).tap();
    await page.getByText("Reset: Door opened while nobody was inside").waitFor();
    const { events } = await pageOf(id);
    const told = events.filter(({ is }) => is !== "joined" && is !== "left");
    expect(told.map(({ is, by }) => [is, by ?? ""])).toEqual([
      ["raised", ""],
      ["worsened", ""],
      ["acknowledged", "王伟"],
      ["cleared", ""],
      ["reset", "李娜"],
      ["closed", ""],
    ]);
  });

  it.each([
    { language: "en", width: 1440 },
    { language: "zh", width: 390 },
  ] as const)(
    "whoever looks in, in $language at $width px, reads the same night without a fault",
    async look => {
      const { page, faults } = await consoles.open(hall.url, look);
      const views = [
        ["#/alerts", ".tabs"],
        [`#/alerts/${encodeURIComponent(backDoor)}`, ".timeline"],
      ] as const;
      for (const [hash, shown] of views) {
        await visit(page, hash, shown);
        expect([hash, await axe(page), await sideways(page)]).toEqual([hash, [], 0]);
        if (look.language === "en") expect(await hanTexts(page)).toEqual([]);
      }
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );

  it("at the end everything has an owner: nothing waits on either console, and the list is as the gateway's", async () => {
    await until("only what the day had left is open", async () => (await hall.api.alerts()).length === 2);
    for (const { page } of [desk, phone]) {
      await board(page);
      await page.locator(".calm").waitFor();
      await sameAsServer(page);
    }
    expect((await hall.api.alerts()).map(({ acknowledgement }) => acknowledgement?.by)).toEqual([
      "王伟",
      "王伟",
    ]);
    expect([desk.faults, phone.faults]).toEqual([[], []]);
  });

  it("all of the night is found again by what it was about, by whom, and when", async () => {
    const find = async (query: string) =>
      (await hall.api.read<{ alerts: WireAlert[] }>(`/api/alerts?${query}`)).alerts;
    const closed = await find("state=closed&limit=50");
    expect(closed.map(({ target }) => target).toSorted()).toEqual(
      ["D1", "D2", "D3", "D4", "L-off1", "L-off2a", "site-a"].toSorted(),
    );
    const texts = [
      ["停电", "site-a"],
      ["分公司值班室", "site-a"],
      ["去侧门看", "D3"],
      ["lock replaced", "D2"],
    ] as const;
    for (const [text, target] of texts)
      expect([
        text,
        (await find(`state=all&text=${encodeURIComponent(text)}`)).map(each => each.target),
      ]).toEqual([text, [target]]);
    expect(
      (await find(`state=all&person=${encodeURIComponent("李娜")}`)).map(each => each.target).toSorted(),
    ).toEqual(["D2", "L-off1", "L-off2a"]);
  });

  it("everybody was told what concerns him, once, or twice with the same key where the gateway was killed", async () => {
    const byKey = Map.groupBy(hall.messages, ({ key }) => key);
    for (const [key, times] of byKey) expect([key, times.length <= 2]).toEqual([key, true]);
    const repeated = [...byKey.values()].filter(times => times.length > 1);
    expect(repeated.length).toBeLessThanOrEqual(2);
    const told = (fact: string) =>
      new Set(
        hall.messages
          .filter(({ kind, items }) => kind === "found" && items.some(item => item.fact === fact))
          .map(({ to }) => to.role),
      );
    expect(told("power-cut")).toEqual(new Set(["guard", "duty-manager", "hall-director"]));
    expect(told("light-on").has("guard")).toBe(false);
  });

  it("its trail is whole, while the gateway runs and when it has ended", async () => {
    const verify = async () => {
      const run = hallwatch("audit", "verify", "--data", hall.data, "--json");
      return { code: await run.ended, ...(JSON.parse(run.answer()) as { ok: boolean; events: number }) };
    };
    const running = await verify();
    expect(running).toMatchObject({ code: 0, ok: true });
    await hall.stopGateway();
    const ended = await verify();
    expect(ended).toMatchObject({ code: 0, ok: true });
    expect(ended.events).toBeGreaterThan(40);
  });
});
