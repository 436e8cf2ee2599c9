import { describe, expect, test } from "vitest";
import { clear } from "../alert/life.ts";
import { raised } from "../routine/testing/alerts.ts";
import { type Ask, at, Desk, siteA } from "../routine/testing/desk.ts";
import { clockText } from "../time/clock-text.ts";
import { ticketClerk } from "./clerk.ts";
import { permittedDoors } from "./grants.ts";
import { ticketOf } from "./papers.ts";
import type { Ticket } from "./ticket.ts";

const site = siteA();
const KIOSK = "T-20250715-KIOSK-100500";
type Act = Extract<Ask, { readonly is: "ticket" }>["act"];

/** S09: the kiosk is out of service from Tuesday 2025-07-15 for more than a day. */
const play = (isRestarted: boolean) => {
  const desk = new Desk(ticketClerk, site, "2025-07-15 08:00", { isRestarted });
  const act = (moment: string, by: string, what: Act) =>
    desk.ask(moment, { is: "ticket", ticket: KIOSK, by, act: what });
  const down = raised(site, "2025-07-15 10:03", { fact: "kiosk-down", target: "KIOSK" });
  desk.tell("2025-07-15 10:03", [down]);
  const open: Ask = {
    is: "open-ticket",
    by: "M1",
    kind: "fault",
    target: "KIOSK",
    description: "黑屏，重启无效",
    isAffecting: true,
  };
  expect(desk.ask("2025-07-15 10:05", open)).toBe(undefined);
  return { desk, act, down };
};

const ticket = (desk: Desk): Ticket => {
  const paper = desk.kept.get(`ticket:${KIOSK}`);
  if (!paper) throw new Error("no ticket");
  return ticketOf(paper);
};

const clocks = (desk: Desk): readonly string[] =>
  ticket(desk).clocks.map(({ is, dueAt, doneAt }) => {
    const text = (moment: typeof dueAt) => clockText(moment, at("2025-07-15 12:00"), "Asia/Shanghai");
    const late = doneAt !== null && doneAt > dueAt ? ", late" : "";
    return `${is} due ${text(dueAt)}${doneAt === null ? "" : ` done ${text(doneAt)}${late}`}`;
  });

