import { describe, expect, test } from "vitest";
import type { Transition } from "../alert/alert.ts";
import { shelve } from "../alert/put-aside.ts";
import { isRefused } from "../alert/refusal.ts";
import type { Task } from "../routine/task.ts";
import { raised } from "../routine/testing/alerts.ts";
import { type Ask, at, Desk, siteA } from "../routine/testing/desk.ts";
import { clockText } from "../time/clock-text.ts";
import { handoverClerk } from "./clerk.ts";
import type { Handover } from "./handover.ts";
import { handoverOf } from "./papers.ts";
import { responsibleOf } from "./responsible.ts";

/** Friday M1, Monday M2, who is away on Friday. */
const site = siteA(`
roster:
  shifts:
    - { person: M1, role: duty-manager, from: 2025-07-18 07:50, to: 2025-07-18 17:30 }
    - { person: M2, role: duty-manager, from: 2025-07-21 07:50, to: 2025-07-21 17:30 }
    - { person: M1, role: duty-manager, from: 2025-07-22 07:50, to: 2025-07-22 17:30 }
`);
const FRIDAY = "handover/duty-manager/20250718T093000000Z";

const late: Task = {
  id: "toilets/2025-07-18 morning",
  duty: "toilets",
  title: { zh: "卫生间保洁", en: "Toilets" },
  period: { zh: "7月18日上午", en: "2025-07-18 morning" },
  day: "2025-07-18",
  target: null,
  opensAt: at("2025-07-18 08:30"),
  dueAt: at("2025-07-18 12:00"),
  missedAt: null,
  items: [],
  signature: null,
  state: "open",
  endedAt: null,
  lateBy: null,
  why: null,
  remindedAt: null,
};

const play = (isRestarted: boolean) => {
  const desk = new Desk(handoverClerk, site, "2025-07-18 08:00", { isRestarted });
  const door = raised(
    site,
    "2025-07-18 16:20",
    { fact: "door-open", target: "D2" },
    { class: "security", priority: 2 },
  );
  const cold = raised(site, "2025-07-18 15:00", { fact: "setpoint", target: "AC-hall" });
  const lit = raised(site, "2025-07-18 14:10", { fact: "light-on", target: "L-off1" }, { class: "energy" });
  const aside = shelve(lit.alert, {
    is: "timed",
    by: "李娜",
    reason: "等电工",
    at: at("2025-07-18 14:20"),
    until: at("2025-07-18 20:00"),
  });
  if (isRefused(aside)) throw new Error(aside.why);
  desk.world.papers = [
    { kind: "task", id: late.id, day: late.day, at: late.opensAt, isOpen: true, value: late },
  ];
  // That the task is late is an alert as well: it is handed over once.
  const tardy = raised(
    site,
    "2025-07-18 12:00",
    { fact: "late-toilets", target: "hall" },
    { class: "housekeeping" },
  );
  desk.tell("2025-07-18 16:30", [tardy, lit, ...aside, cold, door]);
  const ask = (moment: string, by: string, what: object) =>
    desk.ask(moment, { by, handover: FRIDAY, ...what } as Ask);
  const read = (moment: string, by: string, ...items: readonly number[]) => {
    for (const index of items)
      expect(ask(moment, by, { is: "read-item", item: handover(desk).items[index]?.id })).toBe(undefined);
  };
  const sign = (moment: string, by: string, as: string) => ask(moment, by, { is: "sign-handover", as });
  return { desk, ask, read, sign, door };
};

const handover = (desk: Desk, id = FRIDAY): Handover => {
  const paper = desk.kept.get(`handover:${id}`);
  if (!paper) throw new Error("no handover");
  return handoverOf(paper);
};

const responsible = (desk: Desk, moment: string): string => {
  const handovers = [...desk.kept.values()].map(handoverOf);
  const found = responsibleOf("duty-manager", handovers, { site, roster: site.roster, now: at(moment) });
  return `${found?.person} since ${found?.since && clockText(found.since, at(moment), "Asia/Shanghai")}`;
};

