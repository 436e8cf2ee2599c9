import fc from "fast-check";
import { expect, test } from "vitest";
import { clear } from "../alert/life.ts";
import { raised } from "../routine/testing/alerts.ts";
import { type Ask, at, Desk, siteA } from "../routine/testing/desk.ts";
import { clockStamp } from "../time/clock-text.ts";
import { instant } from "../time/instant.ts";
import { ticketClerk } from "./clerk.ts";
import { ticketOf } from "./papers.ts";
import type { TicketClock } from "./ticket.ts";

const site = siteA();
const HOUR = 3_600_000;
const FROM = at("2025-07-17 09:00");
type Act = Extract<Ask, { readonly is: "ticket" }>["act"];

const limit = fc.integer({ min: 1, max: 200 });
type Made = (now: number) => Act;
const act: fc.Arbitrary<Made> = fc.oneof(
  fc.constantFrom("note", "consent", "sign", "chase", "contacted", "answered", "revisited").map(
    (is): Made =>
      () =>
        ({ is, note: "x" }) as Act,
  ),
  fc.boolean().map(
    (isRepaired): Made =>
      () => ({ is: "attempt", note: "x", isRepaired }),
  ),
  limit.map(
    (hours): Made =>
      now => ({
        is: "report",
        note: "x",
        receiver: "x",
        department: "x",
        limit: instant(now + hours * HOUR),
      }),
  ),
  limit.map(
    (hours): Made =>
      now => ({ is: "reply", note: "x", limit: instant(now + hours * HOUR) }),
  ),
  fc.constant<Made>(() => ({ is: "reply", note: "x" })),
  fc.integer({ min: 0, max: 5 }).map(
    (expectedDays): Made =>
      () => ({ is: "remove", note: "x", expectedDays }),
  ),
  limit.map(
    (hours): Made =>
      now => ({ is: "extend", note: "x", until: instant(now + hours * HOUR) }),
  ),
  fc.constant<Made>(() => ({ is: "close", note: "x", cause: "x" })),
);
const step = fc.record({
  hours: fc.integer({ min: 0, max: 40 }),
  by: fc.constantFrom("M1", "H1", "P1", "F1"),
  does: fc.oneof(
    { weight: 8, arbitrary: act.map(made => ({ is: "act", made }) as const) },
    { weight: 1, arbitrary: fc.constantFrom({ is: "back" } as const, { is: "failed" } as const) },
    { weight: 1, arbitrary: fc.integer({ min: -3, max: 3 }).map(hours => ({ is: "moved", hours }) as const) },
  ),
});

const wall = (moment: number): string => {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/.exec(clockStamp(instant(moment), "Asia/Shanghai")) ?? [];
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
};
const isLate = ({ dueAt, doneAt }: TicketClock, now: number): boolean => (doneAt ?? now) > dueAt;

test("whatever people do, no clock ever disappears and none that was late is in time again; a restart changes nothing", () => {
  const kinds = fc.record({ isComplaint: fc.boolean(), isMajor: fc.boolean(), isAffecting: fc.boolean() });
  let late = 0;
  fc.assert(
    fc.property(kinds, fc.array(step, { maxLength: 12 }), ({ isComplaint, ...more }, steps) => {
      const down = raised(site, "2025-07-17 08:58", { fact: "kiosk-down", target: "KIOSK" });
      const desks = [false, true].map(
        isRestarted => new Desk(ticketClerk, site, wall(FROM), { isRestarted }),
      );
      const kind = isComplaint ? "complaint" : "fault";
      for (const desk of desks) {
        desk.tell(wall(FROM), [down]);
        desk.ask(wall(FROM), {
          is: "open-ticket",
          by: "M1",
          kind,
          target: "KIOSK",
          description: "x",
          ...more,
        });
      }
      let now: number = FROM;
      let before: readonly TicketClock[] = [];
      for (const { hours, by, does } of steps) {
        now += hours * HOUR;
        for (const desk of desks) perform(desk, now, by, does, down);
        if (does.is === "moved") now += does.hours * HOUR;
        const [clocks = [], again] = desks.map(clocksOf);
        expect(again).toEqual(clocks);
        expect(clocks.length).toBeGreaterThanOrEqual(before.length);
        // A moved clock shifts moments to come; what was over is over by as much as before.
        if (does.is !== "moved")
          for (const [index, each] of before.entries()) {
            expect(clocks[index]?.is).toBe(each.is);
            if (!isLate(each, now - hours * HOUR)) continue;
            late += 1;
            expect(clocks[index]).toMatchObject({ dueAt: each.dueAt });
            expect(isLate(clocks[index] as TicketClock, now)).toBe(true);
          }
        before = clocks;
      }
      expect(desks[1]?.reminders).toEqual(desks[0]?.reminders);
      expect(desks[1]?.entries).toEqual(desks[0]?.entries);
    }),
    { numRuns: 150, seed: 5 },
  );
  expect(late).toBeGreaterThan(300);
});

const clocksOf = (desk: Desk): readonly TicketClock[] =>
  [...desk.kept.values()].flatMap(paper => ticketOf(paper).clocks);

type Does =
  | { readonly is: "act"; readonly made: Made }
  | { readonly is: "back" | "failed" }
  | { readonly is: "moved"; readonly hours: number };

const perform = (desk: Desk, now: number, by: string, does: Does, down: ReturnType<typeof raised>): void => {
  const text = wall(now);
  switch (does.is) {
    case "act": {
      const ticket = [...desk.kept.values()][0]?.id ?? "";
      desk.ask(text, { is: "ticket", ticket, by, act: does.made(now) });
      return;
    }
    case "back":
      desk.tell(text, clear(down.alert, null, [], instant(now), "condition-ended"));
      return;
    case "failed":
      desk.tell(text, [raised(site, text, { fact: "kiosk-down", target: "KIOSK" })]);
      return;
    case "moved":
      desk.until(text);
      desk.move(does.hours * HOUR);
      return;
    default:
      does satisfies never;
  }
};
