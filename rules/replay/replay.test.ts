import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Engine } from "../engine/engine.ts";
import type { Outcome } from "../engine/input.ts";
import { rulebook } from "../engine/rulebook.ts";
import { at, failure, hall, reading, rule } from "../engine/testing/hall.ts";
import { QUALITIES } from "../reading/columns.ts";
import type { Reading } from "../reading/reading.ts";
import { after, type Instant, millis, minutes, seconds } from "../time/instant.ts";
import { alertLog } from "./alert-log.ts";
import { type ReplayPlan, replay } from "./replay.ts";
import { columnsOf } from "./testing/columns.ts";
import { unheard } from "./unheard.ts";

const site = hall(
  { D1: ["door", "hall", "contact", "lock"], L1: ["light-circuit", "hall", "power"] },
  { hall: ["occupancy"] },
);
const rules = [
  rule({
    id: "door",
    each: "door",
    condition: 'door.lock != "locked"',
    inForce: ["closed"],
    hold: minutes(15),
    priority: 2,
    tell: ["guard", "duty-manager"],
  }),
  rule({
    id: "light",
    each: "light-circuit",
    condition: "light.power >= 10",
    hold: minutes(2),
    gap: "reset",
  }),
];
const book = rulebook(site, [{ name: "t", title: { zh: "", en: "" }, settings: {}, rules }]);
const plan = (changes: Partial<ReplayPlan> = {}): ReplayPlan => ({
  site,
  book,
  since: at("17:00"),
  from: at("17:00"),
  to: at("+1 08:00"),
  acknowledgeAfter: minutes(5),
  shifts: [8 * 60, 20 * 60],
  ...changes,
});

/** The same value every four minutes, from one moment to another. */
const steady = (point: string, value: number | string, from: string, to: string): Reading[] => {
  const readings: Reading[] = [];
  for (let now = at(from); now < at(to); now = after(now, minutes(4)))
    readings.push(reading(site, point, value, now));
  return readings;
};
const inOrder = (...all: readonly Reading[][]): Reading[] => all.flat().sort((a, b) => a.at - b.at);

