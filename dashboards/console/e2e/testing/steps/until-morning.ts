import { expect, it } from "vitest";
import { hallwatch } from "#gateway/cli/testing/running.ts";
import { until } from "#gateway/stores/testing/until.ts";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { axe } from "../../../testing/axe.ts";
import { hanTexts } from "../../../testing/page-checks.ts";
import { sideways, visit } from "../../../testing/stage.ts";
import { act, board, detail, row, submit } from "../boards.ts";
import type { Night } from "../night.ts";

/** An incident, the end of everything, and what can be read of the night afterwards. */
export const untilMorning = (night: Night): void => {
  it("the mains fail: one incident that explains the rest, reported upward in time, summed up when it is over", async () => {
    const { page } = night.desk;
    await night.hall.mains("FAILED");
    await row(page, "停电").waitFor();
    await row(page, "停电")
      .getByText(/须在 [45]:\d\d 内上报/)
      .waitFor();
    const cut = await night.open("site-a");
    await row(page, "停电").getByRole("button", { name: "引起的 2 条" }).waitFor();
    await detail(page, cut);
    // Two take it in the same moment: one has it, the other learns who.
    const takers = ["王伟", "李娜"];
    const answers = await Promise.all(
      takers.map(by => night.post(cut.id, "acknowledge", { by, revision: 1 })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const winner = takers[answers.findIndex(({ status }) => status === 200)];
    expect(answers.find(({ status }) => status === 409)?.body.message).toContain(winner);
    await act(page, "report").click();
    await page.getByLabel("报告给").fill("分公司值班室");
    await page.getByLabel("原因和经过").fill("片区停电，已联系供电所");
    await submit(page).click();
    await page.getByText(/王伟 23:\d\d:\d\d 已报分公司值班室/).waitFor();
    await night.hall.mains("OK");
    await act(page, "confirm").click();
    await page.getByLabel("做了什么").fill("来电，逐间检查，设备正常");
    await submit(page).click();
    await page.getByText("已闭环：停电").waitFor();
    await until("the incident is closed", async () => (await night.pageOf(cut.id)).alert.label === "closed");
    const { alert, events } = await night.pageOf(cut.id);
    expect(alert.incident?.report).toMatchObject({ by: "王伟", receiver: "分公司值班室" });
    expect(events.filter(({ is }) => is === "acknowledged").length).toBe(1);
    expect(events.map(({ is }) => is)).toEqual(
      expect.arrayContaining(["raised", "acknowledged", "reported", "confirmed", "cleared", "closed"]),
    );
  });

  it("the doors are locked again; what is latched the guard may not reset, the duty manager does, from the phone", async () => {
    for (const fault of ["door-unlocked:D1", "door-unlocked:D3", "door-unlocked:D4", "door-open:D2"])
      night.hall.fault("off", fault);
    for (const fault of ["light-left-on:L-off1", "light-left-on:L-off2a"]) night.hall.fault("off", fault);
    await until("the back door is latched", async () => (await night.open("D2")).label === "latched");
    const { id } = await night.open("D2");
    const raw = await night.post(id, "reset", { by: "王伟", note: "看过了" });
    expect([raw.status, raw.body.error]).toEqual([403, "NOT_ALLOWED"]);
    const { page } = night.phone;
    await detail(page, await night.open("D2"), "inHand");
    await act(page, "reset").tap();
    await page.getByLabel("What was seen").fill("Nobody inside, lock replaced");
    await submit(page).tap();
    await page.getByText("Reset: Door opened while nobody was inside").waitFor();
    const { events } = await night.pageOf(id);
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
      const { page, faults } = await night.consoles.open(night.url, look);
      const views = [
        ["#/alerts", ".tabs"],
        ["#/history?state=closed", ".past"],
        [`#/alerts/${encodeURIComponent((await night.open("X3")).id)}`, ".timeline"],
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
    await until("only what the day had left is open", async () => (await night.api.alerts()).length === 2);
    for (const { page } of [night.desk, night.phone]) {
      await board(page);
      await page.locator(".calm").waitFor();
      await night.sameAsServer(page);
    }
    expect((await night.api.alerts()).map(({ acknowledgement }) => acknowledgement?.by)).toEqual([
      "王伟",
      "王伟",
    ]);
    expect([night.desk.faults, night.phone.faults]).toEqual([[], []]);
  });

  it("all of the night is found again by what it was about, by whom, and when", async () => {
    const find = async (query: string) =>
      (await night.api.read<{ alerts: WireAlert[] }>(`/api/alerts?${query}`)).alerts;
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

  it("the guard finds it again in the console: what was closed, and by a word of what he reported", async () => {
    const { page } = night.desk;
    await board(page);
    await page.getByRole("link", { name: "已关闭" }).click();
    await page.locator(".past").nth(6).waitFor();
    await page.getByRole("searchbox").fill("供电所");
    await page.locator(".past").nth(1).waitFor({ state: "detached" });
    expect(await page.locator(".past").textContent()).toContain("停电");
    await page.locator(".past a").click();
    await page.locator(".timeline", { hasText: "来电，逐间检查，设备正常" }).waitFor();
  });

  it("everybody was told what concerns him, once, or twice with the same key where the gateway was killed", async () => {
    const byKey = Map.groupBy(night.hall.messages, ({ key }) => key);
    for (const [key, times] of byKey) expect([key, times.length <= 2]).toEqual([key, true]);
    const repeated = [...byKey.values()].filter(times => times.length > 1);
    expect(repeated.length).toBeLessThanOrEqual(2);
    const told = (fact: string) =>
      new Set(
        night.hall.messages
          .filter(({ kind, items }) => kind === "found" && items.some(item => item.fact === fact))
          .map(({ to }) => to.role),
      );
    expect(told("power-cut")).toEqual(new Set(["guard", "duty-manager", "hall-director"]));
    expect(told("light-on").has("guard")).toBe(false);
  });

  it("its trail is whole, while the gateway runs and when it has ended", async () => {
    const verify = async () => {
      const run = hallwatch("audit", "verify", "--data", night.hall.gateway.data, "--json");
      return { code: await run.ended, ...(JSON.parse(run.answer()) as { ok: boolean; events: number }) };
    };
    const running = await verify();
    expect(running).toMatchObject({ code: 0, ok: true });
    await night.hall.gateway.stop();
    const ended = await verify();
    expect(ended).toMatchObject({ code: 0, ok: true });
    expect(ended.events).toBeGreaterThan(40);
  });
};