describe.each([false, true])(
  "a kiosk out of service for more than a day (restarted before every step: %s)",
  isRestarted => {
    test("as it goes, from the fault to the spare", () => {
      const { desk, act, down } = play(isRestarted);
      expect(ticket(desk).cause).toBe(down.alert.id);
      expect(clocks(desk)).toEqual(["sign due 10:18", "report due 10:35"]);
      const again: Ask = {
        is: "open-ticket",
        by: "E1",
        kind: "fault",
        target: "KIOSK",
        description: "?",
        isAffecting: false,
      };
      expect(desk.ask("2025-07-15 10:06", again)).toBe(
        `KIOSK has ticket ${KIOSK}, open since 10:05: add to that`,
      );
      expect(act("2025-07-15 10:07", "M1", { is: "sign", note: "已放牌" })).toBe(undefined);
      expect(act("2025-07-15 10:19", "F1", { is: "attempt", note: "换电源", isRepaired: false })).toBe(
        "it is repaired at once with the director's consent: ask the hall director for it first",
      );
      expect(act("2025-07-15 10:19", "M1", { is: "consent", note: "" })).toBe(
        "李娜 may not consent to a repair of one's own; ask the hall director or the superior department",
      );
      act("2025-07-15 10:20", "H1", { is: "consent", note: "同意自修" });
      act("2025-07-15 10:40", "F1", { is: "attempt", note: "换电源无效", isRepaired: false });
      expect(clocks(desk)).toEqual(["sign due 10:18 done 10:07", "report due 11:10"]);
      const report = {
        is: "report",
        note: "不能开机",
        department: "市公司",
        limit: at("2025-07-15 20:00"),
      } as const;
      expect(act("2025-07-15 10:59", "H1", { ...report, receiver: " " })).toBe(
        "a report names what is wrong, who took it, which department and the time limit: receiver missing",
      );
      expect(act("2025-07-15 11:00", "H1", { ...report, receiver: "何刚" })).toBe(undefined);
      expect(ticket(desk).state).toBe("reported");
      act("2025-07-15 11:10", "P1", { is: "reply", note: "当天修好", limit: at("2025-07-16 00:00") });
      expect(clocks(desk)).toEqual([
        "sign due 10:18 done 10:07",
        "report due 11:10 done 11:00",
        "limit due 07-16 00:00",
        "reply due 07-16 11:00 done 11:10",
        "same-day due 17:30",
      ]);
      const grant = {
        is: "grant",
        who: "维修员",
        doors: ["D4"],
        from: at("2025-07-15 12:30"),
        to: at("2025-07-15 14:00"),
      } as const;
      expect(act("2025-07-15 12:00", "F1", grant)).toBe(
        "赵磊 may not let anybody in for the repair; ask the duty manager or the hall director",
      );
      act("2025-07-15 12:00", "M1", grant);
      expect(
        ["12:29", "12:30", "13:00", "13:59", "14:00"].map(clock => [
          ...permittedDoors(desk.papers(), at(`2025-07-15 ${clock}`)),
        ]),
      ).toEqual([[], ["D4"], ["D4"], ["D4"], []]);
      expect(desk.affairs("2025-07-15 17:29")).toEqual([]);
      expect(desk.affairs("2025-07-15 17:30")).toEqual(["ticket-same-day: superior"]);
      act("2025-07-15 17:40", "M1", { is: "remove", note: "厂家带走", expectedDays: 3 });
      expect(ticket(desk).state).toBe("parked");
      expect(desk.world.services.get("KIOSK")).toMatchObject({ order: KIOSK, until: at("2025-07-19 17:40") });
      expect(desk.reminders.map(({ role, title }) => [role, title.en])).toEqual([
        ["superior", "Taken away for 3 days: a spare is needed"],
      ]);
      expect(desk.affairs("2025-07-16 17:39")).toEqual(["ticket-same-day: superior"]);
      expect(desk.affairs("2025-07-16 17:40")).toEqual([
        "ticket-same-day: superior",
        "ticket-spare: superior",
      ]);
      expect(act("2025-07-17 08:59", "P1", { is: "spare", note: "", target: "KIOSK" })).toBe(
        "KIOSK has not been heard from: nobody knows that it works",
      );
      hear(desk, "KIOSK.online", "online", "2025-07-17 09:00");
      expect(act("2025-07-17 09:00", "P1", { is: "spare", note: "备机", target: "KIOSK" })).toBe(undefined);
      expect(desk.world.services.has("KIOSK")).toBe(false);
      expect(clocks(desk).at(-1)).toBe("spare due 07-16 17:40 done 07-17 09:00, late");
      expect(act("2025-07-18 10:00", "H1", { is: "close", note: "厂家送回", cause: "主板损坏" })).toBe(
        undefined,
      );
      expect(desk.affairs("2025-07-18 10:01")).toEqual([]);
      expect(desk.papers()).toEqual([]);
      expect(clocks(desk)).toEqual([
        "sign due 10:18 done 10:07",
        "report due 11:10 done 11:00",
        "limit due 07-16 00:00 done 07-18 10:00, late",
        "reply due 07-16 11:00 done 11:10",
        "same-day due 17:30 done 07-18 10:00, late",
        "spare due 07-16 17:40 done 07-17 09:00, late",
      ]);
      expect(desk.entries.map(({ what, by }) => `${what} ${by}`)).toEqual([
        "opened 李娜",
        "sign-placed 李娜",
        "consented 陈静",
        "attempted 赵磊",
        "reported 陈静",
        "replied 何刚",
        "granted 李娜",
        "removed 李娜",
        "spare-linked 何刚",
        "closed 陈静",
      ]);
    });

    test("no sign within a quarter of an hour after the fault: the director hears of it", () => {
      const { desk, act } = play(isRestarted);
      expect(desk.affairs("2025-07-15 10:17")).toEqual([]);
      expect(desk.affairs("2025-07-15 10:18")).toEqual(["ticket-sign: hall-director"]);
      act("2025-07-15 10:30", "M1", { is: "sign", note: "" });
      expect(desk.affairs("2025-07-15 10:31")).toEqual([]);
      expect(clocks(desk)[0]).toBe("sign due 10:18 done 10:30, late");
      expect(desk.affairs("2025-07-15 10:35")).toEqual(["ticket-report: hall-director, superior"]);
    });

    test("the device is back: a person confirms it, the ticket does not close itself, and it may fail again", () => {
      const { desk, act, down } = play(isRestarted);
      act("2025-07-15 10:07", "M1", { is: "sign", note: "" });
      desk.tell("2025-07-15 10:30", clear(down.alert, null, [], at("2025-07-15 10:30"), "out-of-force"));
      expect(ticket(desk).state).toBe("open");
      desk.tell("2025-07-15 10:31", clear(down.alert, null, [], at("2025-07-15 10:31"), "condition-ended"));
      expect(ticket(desk).state).toBe("repaired");
      expect(desk.affairs("2025-07-15 10:36")).toEqual([]);
      desk.tell("2025-07-15 10:40", [
        raised(site, "2025-07-15 10:40", { fact: "kiosk-down", target: "KIOSK" }),
      ]);
      expect(ticket(desk).state).toBe("open");
      expect(desk.affairs("2025-07-15 10:41")).toEqual(["ticket-report: hall-director, superior"]);
      expect(desk.entries.map(({ what, by }) => `${what} ${by}`).slice(-2)).toEqual([
        "back null",
        "failed null",
      ]);
    });

    test("nobody replies: the director is reminded to chase, once a day, and a chase counts", () => {
      const { desk, act } = play(isRestarted);
      act("2025-07-15 11:00", "H1", {
        is: "report",
        note: "不能开机",
        receiver: "何刚",
        department: "市公司",
        limit: at("2025-07-30 20:00"),
      });
      desk.until("2025-07-18 10:59");
      act("2025-07-18 10:59", "H1", { is: "chase", note: "电话催办" });
      desk.until("2025-07-20 11:00");
      act("2025-07-20 12:00", "P1", { is: "reply", note: "下周一修" });
      desk.until("2025-07-25 11:00");
      expect(desk.reminders.map(({ key, role }) => `${role} ${key.split("/").at(-1)}`)).toEqual([
        "hall-director 2025-07-16T03:00:00.000Z",
        "hall-director 2025-07-17T03:00:00.000Z",
        "hall-director 2025-07-19T02:59:00.000Z",
        "hall-director 2025-07-20T02:59:00.000Z",
      ]);
    });
  },
);