describe("a replay", () => {
  test("finds what the rules would have found, with times, clauses, and who was told", () => {
    const run = replay(plan());
    run.take(
      columnsOf(
        inOrder(
          steady("D1.lock", "locked", "17:00", "18:00"),
          steady("D1.lock", "unlocked", "18:00", "19:00"),
          steady("D1.lock", "locked", "19:00", "+1 08:00"),
        ),
      ),
    );
    const { alerts, rules, load, cut, neverHeard } = run.end();
    const door = alerts.filter(({ fact }) => fact === "door");
    expect(door).toEqual([
      expect.objectContaining({
        target: "D1",
        clauses: ["DOOR"],
        rules: ["door"],
        priority: 2,
        openedAt: at("18:15"),
        clearedAt: at("19:00"),
        condition: "clear",
        occurrences: 1,
        tellings: [
          { role: "guard", at: at("18:15"), why: "found" },
          { role: "duty-manager", at: at("18:15"), why: "found" },
        ],
      }),
    ]);
    expect(rules.find(({ rule }) => rule === "door")).toEqual({
      rule: "door",
      times: 1,
      weeks: { "2025-W28": 1 },
    });
    expect(load.shifts.map(({ name }) => name)).toEqual(["2025-07-08 08:00", "2025-07-08 20:00"]);
    expect(load.roles.get("guard")).toEqual([
      { told: 1, urgent: 1, escalated: 0 },
      { told: 0, urgent: 0, escalated: 0 },
    ]);
    expect(cut).toBe(0);
    expect(neverHeard).toEqual(["hall.occupancy", "D1.contact", "L1.power"]);
  });

  test("reports only what was asked for, by rule, target and zone, though all is judged", () => {
    const found = (choice: Partial<NonNullable<ReplayPlan["choice"]>>) => {
      const run = replay(plan({ choice: { rules: [], targets: [], zones: [], ...choice } }));
      run.take(
        columnsOf(
          inOrder(
            steady("D1.lock", "unlocked", "17:00", "19:00"),
            steady("D1.lock", "locked", "19:00", "+1 08:00"),
            steady("L1.power", 200, "17:00", "+1 08:00"),
          ),
        ),
      );
      const { alerts, rules, load } = run.end();
      return [alerts.map(({ fact }) => fact), rules.map(({ rule }) => rule), load.roles.has("guard")];
    };
    expect(found({})).toEqual([["light", "door"], ["door", "light"], true]);
    expect(found({ rules: ["door"] })).toEqual([["door"], ["door"], true]);
    expect(found({ targets: ["L1"] })).toEqual([["light"], ["light"], false]);
    expect(found({ zones: ["elsewhere"] })).toEqual([[], [], false]);
  });

  test("treats a gap as silence: what was found stays, and nobody can tell any more", () => {
    const run = replay(plan({ to: at("23:00") }));
    run.take(columnsOf(steady("D1.lock", "unlocked", "17:00", "18:00")));
    const { alerts } = run.end();
    expect(alerts.find(({ fact }) => fact === "door")).toMatchObject({
      openedAt: at("17:45"),
      clearedAt: null,
      condition: "unknown",
    });
    expect(alerts.some(({ fact }) => fact === "blind")).toBe(true);
  });

  test("claims no blindness about a point before its recording begins, nor about one that was never recorded", () => {
    const run = replay(plan({ since: at("09:00"), from: at("12:00"), to: at("20:00") }));
    run.take(columnsOf(inOrder(steady("D1.lock", "locked", "15:00", "20:00"))));
    const { alerts, rules: counts, neverHeard } = run.end();
    expect([alerts, counts]).toEqual([[], []]);
    expect(neverHeard).toContain("L1.power");
  });

  test("a gap inside the recording of a point is silence, also within the warm-up", () => {
    const blindness = (since: string, from: string) => {
      const run = replay(plan({ since: at(since), from: at(from), to: at("20:00") }));
      const readings = inOrder(
        steady("L1.power", 0, "09:00", "10:00"),
        steady("L1.power", 0, "14:00", "16:00"),
        steady("L1.power", 0, "18:00", "20:00"),
      );
      run.take(columnsOf(readings.filter(({ at: moment }) => moment >= at(since))));
      return run
        .end()
        .alerts.map(({ fact, target, openedAt, clearedAt }) => [fact, target, openedAt, clearedAt]);
    };
    const [last, limit] = [at("15:56"), site.points.find(({ id }) => id === "L1.power")?.staleAfter ?? 0];
    const second = ["blind", "mqtt:L1", last + limit + minutes(1), at("18:00")];
    const first = ["blind", "mqtt:L1", at("09:56") + limit + minutes(1), at("14:00")];
    expect(blindness("10:30", "13:00")).toEqual([second]);
    expect(blindness("09:00", "13:00")).toEqual([first, second]);
  });

  test("does not take a point that was never recorded for one that has been silent for ever", () => {
    const aged = rulebook(site, [
      {
        name: "t",
        title: { zh: "", en: "" },
        settings: {},
        rules: [
          rule({ id: "not-seen", each: "door", condition: 'age(door.contact) > "30 min"' }),
          rule({ id: "silent", each: "door", condition: "silent(door.contact)" }),
        ],
      },
    ]);
    const found = (readings: readonly Reading[]) => {
      const run = replay(plan({ book: aged, since: at("09:00"), from: at("09:00"), to: at("20:00") }));
      run.take(columnsOf(readings));
      return run.end().alerts.map(({ fact, openedAt }) => [fact, openedAt]);
    };
    expect(found([])).toEqual([]);
    const { staleAfter } = site.points.find(({ id }) => id === "D1.contact") ?? { staleAfter: 0 };
    const heard = at("14:00");
    expect(found([reading(site, "D1.contact", "closed", heard)])).toEqual(
      [
        ["silent", heard + staleAfter],
        ["not-seen", heard + minutes(30) + 1],
      ].sort(([, a], [, b]) => Number(a) - Number(b)),
    );
  });

  test("honours bad quality: a failed lock is not a locked one", () => {
    const run = replay(plan({ to: at("23:00") }));
    const failing = steady("D1.lock", "unlocked", "18:20", "23:00").map(({ at: moment }) =>
      failure(site, "D1.lock", moment),
    );
    run.take(columnsOf(inOrder(steady("D1.lock", "unlocked", "17:00", "18:20"), failing)));
    const { alerts } = run.end();
    expect(alerts.find(({ fact }) => fact === "door")).toMatchObject({
      clearedAt: null,
      condition: "unknown",
    });
  });

  test("knows signals and alerts from before it begins, and reports them without counting them again", () => {
    const run = replay(plan({ since: at("17:00"), from: at("18:00"), to: at("20:00") }));
    run.take(
      columnsOf(
        inOrder(
          steady("D1.lock", "unlocked", "17:00", "18:30"),
          steady("D1.lock", "locked", "18:30", "20:00"),
          steady("L1.power", 200, "17:00", "17:30"),
          steady("L1.power", 0, "17:30", "20:00"),
        ),
      ),
    );
    const { alerts, rules } = run.end();
    expect(alerts.filter(({ fact }) => fact !== "blind")).toEqual([
      expect.objectContaining({ fact: "door", openedAt: at("17:45"), clearedAt: at("18:30"), tellings: [] }),
    ]);
    expect(rules.filter(({ rule }) => rule !== "blind")).toEqual([]);
  });

  test("counts a fact that comes back before anybody acknowledged it as one alert that was found twice", () => {
    const flapping = inOrder(
      steady("L1.power", 200, "17:00", "17:08"),
      steady("L1.power", 0, "17:08", "17:12"),
      steady("L1.power", 200, "17:12", "18:00"),
      steady("L1.power", 0, "18:00", "20:00"),
    );
    const occurrences = (acknowledgeAfter: ReplayPlan["acknowledgeAfter"]) => {
      const run = replay(plan({ to: at("20:00"), acknowledgeAfter }));
      run.take(columnsOf(flapping));
      const { alerts, rules } = run.end();
      const light = alerts.filter(({ fact }) => fact === "light");
      return [light.map(each => each.occurrences), rules.find(({ rule }) => rule === "light")?.times];
    };
    expect(occurrences(minutes(30))).toEqual([[2], 2]);
    expect(occurrences(null)).toEqual([[2], 2]);
    expect(occurrences(minutes(1))).toEqual([[1, 1], 2]);
  });
});

