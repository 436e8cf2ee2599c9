import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ChildServer } from "#gateway/stores/testing/child-server.ts";
import { describeWith, serverPresent, startInflux } from "#gateway/stores/testing/servers.ts";
import { boards } from "../boards.ts";
import type { Dialect } from "../query.ts";
import { writeEvening } from "../testing/evening.ts";
import { type FilledVictoria, filledVictoria, ownRange } from "../testing/filled.ts";
import { ask } from "./influx.ts";
import { influxSource, type Source, type Target } from "./source.ts";

const all = { is: "text", text: ".*" } as const;
const hall = { is: "several", values: ["site-a"] } as const;
const main = { is: "several", values: ["M-main"] } as const;
const variables = new Map<string, typeof all | typeof hall | typeof main>([
  ["site", hall],
  ["zone", all],
  ["room", { is: "several", values: ["hall"] } as never],
  ["meter", main],
]);

const needed = serverPresent("influxd") ? "victoria-metrics" : "influxd";

describeWith(needed, "the same hall in both databases", () => {
  let influx: ChildServer;
  let victoria: FilledVictoria;
  let stores: Readonly<Record<Dialect, Source>>;
  beforeAll(async () => {
    victoria = await filledVictoria();
    influx = await startInflux();
    const database = { url: influx.url, name: "hallwatch" };
    await ask(database, `CREATE DATABASE "hallwatch"`);
    await writeEvening(database);
    stores = { influxql: influxSource(database), promql: victoria.source };
  });
  afterAll(async () => {
    await influx?.remove();
    await victoria?.server.remove();
  });

  /** The numbers of every tile and table of a board as they stand at its end, sorted. */
  const numbers = async (dialect: Dialect, file: string) => {
    const board = boards(dialect).get(file)!;
    const range = ownRange(board, victoria.evening.to);
    const shown: [string, readonly number[]][] = [];
    for (const panel of board.panels as Panel[]) {
      if (!["stat", "table"].includes(panel.type)) continue;
      for (const target of (panel.targets ?? []) as unknown as Target[]) {
        if (target.channel !== undefined) continue;
        const series = await stores[dialect].ask(target, { range, variables, least: 0 });
        const last = series.flatMap(one => one.values.map(row => Number(row.at(-1)))).filter(Number.isFinite);
        // What only one of them can say by texts is compared by its number of rows elsewhere.
        if (!/one by one|Alert events/.test(panel.title ?? ""))
          shown.push([`${panel.title}, ${target.refId}`, rounded(isSummed(panel) ? [added(last)] : last)]);
      }
    }
    return shown;
  };

  it.each([...boards().keys()])("%s shows the same numbers in every tile and table", async file => {
    const fromInflux = await numbers("influxql", file);
    expect(await numbers("promql", file)).toEqual(fromInflux);
    if (fromInflux.length > 0) expect(fromInflux.flatMap(([, values]) => values).length).toBeGreaterThan(0);
  });

  /** What the series of a target say of each whole hour. */
  const hourly = async (dialect: Dialect, title: string, refId: string, meter?: string) => {
    const board = boards(dialect).get("energy.json")!;
    const panel = (board.panels as Panel[]).find(one => one.title?.endsWith(title))!;
    const target = (panel.targets as unknown as Target[]).find(one => one.refId === refId)!;
    const range = ownRange(board, victoria.evening.to);
    const series = await stores[dialect].ask(target, { range, variables, least: 3_600 });
    const values = series.filter(({ tags }) => meter === undefined || tags?.meter === meter);
    return rounded(values.flatMap(one => one.values.slice(2, -2).map(([, kwh]) => Number(kwh))));
  };

  it("an hour's energy is that of its four quarters, whichever is asked", async () => {
    for (const [title, refId, meter, kwh] of [
      ["Energy by meter", "A", "M-main", 6.4],
      ["Energy by use", "U", undefined, 2.08],
    ] as const) {
      const booked = await hourly("influxql", title, refId, meter);
      expect(booked.length).toBeGreaterThan(15);
      expect(new Set(booked)).toEqual(new Set([kwh]));
      expect(new Set(await hourly("promql", title, refId, meter))).toEqual(new Set([kwh]));
    }
  });
});

const isSummed = (panel: Panel): boolean => panel.options?.reduceOptions?.calcs?.[0] === "sum";
const added = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Sorted, to nine digits: a sum of floats depends on its order. */
const rounded = (values: readonly number[]): readonly number[] =>
  values.map(value => Number(value.toPrecision(9))).sort((one, other) => one - other);
