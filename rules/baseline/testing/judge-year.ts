import { readFileSync } from "node:fs";
import { type SyntheticYear, syntheticYear } from "../../../simulators/year/year.ts";
import { replaceMeter } from "../../energy/correct-meter.ts";
import { hearMeter, newMeter } from "../../energy/hear-meter.ts";
import type { MeterEntry, MeterQuarter, MeterState } from "../../energy/ledger.ts";
import { counterLimits } from "../../energy/limits.ts";
import { sum } from "../../energy/quarter.ts";
import { rulebook } from "../../engine/rulebook.ts";
import { parsePack } from "../../language/pack.ts";
import { admit } from "../../reading/admit.ts";
import { QUALITIES, type ReadingColumns } from "../../reading/columns.ts";
import type { Reading } from "../../reading/reading.ts";
import { replay } from "../../replay/replay.ts";
import type { ReplayedAlert } from "../../replay/replayed-alert.ts";
import type { Point, Site } from "../../site/model.ts";
import { parseSite } from "../../site/parse.ts";
import { type Instant, instant, minutes } from "../../time/instant.ts";

/** A made-up year as the rules and the ledger have it. */
export type JudgedYear = {
  readonly site: Site;
  readonly truth: ReturnType<SyntheticYear["truth"]>;
  readonly readings: number;
  readonly alerts: readonly ReplayedAlert[];
  /** Of each meter, ascending by end. */
  readonly quarters: ReadonlyMap<string, readonly MeterQuarter[]>;
  readonly countedKwh: ReadonlyMap<string, number>;
  readonly entries: readonly MeterEntry[];
  /** Temperatures outside, as they were told. */
  readonly outdoor: { readonly at: readonly number[]; readonly mean: readonly number[] };
  /** Whose source times were not believed, and when. */
  readonly badClocks: readonly { readonly point: string; readonly at: Instant }[];
};

const START = instant(Date.parse("2025-01-01T00:00:00+08:00"));
const END = instant(Date.parse("2026-01-01T00:00:00+08:00"));

/** Plays a made-up year through what a gateway does with it: admission, the rules of the packs, the ledger. */
export const judgeYear = (seed: number, everyMinutes: number): JudgedYear => {
  const site = hallOfTheYear();
  const points = new Map(site.points.map(point => [point.id, point]));
  const packs = ["generic", "service-hall"].map(packNamed);
  const run = replay({
    site,
    book: rulebook(site, packs),
    since: START,
    from: START,
    to: END,
    acknowledgeAfter: minutes(5),
    shifts: [8 * 60, 20 * 60],
  });
  const year = syntheticYear(seed, everyMinutes);
  const book = meterBook(site);
  const outdoor = { at: [] as number[], mean: [] as number[] };
  const badClocks: { point: string; at: Instant }[] = [];
  let waiting: Reading[] = [];
  let readings = 0;
  let day = 0;
  for (const told of year.readings()) {
    const now = instant(told[0]?.at ?? 0);
    if (Math.floor((now - START) / DAY) > day) {
      day += 1;
      run.take(columnsOf(waiting));
      waiting = [];
      for (const said of year.truth().said) if (said.saidAt <= now) book.replaced(said);
    }
    for (const { at, point: id, value, sourceAt } of told) {
      readings += 1;
      const point = pointOf(points, id);
      const seen = sourceAt === undefined ? { value } : { value, sourceAt: instant(sourceAt) };
      const reading = admit(point, seen, instant(at));
      if (reading.flag === "clock") badClocks.push({ point: id, at: reading.at });
      if (id.endsWith(".energy")) book.hear(id, point, reading);
      else waiting.push(reading);
      if (id !== "O1.temperature") continue;
      outdoor.at.push(at);
      outdoor.mean.push(value);
    }
  }
  run.take(columnsOf(waiting));
  const { alerts } = run.end();
  const { quarters, countedKwh, entries } = book;
  return {
    site,
    truth: year.truth(),
    readings,
    alerts,
    quarters: new Map(
      [...quarters].map(([id, all]) => [id, [...all.values()].sort((a, b) => a.end - b.end)]),
    ),
    countedKwh: countedKwh(),
    entries,
    outdoor,
    badClocks,
  };
};

const DAY = 86_400_000;

/** The ledger of all meters of a site, in memory. */
const meterBook = (site: Site) => {
  const states = new Map<string, MeterState>();
  const quarters = new Map<string, Map<number, MeterQuarter>>();
  const entries: MeterEntry[] = [];
  const done = new Set<string>();
  const limitsOf = (point: Point, meter: string, nowKwh = 0) => {
    const owner = site.equipment.find(({ id }) => id === meter);
    return { is: "counter", ...counterLimits(point, owner, nowKwh) } as const;
  };
  const book = (meter: string, booked: ReturnType<typeof hearMeter>): void => {
    states.set(meter, booked.state);
    entries.push(...booked.entries);
    const all = quarters.get(meter) ?? new Map<number, MeterQuarter>();
    quarters.set(meter, all);
    for (const added of booked.quarters) {
      const had = all.get(added.end);
      all.set(added.end, had ? sum(had, added) : added);
    }
  };
  return {
    quarters,
    entries,
    hear: (id: string, point: Point, { at, value, quality }: Reading): void => {
      if (quality !== "good") return;
      const meter = id.slice(0, id.indexOf("."));
      const state = states.get(meter) ?? newMeter("counter");
      book(meter, hearMeter(meter, state, { is: "counter", at, kWh: value }, limitsOf(point, meter, value)));
    },
    /** A person says, once, that a meter was replaced. */
    replaced: (said: { meter: string; at: number; endKwh: number; startKwh: number }): void => {
      const state = states.get(said.meter);
      const point = site.equipment.find(({ id }) => id === said.meter)?.points.energy;
      if (done.has(said.meter) || !state || !point) return;
      done.add(said.meter);
      const { at, endKwh, startKwh } = said;
      const booked = replaceMeter(
        said.meter,
        state,
        { at: instant(at), by: "F1", endKwh, startKwh },
        limitsOf(point, said.meter),
        { by: "赵磊", why: "worn out" },
      );
      if (booked.is === "refused") throw new Error(booked.why);
      book(said.meter, booked);
    },
    countedKwh: () =>
      new Map([...states].map(([meter, state]) => [meter, state.is === "counter" ? state.countedKwh : 0])),
  };
};

const hallOfTheYear = (): Site => {
  const file = new URL("../../../simulators/halls/year.yaml", import.meta.url);
  const parsed = parseSite(readFileSync(file, "utf8"), "year.yaml");
  if (parsed.is === "refused") throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  return parsed.site;
};

const packNamed = (name: string) => {
  const file = new URL(`../../packs/${name}.yaml`, import.meta.url);
  const parsed = parsePack(readFileSync(file, "utf8"), `${name}.yaml`);
  if (parsed.is === "refused") throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  return parsed.pack;
};

const pointOf = (points: ReadonlyMap<string, Point>, id: string): Point => {
  const point = points.get(id);
  if (!point) throw new Error(`the hall of the year has no point ${id}`);
  return point;
};

const columnsOf = (readings: readonly Reading[]): ReadingColumns => ({
  rows: readings.length,
  at: Float64Array.from(readings, ({ at }) => at),
  value: Float64Array.from(readings, ({ value }) => value),
  point: Uint32Array.from(readings, ({ point }) => point),
  quality: Uint8Array.from(readings, ({ quality }) => QUALITIES.indexOf(quality)),
});