describe.each([false, true])(
  "a handover whose successor is absent (restarted before every step: %s)",
  isRestarted => {
    test("as it goes from Friday to Monday", () => {
      const { desk, ask, read, sign } = play(isRestarted);
      desk.until("2025-07-18 17:29");
      expect(desk.kept.size).toBe(0);
      desk.until("2025-07-18 17:30");
      expect(handover(desk)).toMatchObject({
        from: "M1",
        to: "M2",
        state: "open",
        dueAt: at("2025-07-18 18:00"),
      });
      expect(handover(desk).items.map(({ id, standing }) => [id, standing.en])).toEqual([
        ["alert:site-a.door-open.D2.20250718T082000000Z", "open since 16:20, not acknowledged"],
        ["alert:site-a.setpoint.AC-hall.20250718T070000000Z", "open since 15:00, not acknowledged"],
        ["shelf:light-on/L-off1", "put aside by 李娜 until 20:00: 等电工"],
        ["task:toilets/2025-07-18 morning", "overdue since 12:00"],
      ]);
      expect(ask("2025-07-18 17:40", "M1", { is: "remark", remarks: "钥匙齐", counts: { keys: 6 } })).toBe(
        undefined,
      );
      expect(sign("2025-07-18 17:41", "H1", "bridge")).toBe("李娜 signs first: until then it may change");
      expect(sign("2025-07-18 17:41", "M2", "from")).toBe("only 李娜 hands it over");
      expect(responsible(desk, "2025-07-18 17:49")).toBe("M1 since 07:50");
      expect(sign("2025-07-18 17:50", "M1", "from")).toBe(undefined);
      expect(sign("2025-07-18 17:50", "E1", "bridge")).toMatch(/^周婷 may not take it for somebody absent/);
      expect(sign("2025-07-18 17:50", "H1", "bridge")).toBe(undefined);
      expect(responsible(desk, "2025-07-18 17:50")).toBe("H1 since 17:50");
      expect(handover(desk)).toMatchObject({ state: "bridged", bridge: "H1", dueAt: at("2025-07-21 08:20") });
      expect(ask("2025-07-18 18:30", "M1", { is: "remark", remarks: "还有一事", counts: {} })).toBe(
        "it is signed: what comes later is added with its date",
      );
      expect(ask("2025-07-18 18:30", "M1", { is: "add", text: "还有一事" })).toBe(undefined);
      expect(handover(desk)).toMatchObject({
        remarks: "钥匙齐",
        additions: [{ by: "李娜", at: at("2025-07-18 18:30") }],
      });
      desk.until("2025-07-21 07:49");
      expect(desk.reminders).toEqual([]);
      desk.until("2025-07-21 07:55");
      expect(desk.reminders.map(({ person, title }) => [person, title.en])).toEqual([
        ["M2", "Read what was handed over item by item, and sign"],
      ]);
      read("2025-07-21 08:00", "M2", 0, 1, 3);
      expect(sign("2025-07-21 08:10", "M2", "to")).toBe(
        "not read yet: L-off1: light-on".replace("L-off1", lightName),
      );
      expect(desk.reminders.slice(1).map(({ person, title }) => [person, title.en])).toEqual([
        ["H1", "张敏 cannot sign: 1 not read"],
      ]);
      expect(responsible(desk, "2025-07-21 08:11")).toBe("H1 since 07-18 17:50");
      read("2025-07-21 08:11", "M2", 2);
      expect(sign("2025-07-21 08:12", "M2", "to")).toBe(undefined);
      expect(handover(desk).state).toBe("bridged");
      expect(sign("2025-07-21 08:12", "H1", "bridge")).toBe(undefined);
      expect(responsible(desk, "2025-07-21 08:12")).toBe("M2 since 08:12");
      expect(
        handover(desk).steps.map(({ from, to }) => [from?.person, from?.at, to?.person, to?.at]),
      ).toEqual([
        ["M1", at("2025-07-18 17:50"), "H1", at("2025-07-18 17:50")],
        ["H1", at("2025-07-21 08:12"), "M2", at("2025-07-21 08:12")],
      ]);
      expect(desk.affairs("2025-07-21 09:00")).toEqual([]);
      expect(desk.entries.map(({ what, by }) => `${what} ${by}`)).toEqual([
        "opened null",
        "remarked 李娜",
        "refused 陈静",
        "refused 张敏",
        "signed 李娜",
        "refused 周婷",
        "signed 陈静",
        "added 李娜",
        "read 张敏",
        "read 张敏",
        "read 张敏",
        "refused 张敏",
        "read 张敏",
        "signed 张敏",
        "signed 陈静",
      ]);
    });

    test("nobody signs: half an hour later the director hears of it, and of the second step as well", () => {
      const { desk, sign } = play(isRestarted);
      expect(desk.affairs("2025-07-18 17:59")).toEqual([]);
      expect(desk.affairs("2025-07-18 18:00")).toEqual(["handover-open: hall-director"]);
      sign("2025-07-18 18:10", "M1", "from");
      expect(desk.affairs("2025-07-18 18:10")).toEqual(["handover-open: hall-director"]);
      sign("2025-07-18 18:11", "H1", "bridge");
      expect(desk.affairs("2025-07-18 18:11")).toEqual([]);
      expect(desk.affairs("2025-07-21 08:19")).toEqual([]);
      expect(desk.affairs("2025-07-21 08:20")).toEqual(["handover-open: hall-director"]);
    });

    test("whoever is on duty takes it himself, having read what the outgoing person has signed", () => {
      const { desk, ask, read, sign } = play(isRestarted);
      sign("2025-07-18 17:50", "M1", "from");
      desk.until("2025-07-21 08:00");
      expect(sign("2025-07-21 08:00", "H1", "bridge")).toBe("张敏 is on duty and takes it himself");
      expect(sign("2025-07-21 08:00", "M2", "to")).toMatch(/^not read yet: /);
      read("2025-07-21 08:01", "M2", 0, 1, 2, 3);
      expect(sign("2025-07-21 08:02", "M1", "to")).toBe("only 张敏 takes it");
      expect(sign("2025-07-21 08:02", "M2", "to")).toBe(undefined);
      expect(responsible(desk, "2025-07-21 08:02")).toBe("M2 since 08:02");
      expect(ask("2025-07-21 08:03", "M1", { is: "add", text: "补充一句" })).toBe(undefined);
      expect(sign("2025-07-21 08:04", "M2", "to")).toBe("it has been handed over");
      // The next handover of the post takes the place of this one, which stays in the record.
      sign2(desk, "2025-07-21 17:30");
      expect(desk.papers().map(({ id }) => id)).toEqual(["handover/duty-manager/20250721T093000000Z"]);
      expect(desk.kept.get(`handover:${FRIDAY}`)?.isOpen).toBe(false);
    });

    test("what is open is kept up to date until the outgoing person signs, and not after that", () => {
      const { desk, read, sign, door } = play(isRestarted);
      desk.until("2025-07-18 17:31");
      read("2025-07-18 17:32", "M2", 0, 1);
      const seen = { by: "王伟", note: "", at: at("2025-07-18 17:35") };
      const acknowledged: Transition = {
        event: { is: "acknowledged", alert: door.alert.id, at: seen.at },
        alert: { ...door.alert, acknowledgement: seen },
      };
      desk.tell("2025-07-18 17:35", [acknowledged]);
      const first = handover(desk).items.find(({ id }) => id.includes("door-open"));
      expect(first?.standing.en).toBe("open since 16:20, acknowledged by 王伟 at 17:35");
      // What M2 has read of it said something else.
      expect(first?.read).toEqual({});
      const closed: Transition = {
        event: { is: "closed", alert: door.alert.id, at: at("2025-07-18 17:40") },
        alert: { ...acknowledged.alert, condition: "clear", closedAt: at("2025-07-18 17:40") },
      };
      desk.tell("2025-07-18 17:40", [closed]);
      expect(handover(desk).items.find(({ id }) => id.includes("door-open"))?.standing.en).toBe("over");
      sign("2025-07-18 17:50", "M1", "from");
      const fixed = handover(desk).items;
      desk.tell("2025-07-18 17:55", [
        raised(site, "2025-07-18 17:55", { fact: "window-open", target: "W1" }, { class: "security" }),
      ]);
      expect(handover(desk).items).toEqual(fixed);
    });
  },
);

const lightName = site.equipment.find(({ id }) => id === "L-off1")?.name.en ?? "";

/** Monday's shift ends: M2 hands over to M1, who bridges nothing and is away, so that H1 takes it. */
const sign2 = (desk: Desk, moment: string): void => {
  const id = "handover/duty-manager/20250721T093000000Z";
  desk.until(moment);
  const ask = (clock: string, by: string, what: object) =>
    desk.ask(clock, { by, handover: id, ...what } as Ask);
  ask("2025-07-21 17:31", "M2", { is: "sign-handover", as: "from" });
  for (const item of handover(desk, id).items)
    ask("2025-07-22 08:00", "M1", { is: "read-item", item: item.id });
  expect(ask("2025-07-22 08:01", "M1", { is: "sign-handover", as: "to" })).toBe(undefined);
};
