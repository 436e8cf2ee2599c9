import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { played } from "./testing/tiny-hall.ts";

// One rule test with most things wrong, as people see it.
const WRONG = `
given: { room.occupancy: 1, L1.power: 200 W, D1.contact: closed }
steps:
  - { at: "12:03", set: { room.occupancy: 0 }, expect: { alerts: [{ fact: light-on, target: L1 }] } }
  - at: "12:10"
    expect:
      alerts: [{ fact: light-on, target: L1, clauses: [TY-2.2-1], opened: "12:09" }]
      no_alerts: [{ fact: light-on }]
      signals: { L1.power: stale }
      rules: { light-in-empty-room/L2: "no" }
  - { at: "12:11", acknowledge: { fact: door-open, target: D1, by: G1 } }
  - { at: "12:20", set: { L1.power: 0 }, expect: { no_alerts: [{ target: L1 }] } }
never: [{ priority: 4 }]
`;

test("a function over time is shown with its own value, not with what it measures; of a finding what would end it", () => {
  const { text } = played(`
given: { L1.power: 500 W }
steps:
  - { at: "12:10", set: { L1.power: 2 kW } }
  - { at: "12:13", expect: { rules: { light-on-average/L1: "yes" } } }
  - { at: "12:25", expect: { rules: { light-on-average/L1: "no" } } }
`);
  expect(text).toContain(`light-on-average/L1 says no, not yes
      average(light.power, "15 min") > 100 * light_off_below: 800 W > 1000 W: no
      L1.power 2000 W`);
  expect(text).toContain(`light-on-average/L1 says yes, not no
      clear: average(light.power, "15 min") < light_off_below: 2000 W < 10 W: no
`);
});

test("what happened around it is in the order of time, though time alone decided some of it", () => {
  const { text } = played(`
given: { D1.contact: closed }
steps:
  - { at: "12:01", set: { D1.contact: open } }
  - { at: "12:10", silent: [D1.contact], expect: { alerts: [{ fact: door-open, target: D1, opened: "12:10" }] } }
`);
  const times = [...text.matchAll(/^ {4}(?:>| ) *(\d\d:\d\d:\d\d) /gm)].map(([, time]) => time);
  expect(times).toEqual(["11:50:00", "12:01:00", "12:02:00", "12:07:00", "12:10:00", "12:10:00"]);
});

test("what differs again later about the same thing is told in short, something else in full", () => {
  const { text } = played(`
given: { L1.power: 200 W, room.occupancy: 1, D1.contact: open }
steps:
  - { at: "12:03", set: { room.occupancy: 0 } }
  - { at: "12:08", expect: { alerts: [{ fact: light-on, opened: "12:07" }] } }
  - { at: "12:09", expect: { alerts: [{ fact: light-on, opened: "12:07", priority: 3 }] } }
  - { at: "12:10", expect: { rules: { light-in-empty-room/L1: "no" } } }
`);
  const [first = "", again = "", other = ""] = text.split(/^2025-07-08 /m).slice(1);
  expect(first).toMatch(/^12:08:00 .*expected +seen\n.*around it/s);
  expect(again).toMatch(
    /^12:09:00 {2}line \d+ {2}no alert fits; .* active\n {4}≠ {2}priority {2}3 {9}4\n {4}≠ {2}opened {4}12:07:00 {2}12:08:00\n\n$/,
  );
  expect(other).toMatch(/^12:10:00 .*around it.*\n\nwhat differs again later/s);
});

test("what is asked for is shown with its unit", () => {
  const { text } = played(`
given: { L1.power: 200 W }
steps:
  - { at: "12:03", expect: { alerts: [{ fact: light-on, evidence: { L1.power: 0.2 kW } }] } }
`);
  expect(text).toContain("    evidence  L1.power 200 W");
});

test.each(["en", "zh"] as const)(
  "a failure says when, where, what was expected and seen, what the rules see, and what happened around it: %s",
  language => {
    const expected = readFileSync(new URL(`testing/failed.${language}.txt`, import.meta.url), "utf8");
    expect(`${played(WRONG, language).text}\n`).toBe(expected);
  },
);
