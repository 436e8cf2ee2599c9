import { describe, expect, test } from "vitest";
import type { Transition } from "../alert/alert.ts";
import { type Instant, minutes } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import type { Outcome } from "./input.ts";
import { rulebook } from "./rulebook.ts";
import { at, hall, reading, rule } from "./testing/hall.ts";

const site = hall(
  { D1: ["door", "hall", "contact"], D2: ["door", "off1", "contact"] },
  { hall: ["occupancy"], off1: [] },
);
const rules = [
  rule({
    id: "open",
    each: "door",
    condition: 'door.contact != "closed"',
    inForce: ["closed"],
    hold: minutes(5),
  }),
  rule({
    id: "overrun",
    each: "zone",
    where: "has(zone.occupancy)",
    condition: "zone.occupancy > 0",
    inForce: ["after-activity"],
    hold: minutes(15),
  }),
  rule({ id: "noted", each: "zone", condition: "zone.approved", fact: "noted" }),
];
const book = rulebook(site, [{ name: "test", title: { zh: "", en: "" }, settings: {}, rules }]);

/** Tuesday is day 0; the evening that is asked for is Friday's. */
const begin = () => new Engine(site, book, at("09:00"));
const FRIDAY = "+3 ";
const ask = (engine: Engine, when: string, zones: readonly string[] = ["hall"], id = "A1"): Outcome =>
  engine.step({
    is: "request-activity",
    id,
    zones,
    from: at(`${FRIDAY}19:00`),
    to: at(`${FRIDAY}21:00`),
    by: "M1",
    at: at(when),
  });
const approve = (engine: Engine, when: string, override?: string): Outcome =>
  engine.step({
    is: "approve-activity",
    id: "A1",
    by: "P1",
    at: at(when),
    ...(override !== undefined && { override }),
  });

/** `19:05 raised open/D2`: what was told, but for silence. */
const told = (transitions: readonly Transition[]): string[] =>
  transitions
    .filter(({ alert }) => alert.fact !== "blind")
    .map(({ event, alert }) => {
      const clock = new Date(event.at + 8 * 3_600_000).toISOString().slice(11, 16);
      return `${clock} ${event.is} ${alert.fact}/${alert.target}`;
    });

/** Both doors stand open and people are in, from `from` to `to` on Friday; what was told. */
const evening = (engine: Engine, from: string, to: string): string[] => {
  const seen: string[] = [];
  for (let now = at(FRIDAY + from); now <= at(FRIDAY + to); now = (now + minutes(1)) as Instant) {
    const readings = [
      reading(site, "D1.contact", "open", now),
      reading(site, "D2.contact", "open", now),
      reading(site, "hall.occupancy", 3, now),
    ];
    seen.push(...told(engine.step({ is: "readings", readings, at: now }).transitions));
  }
  return seen;
};

describe("an activity that was approved in time", () => {
  const approved = () => {
    const engine = begin();
    ask(engine, "10:00");
    approve(engine, "11:00");
    return engine;
  };

  test("is no finding where it takes place, and changes nothing elsewhere", () => {
    expect(evening(approved(), "18:58", "20:50")).toEqual([
      "19:00 raised noted/hall",
      "19:03 raised open/D2",
    ]);
  });

  test("begins to count at its end: what is still open then is judged from then on", () => {
    expect(evening(approved(), "19:30", "21:20")).toEqual([
      "19:00 raised noted/hall",
      "19:35 raised open/D2",
      "21:00 cleared noted/hall",
      "21:05 raised open/D1",
      "21:15 raised overrun/hall",
    ]);
  });

  test("is known after a restart", () => {
    const engine = approved();
    const restarted = new Engine(site, book, at("+3 19:00"), structuredClone(engine.state()));
    expect(evening(restarted, "19:00", "19:20")).toEqual(["19:00 raised noted/hall", "19:05 raised open/D2"]);
  });
});

describe("a request", () => {
  test("that nobody approved changes nothing", () => {
    const engine = begin();
    ask(engine, "10:00");
    expect(evening(engine, "19:00", "19:10")).toEqual(["19:05 raised open/D1", "19:05 raised open/D2"]);
  });

  test("that came too late changes nothing, also when it was approved; with an override it does", () => {
    const engine = begin();
    ask(engine, "+2 10:00");
    expect(approve(engine, "+2 11:00").refused).toBeUndefined();
    expect(evening(engine, "19:00", "19:06")).toContain("19:05 raised open/D1");
    const { transitions } = approve(engine, "+3 19:10", "the director asked for it");
    expect(told(transitions)).toEqual(["19:10 raised noted/hall", "19:10 cleared open/D1"]);
  });

  test("and its approval are told, so that they can be kept", () => {
    const engine = begin();
    const asked = ask(engine, "10:00").activities;
    const given = approve(engine, "11:00").activities;
    expect([...asked, ...given].map(({ is, by, at: when, activity }) => [is, by, when, activity.id])).toEqual(
      [
        ["requested", "M1", at("10:00"), "A1"],
        ["approved", "P1", at("11:00"), "A1"],
      ],
    );
  });

  test("for a zone that is not there, or twice, is refused with the reason", () => {
    const engine = begin();
    expect(ask(engine, "10:00", ["hal"]).refused).toBe("there is no zone hal; did you mean hall?");
    ask(engine, "10:00");
    expect(ask(engine, "10:01").refused).toBe("there is an activity A1 already");
    expect(approve(begin(), "10:00").refused).toBe("there is no activity A1");
  });
});
