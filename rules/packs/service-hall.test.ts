import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Engine } from "../engine/engine.ts";
import { rulebook } from "../engine/rulebook.ts";
import { at, reading } from "../engine/testing/hall.ts";
import { parsePack } from "../language/pack.ts";
import { parseSite } from "../site/parse.ts";
import { type Instant, minutes } from "../time/instant.ts";

// The pack as it ships, judged in the demo hall as it ships, on Tuesday 2025-07-08.
const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const parsedPack = parsePack(read("./service-hall.yaml"), "service-hall.yaml");
const parsedSite = parseSite(read("../../simulators/halls/service-hall.yaml"), "service-hall.yaml");
if (parsedPack.is === "refused" || parsedSite.is === "refused")
  throw new Error("the demo hall does not load");
const { site } = parsedSite;
const book = rulebook(site, [parsedPack.pack]);

type Values = Readonly<Record<string, number | string>>;

/** All that the rules of these tests look at, as it is on a good day. */
const calm: Values = {
  "O1.temperature": 27,
  "AC-hall.mode": "off",
  "AC-hall.setpoint": 26,
  "AC-off1.mode": "off",
  "AC-off1.setpoint": 26,
  "AC-off2.mode": "off",
  "AC-off2.setpoint": 26,
  "hall.occupancy": 3,
  "off1.occupancy": 1,
  "off2.occupancy": 1,
  "L-hall.power": 0,
  "L-off1.power": 0,
  "L-off2a.power": 0,
  "L-off2b.power": 0,
  "D1.contact": "closed",
  "D1.lock": "locked",
  "D2.contact": "closed",
  "D2.lock": "locked",
  "D3.contact": "closed",
  "D3.lock": "locked",
  "D4.contact": "closed",
  "D4.lock": "locked",
  "D5.contact": "closed",
  "D5.lock": "locked",
  "X1.pressure": "normal",
  "X2.pressure": "normal",
  "X3.pressure": "normal",
};

/**
 * Plays a day: from each moment of the story on these values differ, and everything is heard again every two minutes.
 * Returns what was told about the named facts, as `12:08 raised light-on/L-off1`.
 */
const day = (
  facts: readonly string[],
  from: string,
  to: string,
  story: Readonly<Record<string, Values>>,
): string[] => {
  const engine = new Engine(site, book, at(from));
  const changes = Object.entries(story).map(([clock, values]) => [at(clock), values] as const);
  const rounds: Instant[] = [];
  for (let round: number = at(from); round <= at(to); round += minutes(2)) rounds.push(round as Instant);
  const moments = [...new Set([...rounds, ...changes.map(([when]) => when)])].toSorted((a, b) => a - b);
  let now: Values = calm;
  return moments.flatMap(when => {
    now = Object.assign(
      {},
      now,
      ...changes.filter(([change]) => change === when).map(([, values]) => values),
    );
    const readings = Object.entries(now).map(([point, value]) => reading(site, point, value, when));
    return engine
      .step({ is: "readings", readings, at: when })
      .transitions.filter(({ alert }) => facts.includes(alert.fact))
      .map(({ event, alert }) => {
        const clock = new Date(event.at + 8 * 3_600_000).toISOString().slice(11, 16);
        return `${clock} ${event.is} ${alert.fact}/${alert.target}${event.clause ? ` ${event.clause}` : ""}`;
      });
  });
};

describe("cooling in summer (GA-1.2-15)", () => {
  const hot: Values = { "O1.temperature": 29, "AC-hall.mode": "cool", "AC-hall.setpoint": 24 };
  const setpoint = ["setpoint-too-low"];

  test("set to 24 °C while it is 29 °C outside is found after ten minutes, and over as soon as it is set to 26", () => {
    expect(day(setpoint, "09:50", "10:40", { "10:00": hot, "10:25": { "AC-hall.setpoint": 26 } })).toEqual([
      "10:10 raised setpoint-too-low/AC-hall",
      "10:25 cleared setpoint-too-low/AC-hall",
    ]);
  });

  test("set to exactly 26 °C is right, and 27 too", () => {
    expect(
      day(setpoint, "09:50", "10:40", {
        "10:00": { ...hot, "AC-hall.setpoint": 26 },
        "10:20": { "AC-hall.setpoint": 27 },
      }),
    ).toEqual([]);
  });

  test("is nobody's business at exactly 28 °C outside: the text says above", () => {
    expect(day(setpoint, "09:50", "10:40", { "10:00": { ...hot, "O1.temperature": 28 } })).toEqual([]);
  });

  test("once found is not over by a breath of cooler air: half a degree below 28 ends it", () => {
    const flutter = {
      "10:00": hot,
      "10:20": { "O1.temperature": 27.9 },
      "10:30": { "O1.temperature": 27.5 },
    };
    expect(day(setpoint, "09:50", "10:40", flutter)).toEqual([
      "10:10 raised setpoint-too-low/AC-hall",
      "10:30 cleared setpoint-too-low/AC-hall",
    ]);
  });

  test("that only heats or ventilates is never found", () => {
    expect(day(setpoint, "09:50", "10:40", { "10:00": { ...hot, "AC-hall.mode": "fan" } })).toEqual([]);
  });
});

