import fc from "fast-check";
import { expect, test } from "vitest";
import { instant } from "../time/instant.ts";
import { Agenda } from "./agenda.ts";

const THINGS = 12;
const times = fc.oneof(
  fc.nat(5_000),
  fc.nat(100).map(tenth => tenth * 100),
  fc.nat(40_000_000),
);
const actions = fc.array(
  fc.oneof(
    fc.record({ is: fc.constant("put" as const), thing: fc.nat(THINGS - 1), at: times }),
    fc.record({ is: fc.constant("drop" as const), thing: fc.nat(THINGS - 1) }),
    fc.record({ is: fc.constant("pass" as const), by: times }),
    fc.record({ is: fc.constant("pass" as const), by: fc.nat(3_000) }),
    fc.record({ is: fc.constant("clear" as const) }),
  ),
  { minLength: 30, maxLength: 80 },
);

test("things come when they are due, in order of time and then of their numbers, whatever was put off meanwhile", () => {
  let happened = 0;
  fc.assert(
    fc.property(actions, all => {
      const due = new Array<number>(THINGS).fill(Number.NaN);
      const agenda = new Agenda(THINGS, thing => due[thing] ?? Number.NaN);
      let now = 0;
      for (const action of all) {
        if (action.is === "put") {
          due[action.thing] = now + action.at;
          agenda.add(action.thing, now + action.at);
        }
        if (action.is === "drop") due[action.thing] = Number.NaN;
        if (action.is === "clear") {
          agenda.clear();
          for (const [thing, at] of due.entries()) agenda.add(thing, at);
        }
        if (action.is !== "pass") continue;
        now += action.by;
        const expected = due
          .flatMap((at, thing) => (at <= now ? [{ thing, at }] : []))
          .toSorted((a, b) => a.at - b.at || a.thing - b.thing);
        const seen: { thing: number; at: number }[] = [];
        for (let next = agenda.next(instant(now)); next; next = agenda.next(instant(now))) {
          agenda.off(next);
          // Whoever takes a thing off looks whether it is time, and puts it on again when it is not.
          if (due[next.thing] === next.at) {
            seen.push(next);
            due[next.thing] = Number.NaN;
          } else agenda.add(next.thing, due[next.thing] ?? Number.NaN);
        }
        expect(seen).toEqual(expected);
        happened += seen.length;
      }
    }),
    { numRuns: 2_000, seed: 3 },
  );
  expect(happened).toBeGreaterThan(5_000);
});
