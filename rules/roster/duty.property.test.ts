import fc from "fast-check";
import { expect, test } from "vitest";
import type { Person, Role } from "../site/model.ts";
import type { Absence, Roster, Shift } from "../site/roster.ts";
import { hallCalendar } from "../time/hall-calendar.ts";
import { type Instant, instant, minutes } from "../time/instant.ts";
import { isAbsent, isAway, onDuty } from "./duty.ts";
import { gaps, wholeDate } from "./gaps.ts";
import { rosterNow, type Said, sayAbsent, sayPresent } from "./live.ts";
import { dutySpans } from "./spans.ts";

const ROLES: readonly Role[] = ["guard", "duty-manager", "hall-director"];
const people: readonly Person[] = [
  { id: "G1", name: "王伟", roles: ["guard"] },
  { id: "M1", name: "李娜", roles: ["duty-manager"] },
  { id: "M2", name: "张敏", roles: ["duty-manager", "guard"] },
];
/** Berlin: the night of 2025-03-30 has 23 hours, that of 2025-10-26 has 25. */
const DAYS = [Date.UTC(2025, 2, 29), Date.UTC(2025, 9, 25), Date.UTC(2025, 6, 8)] as const;
const QUARTER = minutes(15);
const SPAN = 3 * 24 * 4;

const stretch = fc
  .tuple(fc.nat(SPAN), fc.integer({ min: 1, max: 80 }))
  .map(([start, length]) => ({ start, end: start + length }));
const someone = fc.constantFrom(...people);
const plan = fc.record({
  day: fc.constantFrom(...DAYS),
  shifts: fc.array(fc.tuple(someone, stretch), { maxLength: 6 }),
  absences: fc.array(fc.tuple(someone, stretch), { maxLength: 4 }),
});
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

const moment = (day: number, quarter: number): Instant => instant(day + quarter * QUARTER);
const rosterOf = ({ day, shifts, absences }: Plan): Roster => ({
  shifts: shifts.flatMap(([{ id, roles }, { start, end }]) =>
    roles.map((role): Shift => ({ person: id, role, from: moment(day, start), to: moment(day, end) })),
  ),
  absences: absences.map(
    ([{ id }, { start, end }]): Absence => ({
      person: id,
      from: moment(day, start),
      to: moment(day, end),
      why: "",
    }),
  ),
});

test("at every moment those are on duty who have a shift or whose role has none, without those who are away", () => {
  let seen = 0;
  fc.assert(
    fc.property(plan, given => {
      const roster = rosterOf(given);
      for (let quarter = 0; quarter < SPAN; quarter += 3) {
        const at = moment(given.day, quarter);
        const covers = ({ from, to }: { from: number; to: number }) => from <= at && at < to;
        const away = new Set(roster.absences.filter(covers).map(({ person }) => person));
        for (const role of ROLES) {
          const shifts = roster.shifts.filter(shift => shift.role === role);
          const on = new Set(
            shifts.length === 0
              ? people.map(({ id }) => id)
              : shifts.filter(covers).map(({ person }) => person),
          );
          const expected = people
            .filter(({ roles }) => roles.includes(role))
            .map(({ id }) => id)
            .filter(id => on.has(id) && !away.has(id));
          expect(onDuty({ people }, roster, role, at).map(({ id }) => id)).toEqual(expected);
          expect(isAway({ people }, roster, role, at)).toBe(
            expected.length === 0 && role !== "hall-director",
          );
          seen += expected.length;
        }
      }
    }),
    { numRuns: 150, seed: 3 },
  );
  expect(seen).toBeGreaterThan(1_000);
});

test("the stretches with somebody on duty are those moments at which somebody is", () => {
  fc.assert(
    fc.property(plan, given => {
      const roster = rosterOf(given);
      const within = { from: moment(given.day, 8), to: moment(given.day, SPAN - 8) };
      for (const role of ROLES) {
        const spans = dutySpans({ people }, roster, role, within);
        for (let quarter = 8; quarter < SPAN - 8; quarter++) {
          const at = moment(given.day, quarter);
          const isIn = spans.some(({ from, to }) => from <= at && at < to);
          expect(isIn).toBe(onDuty({ people }, roster, role, at).length > 0);
        }
      }
    }),
    { numRuns: 150, seed: 4 },
  );
});

test("a closed day has a gap exactly when nobody is on duty at any moment of it, also where it has 23 or 25 hours", () => {
  const closed = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } as const;
  const calendar = hallCalendar({
    timeZone: "Europe/Berlin",
    holidays: "none",
    staffFrom: null,
    week: closed,
    dates: new Map(),
    seasons: new Map(),
  });
  const found = { gap: 0, none: 0 };
  fc.assert(
    fc.property(plan, given => {
      const roster = rosterOf(given);
      const date = calendar.dateAt(moment(given.day, 100));
      const { from, to } = wholeDate("Europe/Berlin", date);
      const isGap = gaps({ people, calendar }, roster, "duty-manager", { from: date, days: 1 }).length === 1;
      let isCovered = false;
      for (let at = from; at < to; at = instant(at + QUARTER))
        isCovered ||= onDuty({ people }, roster, "duty-manager", at).length > 0;
      expect(isGap).toBe(!isCovered);
      found[isGap ? "gap" : "none"]++;
    }),
    { numRuns: 200, seed: 5 },
  );
  expect(Math.min(found.gap, found.none)).toBeGreaterThan(10);
});

test("what people say of absences wins over the site file from then on, and what was said last over what was said before", () => {
  const step = fc.record({ wait: fc.nat(20), isAbsent: fc.boolean(), span: stretch });
  fc.assert(
    fc.property(plan, fc.array(step, { maxLength: 6 }), (given, steps) => {
      const roster = rosterOf(given);
      /** For each quarter whether M1 is away, by hand. */
      const away = Array.from({ length: 2 * SPAN }, (_, quarter) =>
        isAbsent(roster, "M1", moment(given.day, quarter)),
      );
      let said: readonly Said[] = [];
      let now = 0;
      for (const { wait, isAbsent: isSaid, span } of steps) {
        now += wait;
        const at = moment(given.day, now);
        const current = rosterNow(roster, new Map([["M1", said]]));
        if (isSaid) {
          const [start, end] = [now + span.start, now + span.end];
          said = sayAbsent(
            said,
            { from: moment(given.day, start), to: moment(given.day, end), why: "x" },
            at,
          );
          away.fill(true, start, end);
        } else {
          const own = current.absences.filter(({ person }) => person === "M1");
          const next = sayPresent(said, own, at);
          const isRunning = away[now] === true;
          expect(next === null).toBe(!away.slice(now).includes(true));
          if (next === null) continue;
          said = next;
          // The absences that run now end, whole; those of the future go only where none runs.
          const ended = own.filter(({ from, to }) => to > at && (!isRunning || from <= at));
          for (const { from, to } of ended)
            away.fill(false, Math.max(now, (from - given.day) / QUARTER), (to - given.day) / QUARTER);
        }
      }
      const end = rosterNow(roster, new Map([["M1", said]]));
      for (let quarter = now; quarter < 2 * SPAN; quarter++)
        expect(isAbsent(end, "M1", moment(given.day, quarter))).toBe(away[quarter]);
    }),
    { numRuns: 400, seed: 6 },
  );
});
