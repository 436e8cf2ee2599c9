import { describe, expect, test } from "vitest";
import { Bench } from "./testing/bench.ts";
import type { Row } from "./testing/life-acts.ts";
import { firstRows } from "./testing/life-table.ts";
import { laterRows } from "./testing/life-table-later.ts";

const lifeTable = [...firstRows, ...laterRows];

/** Plays a row: state before, events, state after, refusal, and what follows. */
const played = ({ fact, given, event, later }: Row) => {
  const bench = new Bench(fact, "09:00");
  for (const [clock, act] of given) bench.act(clock, act);
  const from = bench.state;
  const events = bench.act(...event);
  const to = bench.state;
  const { refused } = bench;
  if (later) bench.act(later[0], later[1]);
  return { from, events, to, refused, later: bench.state };
};

describe("the alarm model", () => {
  test.each(lifeTable)("row $row, $what", row => {
    const { from, to, events, refused, later } = row;
    expect(played(row)).toEqual({
      from,
      events,
      to,
      refused: refused === undefined ? undefined : expect.stringContaining(refused),
      later: later ? later[2] : to,
    });
  });

  test("has every row; those of suppression stand with what an alert is alone", () => {
    const rows = [...new Set(lifeTable.map(({ row }) => row))];
    expect(rows).toEqual(Array.from({ length: 25 }, (_, n) => n + 1).filter(n => n !== 20 && n !== 21));
  });
});
