import { describe, expect, test } from "vitest";
import { loadProfiles } from "#gateway/profiles/load.ts";
import type { ModbusProfile } from "#rules/site/profile.ts";
import { millis, seconds } from "#rules/time/instant.ts";
import { type Bounds, boundsOf, type Span, spanOf } from "./bounds.ts";
import { ASSUMED, type Cost, registersOf } from "./cost.ts";
import { placesOf } from "./places.ts";
import { costOf, type ModbusPoint, plan, widthOf } from "./plan.ts";
import { pointOf } from "./testing/points.ts";

const isModbus = (profile: { is: string }): profile is ModbusProfile => profile.is === "modbus";
const profiles = (await loadProfiles()).filter(isModbus);

/** Every point of a profile; its counters every minute, the rest every five seconds, or all of them together. */
const pointsOf = ({ points }: ModbusProfile, together: boolean): readonly ModbusPoint[] =>
  Object.values(points).map(({ place, minus, factor, class: kind }, index) =>
    pointOf({
      ...place,
      index,
      every: seconds(!together && kind.id.includes("energy") ? 60 : 5),
      ...(minus && { minus }),
      ...(factor && { factor }),
    }),
  );

type Item = { readonly from: number; readonly to: number };
type Group = { readonly table: ModbusPoint["source"]["table"]; readonly items: readonly Item[] };
type Sum = { readonly requests: number; readonly registers: number; readonly ms: number };

/** What each point needs of each table, by period and in order of address. A point of several places needs them at one time. */
const groupsOf = (points: readonly ModbusPoint[], bounds: Bounds): readonly Group[] => {
  const items = points.flatMap(({ source }) => {
    const byTable = Map.groupBy(placesOf(source), ({ table }) => table);
    return [...byTable].flatMap(([table, places]) => {
      const ends = places.map(place => ({ from: place.address, to: place.address + widthOf(place) - 1 }));
      const all = {
        from: Math.min(...ends.map(({ from }) => from)),
        to: Math.max(...ends.map(({ to }) => to)),
      };
      const parts = spanOf(table, all.from, all.to, bounds) ? [all] : ends;
      return parts.map(item => ({ table, every: source.every, ...item }));
    });
  });
  const groups = Map.groupBy(items, ({ table, every }) => `${table} ${every}`).values();
  return Array.from(groups, group => ({
    table: group[0]!.table,
    items: group.toSorted((a, b) => a.from - b.from || a.to - b.to),
  }));
};

/** What everybody does: neighbours share a read as long as no hole is wider and the limits bear it. */
const filling = (groups: readonly Group[], hole: number, bounds: Bounds, cost: Cost): Sum => {
  const reads: (Span & { table: Group["table"] })[] = [];
  for (const { table, items } of groups) {
    let run: Item | null = null;
    const close = () => {
      const span = run && spanOf(table, run.from, run.to, bounds);
      if (span) reads.push({ table, ...span });
    };
    for (const item of items) {
      const wider: Item | null = run && { from: run.from, to: Math.max(run.to, item.to) };
      if (run && wider && item.from - run.to - 1 <= hole && spanOf(table, wider.from, wider.to, bounds))
        run = wider;
      else {
        close();
        run = item;
      }
    }
    close();
  }
  return sumOf(reads, cost);
};

const onePerPoint = (groups: readonly Group[], bounds: Bounds, cost: Cost): Sum =>
  sumOf(
    groups.flatMap(({ table, items }) =>
      items.flatMap(({ from, to }) => {
        const span = spanOf(table, from, to, bounds);
        return span ? [{ table, ...span }] : [];
      }),
    ),
    cost,
  );

const sumOf = (reads: readonly (Span & { table: Group["table"] })[], cost: Cost): Sum => ({
  requests: reads.length,
  registers: reads.reduce((sum, { table, count }) => sum + registersOf(table, count), 0),
  ms: reads.reduce((sum, { table, count }) => sum + costOf(table, count, cost), 0),
});

/** The best of the three by what it takes of the line's time. */
const bestOf = (points: readonly ModbusPoint[], bounds: Bounds, cost: Cost): Sum => {
  const groups = groupsOf(points, bounds);
  const all = [
    onePerPoint(groups, bounds, cost),
    filling(groups, 0, bounds, cost),
    filling(groups, 50, bounds, cost),
  ];
  return all.reduce((best, sum) => (sum.ms < best.ms ? sum : best));
};

const cases = profiles.flatMap(profile =>
  [true, false].map(
    together => [`${profile.id}, ${together ? "one period" : "two periods"}`, profile, together] as const,
  ),
);

test("there are profiles to plan for", () => {
  expect(profiles.length).toBeGreaterThanOrEqual(29);
});

describe("no more requests and no more registers than the best of one read a point, contiguous reads, holes up to 50", () => {
  test.each(cases)("%s", (_, profile, together) => {
    const points = pointsOf(profile, together);
    const bounds = boundsOf(profile.limits);
    const best = bestOf(points, bounds, ASSUMED);
    const { blocks, unreadable } = plan({ points, bounds, cost: ASSUMED });
    const own = sumOf(blocks, ASSUMED);
    expect(unreadable).toEqual([]);
    expect(own.requests).toBeLessThanOrEqual(best.requests);
    expect(own.registers).toBeLessThanOrEqual(best.registers);
  });
});

/** Milliseconds: Modbus TCP, 115200, 9600 and 1200 baud, and a slow gateway in front of a fast bus. */
const costs: readonly Cost[] = [
  { requestMs: 1, registerMs: 0.01 },
  { requestMs: 12, registerMs: 0.2 },
  { requestMs: 60, registerMs: 2.1 },
  { requestMs: 200, registerMs: 17 },
  { requestMs: 300, registerMs: 0.2 },
];

test.each(costs)(
  "whatever a request ($requestMs ms) and a register ($registerMs ms) cost, no profile takes more of its line's time",
  cost => {
    for (const [name, profile, together] of cases) {
      const points = pointsOf(profile, together);
      const bounds = boundsOf(profile.limits);
      const own = sumOf(plan({ points, bounds, cost }).blocks, cost);
      expect(own.ms, name).toBeLessThanOrEqual(bestOf(points, bounds, cost).ms + millis(1e-6));
    }
  },
);
