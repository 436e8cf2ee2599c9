import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Person, Site } from "../site/model.ts";
import type { DayHours } from "../time/calendar-plan.ts";
import { hallCalendar } from "../time/hall-calendar.ts";
import { after, type Instant, minutes } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import type { Command, Input, Outcome } from "./input.ts";
import type { EngineState } from "./state.ts";
import { at, hall, reading, rule } from "./testing/hall.ts";
import { bookOf, told } from "./testing/play.ts";

const people: readonly Person[] = [
  { id: "G1", name: "Guard", roles: ["guard"] },
  { id: "M1", name: "Manager", roles: ["duty-manager"] },
];

/** The test hall with days in its own site file. */
const siteWith = (dates: ReadonlyMap<string, DayHours>): Site => {
  const day = [
    { from: 8.5 * 60, to: 12 * 60 },
    { from: 14 * 60, to: 17.5 * 60 },
  ];
  return {
    ...hall({ L1: ["light-circuit", "hall", "power"], D1: ["door", "hall", "contact"] }),
    people,
    calendar: hallCalendar({
      timeZone: "Asia/Shanghai",
      holidays: "none",
      staffFrom: 7 * 60 + 50,
      week: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] },
      dates,
      seasons: new Map(),
    }),
  };
};

const PLAIN = siteWith(new Map());
const rules = [
  rule({
    id: "light",
    each: "light-circuit",
    inForce: ["closed"],
    hold: minutes(10),
    condition: "light.power >= 10",
  }),
  rule({
    id: "door",
    each: "door",
    inForce: [
      {
        from: { at: { is: "closing" }, offset: { sign: 1, length: minutes(15) } },
        to: { at: { is: "opening" }, offset: null },
      },
    ],
    condition: 'door.contact == "open"',
  }),
];

const engineOf = (site: Site, start: Instant, state: EngineState | null = null): Engine =>
  new Engine(site, { ...bookOf(site, rules), clerks: [] }, start, state);

const set = (clock: string, date: string, hours: DayHours | null, by = "M1", why = "typhoon"): Command => ({
  is: "set-day",
  date,
  hours,
  why,
  by,
  at: at(clock),
});

const lightOn = (site: Site, clock: string): Input => ({
  is: "readings",
  readings: [reading(site, "L1.power", 200, at(clock))],
  at: at(clock),
});

const found = ({ transitions }: Outcome): string[] =>
  told(transitions.filter(({ alert }) => alert.fact !== "blind"));

describe("a day is announced to be closed", () => {
  test("and the hall is closed at once, with all that follows from it", () => {
    const engine = engineOf(PLAIN, at("09:00"));
    engine.step(lightOn(PLAIN, "09:59"));
    const minutesFrom10 = Array.from({ length: 12 }, (_, minute) => `10:${String(minute).padStart(2, "0")}`);
    expect(engine.hours().phase).toBe("open");
    const announced = engine.step(set("10:00", "2025-07-08", []));
    expect(announced.deeds).toMatchObject([
      { is: "entry", kind: "day", paper: "2025-07-08", what: "announced", by: "Manager" },
    ]);
    expect([...announced.papers.values()]).toMatchObject([{ kind: "day", id: "2025-07-08", isOpen: true }]);
    expect(engine.hours()).toMatchObject({ phase: "closed", why: "typhoon" });
    expect(minutesFrom10.flatMap(clock => found(engine.step(lightOn(PLAIN, clock))))).toEqual([
      "10:10 raised light/L1",
    ]);
  });

  test("and opens after all when that is taken back", () => {
    const engine = engineOf(PLAIN, at("09:00"));
    engine.step(set("10:00", "2025-07-08", []));
    const back = engine.step(set("10:30", "2025-07-08", null));
    expect([...back.papers.values()]).toMatchObject([{ id: "2025-07-08", isOpen: false }]);
    expect(engine.hours().phase).toBe("open");
    expect(engine.papers("day")).toEqual([]);
  });

  test("and a gateway that starts again knows it from the beginning", () => {
    const before = engineOf(PLAIN, at("09:00"));
    before.step(set("10:00", "2025-07-09", []));
    const engine = engineOf(PLAIN, at("+1 09:00"), structuredClone(before.state()));
    expect(engine.hours().phase).toBe("closed");
    expect(engine.hall.calendar.dayOf("2025-07-09")).toMatchObject({ is: "closed", why: "typhoon" });
    expect(PLAIN.calendar.dayOf("2025-07-09").is).toBe("open");
  });
});