test("what guards lives is not taken away by one person's word", () => {
  const desk = new Desk(ticketClerk, site, "2025-07-15 08:00");
  const panel = site.equipment.find(({ kind }) => kind === "alarm-panel")?.id ?? "";
  desk.ask("2025-07-15 09:00", {
    is: "open-ticket",
    by: "M1",
    kind: "fault",
    target: panel,
    description: "按键失灵",
    isAffecting: false,
  });
  const id = desk.papers()[0]?.id ?? "";
  const remove = {
    is: "ticket",
    ticket: id,
    by: "M1",
    act: { is: "remove", note: "带走", expectedDays: 1 },
  } as const;
  expect(desk.ask("2025-07-15 09:10", remove)).toMatch(/^it guards lives: two persons/);
  const outOfService = {
    order: "WO-1",
    by: "刘洋",
    second: "陈静",
    compensation: "保安值守",
    at: at("2025-07-15 09:20"),
    until: at("2025-07-17 09:20"),
  };
  desk.world.services.set(panel, outOfService);
  expect(desk.ask("2025-07-15 09:30", remove)).toBe(undefined);
  expect(
    desk.ask("2025-07-15 12:00", {
      is: "ticket",
      ticket: id,
      by: "H1",
      act: { is: "close", note: "", cause: "按键" },
    }),
  ).toBe(undefined);
  expect(desk.world.services.get(panel)).toEqual(outOfService);
});

const hear = (desk: Desk, point: string, word: string, moment: string): void => {
  const found = desk.site.points.find(({ id }) => id === point);
  if (!found) throw new Error(`no point ${point}`);
  const value = found.class.words?.indexOf(word) ?? -1;
  const signal = { point, state: "good", value, at: at(moment), since: at(moment) } as const;
  desk.world.signals.set(found.index, signal);
};

describe("the sign", () => {
  const fault: Ask = {
    is: "open-ticket",
    by: "M1",
    kind: "fault",
    target: "KIOSK",
    description: "黑屏",
    isAffecting: false,
  };
  const duty = { clauses: ["GA-1.2-7b"], when: { is: "event", edge: "begin", fact: "kiosk-down" } };
  const clocksAfter = (duties: readonly unknown[], fact: string | null) => {
    const desk = new Desk(ticketClerk, site, "2025-07-15 10:00", { duties: duties as never });
    if (fact) desk.tell("2025-07-15 10:03", [raised(site, "2025-07-15 10:03", { fact, target: "KIOSK" })]);
    desk.ask("2025-07-15 10:05", fault);
    return [...desk.kept.values()].flatMap(paper => ticketOf(paper).clocks.map(({ is }) => is));
  };
  test.each([
    ["is asked for by the ticket where no duty does", [], "kiosk-down", ["sign"]],
    ["is not asked for twice where a duty asks for it since the fault", [duty], "kiosk-down", []],
    ["is asked for by the ticket where no alert told the duty of the fault", [duty], null, ["sign"]],
    ["is asked for by the ticket where the duty is about another fault", [duty], "kiosk-fault", ["sign"]],
  ])("%s", (_name, duties, fact, expected) => expect(clocksAfter(duties, fact)).toEqual(expected));
});
