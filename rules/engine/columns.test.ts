import fc from "fast-check";
import { expect, test } from "vitest";
import { QUALITIES, type ReadingColumns } from "../reading/columns.ts";
import type { Reading } from "../reading/reading.ts";
import { after, minutes, seconds } from "../time/instant.ts";
import type { Decisions } from "./decisions.ts";
import { Engine } from "./engine.ts";
import { rulebook } from "./rulebook.ts";
import { at, hall, rule } from "./testing/hall.ts";

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
    hold: minutes(5),
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
const start = at("17:00");

const readings = fc
  .array(
    fc.record({
      point: fc.nat(site.points.length - 1),
      value: fc.constantFrom(0, 1, 2),
      wait: fc.constantFrom(0, 0, 1, 40, 400, 1_500),
      quality: fc.constantFrom(0, 0, 0, 0, 1, 2),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map(steps => {
    let now = start;
    return steps.map(({ point, value, wait, quality }): Reading => {
      now = after(now, seconds(wait));
      const word = QUALITIES[quality] ?? "bad";
      return {
        point,
        value: word === "bad" ? Number.NaN : value,
        at: now,
        receivedAt: now,
        quality: word,
      };
    });
  });

const columnsOf = (readings: readonly Reading[]): ReadingColumns => ({
  rows: readings.length,
  at: Float64Array.from(readings, reading => reading.at),
  value: Float64Array.from(readings, reading => reading.value),
  point: Uint32Array.from(readings, reading => reading.point),
  quality: Uint8Array.from(readings, reading => QUALITIES.indexOf(reading.quality)),
});

const told = (all: readonly Decisions[]) => all.flatMap(({ transitions }) => transitions);

test("readings in columns are judged as if each had come in by itself when it was measured", () => {
  let found = 0;
  fc.assert(
    fc.property(readings, fc.nat(60), (all, cut) => {
      const end = after(all.at(-1)?.at ?? start, minutes(20));
      const one = new Engine(site, book, start);
      const singly = told([
        ...all.map(reading => one.step({ is: "readings", readings: [reading], at: reading.at })),
        one.step({ is: "tick", at: end }),
      ]);
      const many = new Engine(site, book, start);
      const parts = [all.slice(0, cut), all.slice(cut)];
      const together = told(
        parts.map((part, index) =>
          many.step({
            is: "columns",
            columns: columnsOf(part),
            at: index === 1 ? end : (part.at(-1)?.at ?? start),
          }),
        ),
      );
      found += singly.length;
      expect(together).toEqual(singly);
      expect(many.state()).toEqual(one.state());
    }),
    { seed: 11, numRuns: 300 },
  );
  expect(found).toBeGreaterThan(100);
});