describe("a day is refused", () => {
  const engine = engineOf(PLAIN, at("09:00"));
  test.each<readonly [string, Command, string]>([
    ["of somebody who may not", set("10:00", "2025-07-09", [], "G1"), "Guard may not announce a day"],
    ["of a stranger", set("10:00", "2025-07-09", [], "Nobody"), "may not announce a day"],
    ["without a reason", set("10:00", "2025-07-09", [], "M1", " "), "say why"],
    ["that has passed", set("10:00", "2025-07-07", []), "2025-07-07 has passed"],
    ["that is none", set("10:00", "2025-02-30", []), "2025-02-30 is no date"],
    ["that is far away", set("10:00", "2027-07-09", []), "more than 400 days away"],
    ["of which nothing was announced", set("10:00", "2025-07-10", null), "nothing was announced"],
    [
      "with hours that overlap",
      set("10:00", "2025-07-09", [
        { from: 480, to: 600 },
        { from: 590, to: 700 },
      ]),
      "do not overlap",
    ],
    [
      "with hours that end first",
      set("10:00", "2025-07-09", [{ from: 600, to: 480 }]),
      "end after they began",
    ],
  ])("%s", (_name, command, why) => {
    const { refused, papers } = engine.step(command);
    expect([refused?.includes(why) ? why : refused, papers.size]).toEqual([why, 0]);
  });
});

test("whoever is told of a day goes on as if its site file had always had it from then on", () => {
  const hours = fc.constantFrom<DayHours>(
    [],
    [{ from: 600, to: 660 }],
    [{ from: 480, to: 1200 }],
    [{ from: 1320, to: 1560 }],
  );
  const when = fc.integer({ min: 0, max: 36 * 60 });
  fc.assert(
    fc.property(
      hours,
      fc.constantFrom(0, 1, 2),
      when,
      fc.array(fc.nat(3), { maxLength: 100 }),
      (own, days, minute, values) => {
        const start = at("00:00");
        const toldAt = after(start, minutes(minute));
        const date = `2025-07-${String(8 + Math.max(days, Math.floor(minute / 1440))).padStart(2, "0")}`;
        const other = siteWith(new Map([[date, own]]));
        const engine = engineOf(PLAIN, start);
        const first = inputs(values).filter(input => input.at < toldAt);
        for (const input of first) engine.step(input);
        engine.step({ is: "tick", at: toldAt });
        const filed = engineOf(other, toldAt, structuredClone(engine.state()));
        const seen = [found(engine.step({ ...set("00:00", date, own), at: toldAt }))];
        const wanted = [found(filed.step({ is: "tick", at: toldAt }))];
        for (const input of inputs(values).filter(each => each.at > toldAt)) {
          seen.push(found(engine.step(input)));
          wanted.push(found(filed.step(input)));
          expect(spanOf(engine)).toEqual(spanOf(filed));
        }
        expect(seen.flat()).toEqual(wanted.flat());
      },
    ),
    { numRuns: 25, seed: 20250708 },
  );
});

/** Half-hourly readings of both things over two days. */
const inputs = (values: readonly number[]): readonly Input[] =>
  Array.from({ length: 100 }, (_, index): Input => {
    const when = after(at("00:07"), minutes(index * 30));
    const value = values[index] ?? 0;
    return {
      is: "readings",
      at: when,
      readings: [
        reading(PLAIN, "L1.power", value % 2 === 0 ? 0 : 200, when),
        reading(PLAIN, "D1.contact", value < 2 ? "closed" : "open", when),
      ],
    };
  });

const spanOf = (engine: Engine): unknown => {
  const { why: _, ...span } = engine.hours();
  return span;
};
