import type { Meter } from "../site/energy-plan.ts";
import { combine, type Series } from "./series.ts";
import { directlyUnder, inTreeOrder } from "./tree.ts";

/** A meter of the tree, or what those under it leave unaccounted, with what it had in each quarter. */
export type MeterRow = {
  /** Of what is unaccounted the meter above. */
  readonly meter: Meter;
  readonly id: string;
  readonly is: Meter["is"] | "unaccounted";
  readonly under: string | null;
  readonly series: Series;
};

/** What is booked of a meter. @throws {RangeError} when it is none of the plan's */
export const one = (booked: ReadonlyMap<string, Series>, id: string): Series => {
  const series = booked.get(id);
  if (series === undefined) throw new RangeError(`${id} is no meter of this hall`);
  return series;
};

/** Every meter in the order of the tree with its series, each followed by what is under it and by what is unaccounted. */
export const meterSeries = (
  meters: readonly Meter[],
  booked: ReadonlyMap<string, Series>,
  count: number,
): readonly MeterRow[] => {
  const ordered = inTreeOrder(meters);
  const rows: MeterRow[] = [];
  /** Meters whose unaccounted rest comes once all under them are there, innermost last. */
  const open: Meter[] = [];
  const close = (until: string | null): void => {
    for (let last = open.at(-1); last !== undefined && last.id !== until; last = open.at(-1)) {
      open.pop();
      const parts = directlyUnder(meters, last.id).map(({ id }) => one(booked, id));
      if (parts.length === 0) continue;
      const series = combine(count, [one(booked, last.id)], parts);
      rows.push({ meter: last, id: `${last.id}/rest`, is: "unaccounted", under: last.id, series });
    }
  };
  for (const meter of ordered) {
    close(meter.under);
    if (meter.is === "virtual") {
      const of = (ids: readonly string[]): readonly Series[] => ids.map(id => one(booked, id));
      const series = combine(count, of(meter.plus), of(meter.minus));
      rows.push({ meter, id: meter.id, is: meter.is, under: meter.under, series });
      continue;
    }
    rows.push({ meter, id: meter.id, is: meter.is, under: meter.under, series: one(booked, meter.id) });
    open.push(meter);
  }
  close(null);
  return rows;
};

/** The series of some meters. */
export const seriesOf = (
  rows: readonly MeterRow[],
  meters: readonly Pick<Meter, "id">[],
): readonly Series[] => meters.flatMap(({ id }) => rows.find(row => row.id === id)?.series ?? []);