const histories = fc
  .array(
    fc.record({
      point: fc.nat(site.points.length - 1),
      value: fc.constantFrom(0, 1, 20),
      wait: fc.constantFrom(0, 0, 1, 40, 400, 1_500),
      quality: fc.constantFrom(0, 0, 0, 0, 0, 2),
    }),
    { maxLength: 80 },
  )
  .map(steps => {
    let now: Instant = at("17:00");
    return steps.map(({ point, value, wait, quality }): Reading => {
      now = after(now, seconds(wait));
      const word = QUALITIES[quality] ?? "bad";
      return {
        point,
        value: word === "bad" ? Number.NaN : value % 20,
        at: now,
        receivedAt: now,
        quality: word,
      };
    });
  });

/** The slow way: every reading by itself, every second looked at, acknowledged when its time has come. */
const slowly = ({ since, to, acknowledgeAfter }: ReplayPlan, readings: readonly Reading[]) => {
  const engine = new Engine(site, book, since, unheard({ site, book, since }));
  const due = new Map<string, Instant>();
  const log = alertLog(since, { found: () => {}, told: () => {} });
  let next = 0;
  for (let now = since; now <= to; now = after(now, seconds(1))) {
    const steps: (() => Outcome)[] = [];
    for (const [alert, when] of due)
      if (when <= now) {
        steps.push(() => engine.step({ is: "acknowledge", alert, by: "replay", note: "", at: when }));
        due.delete(alert);
      }
    steps.push(() => engine.step({ is: "tick", at: now }));
    for (let reading = readings[next]; reading && reading.at <= now; reading = readings[++next]) {
      const one = reading;
      steps.push(() => engine.step({ is: "readings", readings: [one], at: one.at }));
    }
    for (const step of steps) {
      const { transitions } = step();
      log.take(transitions);
      for (const { event } of transitions)
        if (acknowledgeAfter !== null && (event.is === "raised" || event.is === "returned"))
          due.set(event.alert, after(event.at, millis(acknowledgeAfter - 1)));
    }
  }
  return log.alerts();
};

test("in chunks of any size it finds what one reading after the other would", () => {
  let found = 0;
  fc.assert(
    fc.property(
      histories,
      fc.integer({ min: 1, max: 30 }),
      fc.constantFrom(60, 300, null),
      (all, size, patience) => {
        const whole = plan({
          to: at("20:00"),
          acknowledgeAfter: patience === null ? null : seconds(patience),
        });
        const readings = all.filter(each => each.at < whole.to);
        const run = replay(whole);
        for (let first = 0; first < readings.length; first += size)
          run.take(columnsOf(readings.slice(first, first + size)));
        const { alerts } = run.end();
        found += alerts.length;
        expect(alerts).toEqual(slowly(whole, readings));
      },
    ),
    { seed: 5, numRuns: 90 },
  );
  expect(found).toBeGreaterThan(100);
}, 60_000);
