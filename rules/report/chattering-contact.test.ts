import { expect, test } from "vitest";
import type { Transition } from "../alert/alert.ts";
import { Engine } from "../engine/engine.ts";
import { at, hall, reading, rule } from "../engine/testing/hall.ts";
import { bookOf } from "../engine/testing/play.ts";
import { after, seconds } from "../time/instant.ts";
import { reportOn } from "./testing/asked.ts";

/** A door whose contact turns twenty times, so many seconds from one turn to the next. */
const turning = (everySeconds: number) => {
  const site = hall({ D1: ["door", "hall", "contact"] }, { hall: [] });
  const rules = [rule({ id: "open", each: "door", condition: 'door.contact == "open"', class: "security" })];
  const engine = new Engine(site, bookOf(site, rules), at("10:00"));
  const told: Transition[] = [];
  for (let turn = 0; turn < 20; turn++) {
    const when = after(at("10:00"), seconds(turn * everySeconds));
    const readings = [reading(site, "D1.contact", turn % 2 === 0 ? "open" : "closed", when)];
    told.push(...engine.step({ is: "readings", readings, at: when }).transitions);
  }
  const events = told.map(({ event }, index) => ({ ...event, seq: index + 1 }));
  const report = reportOn(events, at("10:00"), after(at("10:00"), seconds(3_600)), { rules: ["open"] });
  return { engine, told, report };
};

test("a contact that turns every four seconds is one alert with a count, and the report says that it chatters", () => {
  const { engine, told, report } = turning(4);
  expect(new Set(told.map(({ alert }) => alert.id)).size).toBe(1);
  expect(engine.openAlerts()).toMatchObject([{ target: "D1", occurrences: 10 }]);
  expect(report.chattering).toEqual([
    { subject: "open/D1", times: 10, most: 8, lastAt: after(at("10:00"), seconds(72)) },
  ]);
});

test("one that turns every twenty seconds begins twice a minute, which is no chattering", () => {
  expect(turning(20).report.chattering).toEqual([]);
});
