import fc from "fast-check";
import { expect, test } from "vitest";
import type { ReadingColumns } from "#rules/reading/columns.ts";
import { gathering, timeOrder } from "./time-order.ts";

type Row = readonly [at: number, value: number, point: number];

const rowsOf = ({ rows, at, value, point }: ReadingColumns): Row[] =>
  Array.from({ length: rows }, (_, row) => [at[row]!, value[row]!, point[row]!]);

const START = Date.UTC(2025, 6, 8);

test("readings come into the order of their times, those of one moment in the order of their rows", () => {
  const order = timeOrder();
  const rows = gathering(2);
  const row = fc.tuple(
    fc.oneof(fc.nat(3), fc.nat(20_000), fc.nat(4_000_000_000), fc.nat(90_000_000_000)),
    fc.nat(1_000_000),
    fc.nat(1_000_000),
  );
  fc.assert(
    fc.property(fc.array(row, { maxLength: 200 }), given => {
      rows.clear();
      for (const [at, value, point] of given) rows.add(START + at, value, point, 0);
      const sorted = given
        .map(([at, value, point]): Row => [START + at, value, point])
        .sort(([a], [b]) => a - b)
        .filter(([at, , point], index, all) => all[index + 1]?.[0] !== at || all[index + 1]?.[2] !== point);
      expect(rowsOf(order(rows.columns))).toEqual(sorted);
    }),
    { seed: 1, numRuns: 400 },
  );
});
