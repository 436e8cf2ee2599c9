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

test.each(["en", "zh"] as const)(
  "a failure says when, where, what was expected and seen, what the rules see, and what happened around it: %s",
  language => {
    const expected = readFileSync(new URL(`testing/failed.${language}.txt`, import.meta.url), "utf8");
    expect(`${played(WRONG, language).text}\n`).toBe(expected);
  },
);
