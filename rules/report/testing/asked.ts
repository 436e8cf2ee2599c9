import { type Instant, minutes } from "../../time/instant.ts";
import type { TrailEvent } from "../followed.ts";
import { type LoadAsked, type LoadReport, loadCounter } from "../load-report.ts";
import { weeksOf } from "../load-shifts.ts";

/** The people of the test halls. */
export const PEOPLE: LoadAsked["people"] = [
  { id: "G1", name: "王伟", roles: ["guard"] },
  { id: "M1", name: "李娜", roles: ["duty-manager"] },
];

/** The report on some events, by weeks, where every rule of `rules` can be changed. */
export const reportOn = (
  events: readonly TrailEvent[],
  from: Instant,
  to: Instant,
  { rules = ["a", "b"], ...more }: Partial<LoadAsked> & { readonly rules?: readonly string[] } = {},
): LoadReport => {
  const counter = loadCounter({
    from,
    to,
    division: weeksOf({ timeZone: "Asia/Shanghai" }, from, to),
    people: PEOPLE,
    explaining: new Set(["line"]),
    holds: new Map(rules.map(rule => [rule, minutes(0)])),
    ...more,
  });
  for (const event of events.toSorted((a, b) => a.at - b.at || a.seq - b.seq)) counter.take(event);
  return counter.end();
};
