import { describe, expect, test } from "vitest";
import type { Rule } from "../language/rule.ts";
import type { Point, Site } from "../site/model.ts";
import { seconds } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import { at, failure, hall, reading, rule } from "./testing/hall.ts";
import { behind } from "./testing/lined.ts";
import { bookOf } from "./testing/play.ts";
import { toldOf } from "./told-of.ts";

/** Two meters on a line and one on another, each of which also says whether it answers; the first line says it too. */
const plain = hall(
  {
    M1: ["meter", "hall", "power", "online"],
    M2: ["meter", "hall", "power", "online"],
    M3: ["meter", "hall", "power", "online"],
    PLANT: ["line", "hall", "online"],
  },
  { hall: [] },
);
const OF: Readonly<Record<string, string>> = {
  M1: "modbus:plant/1",
  M2: "modbus:plant/2",
  M3: "modbus:attic/1",
  PLANT: "modbus:plant",
};
const own = (point: Point): Point =>
  point.role === "online"
    ? { ...point, via: `own:${point.owner}`, source: { is: "own", of: OF[point.owner] ?? "" } }
    : point;
const lined = behind(plain, { M1: "modbus:plant/1", M2: "modbus:plant/2", M3: "modbus:attic/1" });
const site: Site = { ...lined, points: lined.points.map(own) };

const online: Partial<Rule> = { hold: seconds(90), level: "fault", class: "system" };
const rules: readonly Rule[] = [
  rule({ id: "much", each: "meter", condition: "meter.power > 5000" }),
  rule({ ...online, id: "silent", each: "meter", condition: 'meter.online == "offline"' }),
  rule({ ...online, id: "down", each: "line", condition: 'line.online == "offline"' }),
];

/** At 10:00 all is well; at 10:01 these units are gone, with what they say. */
const open = (gone: readonly string[], alsoOffline: readonly string[] = []): readonly string[] => {
  const engine = new Engine(site, bookOf(site, rules), at("10:00"));
  const all = site.points.map(({ id, role }) =>
    reading(site, id, role === "online" ? "online" : 20, at("10:00")),
  );
  engine.step({ is: "readings", readings: all, at: at("10:00") });
  const lost = [
    ...gone.map(owner => failure(site, `${owner}.power`, at("10:01"))),
    ...[...gone, ...alsoOffline].map(owner => reading(site, `${owner}.online`, "offline", at("10:01"))),
  ];
  engine.step({ is: "readings", readings: lost, at: at("10:01") });
  engine.step({ is: "tick", at: at("10:03") });
  return engine
    .openAlerts()
    .map(({ fact, target, suppression }) => `${fact}/${target}${suppression ? " explained" : ""}`)
    .toSorted();
};

describe("one cause, one alert: a source that nobody can read, and what stands for it in the hall", () => {
  test("a meter that does not answer is told as the source that it is, and not once more", () => {
    expect(open(["M1"])).toEqual(["blind/modbus:plant/1", "silent/M1 explained"]);
  });

  test("a dead line is told as the line, with the meters on it and with the line itself", () => {
    expect(open(["M1", "M2"], ["PLANT"])).toEqual([
      "blind/modbus:plant",
      "down/PLANT explained",
      "silent/M1 explained",
      "silent/M2 explained",
    ]);
  });

  test("a meter of another line has a cause of its own", () => {
    expect(open(["M1"], ["M3"])).toEqual(["blind/modbus:plant/1", "silent/M1 explained", "silent/M3"]);
  });

  test("a line of two units is not down because one of them is", () => {
    expect(open(["M1"], ["PLANT"])).toContain("down/PLANT");
  });

  test("where nothing is blind, whatever is offline is told", () => {
    expect(open([], ["M1", "PLANT"])).toEqual(["down/PLANT", "silent/M1"]);
  });
});

test("a thing tells of its unit and the line above it, a line of itself and of its only unit", () => {
  const { tells, hangsOn } = toldOf(site);
  const told = ["modbus:plant", "modbus:plant/1", "modbus:plant/2", "modbus:attic", "modbus:attic/1"];
  const by = (thing: string): readonly string[] => told.filter(source => tells(thing, source));
  expect([by("M1"), by("M3"), by("PLANT")]).toEqual([
    ["modbus:plant", "modbus:plant/1"],
    ["modbus:attic", "modbus:attic/1"],
    ["modbus:plant"],
  ]);
  expect(["M1", "M3", "PLANT"].map(thing => hangsOn(thing, "PLANT"))).toEqual([true, false, false]);
});