describe("lights (TY-2.2-1, GA-1.3-5b)", () => {
  const lights = ["light-on"];

  test("on in an empty office at lunch are found after five minutes; the occupied office next door is not", () => {
    const lunch = {
      "11:58": { "L-off1.power": 200, "L-off2a.power": 100 },
      "12:03": { "off1.occupancy": 0 },
      "12:20": { "L-off1.power": 0 },
      "13:30": { "L-off2a.power": 0 },
    };
    expect(day(lights, "11:50", "14:40", lunch)).toEqual([
      "12:08 raised light-on/L-off1",
      "12:20 cleared light-on/L-off1",
    ]);
  });

  test("in the evening: the empty hall after five minutes, any light after fifteen, one alert for both", () => {
    const evening = {
      "17:20": { "L-hall.power": 1200, "L-off2a.power": 100, "hall.occupancy": 0 },
      "17:50": { "L-hall.power": 0 },
    };
    expect(day(lights, "17:10", "18:00", evening)).toEqual([
      "17:35 raised light-on/L-hall",
      "17:45 joined light-on/L-hall GA-1.3-5b",
      "17:45 raised light-on/L-off2a",
      "17:50 left light-on/L-hall TY-2.2-1",
      "17:50 cleared light-on/L-hall",
    ]);
  });

  test("that draw 9.9 W are off, and at 10 W they are on", () => {
    expect(day(lights, "17:10", "18:00", { "17:20": { "L-hall.power": 9.9, "L-off1.power": 10 } })).toEqual([
      "17:45 raised light-on/L-off1",
    ]);
  });
});

describe("doors after closing (GA-5.3-8b)", () => {
  const doors = ["door-not-secured"];

  test("unlocked are found fifteen minutes after closing, not a minute earlier", () => {
    expect(
      day(doors, "17:20", "17:56", { "17:22": { "D3.lock": "unlocked" }, "17:52": { "D3.lock": "locked" } }),
    ).toEqual(["17:45 raised door-not-secured/D3", "17:52 cleared door-not-secured/D3"]);
  });

  test("locked in the air (bolt out, door open) are not secured", () => {
    expect(day(doors, "17:20", "17:56", { "17:22": { "D2.contact": "open" } })).toEqual([
      "17:45 raised door-not-secured/D2",
    ]);
  });

  test("that are opened later in the evening are found after fifteen minutes", () => {
    expect(day(doors, "17:20", "18:40", { "18:20": { "D2.lock": "unlocked" } })).toEqual([
      "18:35 raised door-not-secured/D2",
    ]);
  });

  test("unlocked during the day are nobody's business", () => {
    expect(
      day(doors, "09:00", "10:00", { "09:10": { "D1.lock": "unlocked", "D1.contact": "open" } }),
    ).toEqual([]);
  });
});

test("extinguishers: the one past its date, the one not inspected on Monday, the one with a low gauge (GA-5.3-1b, DZ-2.1c)", () => {
  const facts = ["extinguisher-expired", "inspection-overdue", "extinguisher-pressure"];
  expect(
    day(facts, "09:00", "09:40", { "09:20": { "X1.pressure": "low" }, "09:30": { "X3.scan": "seen" } }),
  ).toEqual([
    "09:00 raised inspection-overdue/X3",
    "09:00 raised extinguisher-expired/X2",
    "09:20 raised extinguisher-pressure/X1",
    "09:30 cleared inspection-overdue/X3",
  ]);
});

test("every rule of the pack is judged somewhere in the demo hall, and none lacks anything", () => {
  expect(book.problems).toEqual([]);
  expect(book.lacking).toEqual([]);
  expect(new Set(book.instances.map(({ rule }) => rule.id))).toEqual(
    new Set(parsedPack.pack.rules.map(({ id }) => id)),
  );
});
