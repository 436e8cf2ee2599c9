import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWith, startInflux } from "#gateway/stores/testing/servers.ts";
import { boards } from "../boards.ts";
import type { Dialect } from "../query.ts";
import { writeEvening } from "../testing/evening.ts";
import { filledVictoria } from "../testing/filled.ts";
import type { Range } from "./fill-in.ts";
import { ask } from "./influx.ts";
import { influxSource, type Source, type Target } from "./source.ts";

const minutes = (n: number) => n * 60_000;
const all = { is: "text", text: ".*" } as const;
const variables = new Map([
  ["site", all],
  ["zone", all],
]);

/** A database with the evening in it, and the boards that ask it. */
type Filled = {
  readonly dialect: Dialect;
  readonly source: Source;
  readonly evening: Range;
  remove(): Promise<void>;
};

const inInflux = async (): Promise<Filled> => {
  const server = await startInflux();
  const database = { url: server.url, name: "hallwatch" };
  await ask(database, `CREATE DATABASE "${database.name}"`);
  const evening = await writeEvening(database);
  return { dialect: "influxql", source: influxSource(database), evening, remove: () => server.remove() };
};

const inVictoria = async (): Promise<Filled> => {
  const { server, source, evening } = await filledVictoria();
  return { dialect: "promql", source, evening, remove: () => server.remove() };
};

const tests = (fill: () => Promise<Filled>) => () => {
  let filled: Filled;
  beforeAll(async () => {
    filled = await fill();
  });
  afterAll(() => filled?.remove());

  /** Series of a panel's target when the board ends at `to`. */
  const series = async (file: string, title: string, refId: string, to: number) => {
    const { dialect, source, evening } = filled;
    const panel = (boards(dialect).get(file)!.panels as Panel[]).find(one => one.title?.endsWith(title))!;
    const target = (panel.targets as unknown as Target[]).find(one => one.refId === refId)!;
    return source.ask(target, { range: { from: evening.from, to }, variables, least: 0 });
  };
  /** Its rows, without the time. */
  const rows = async (file: string, title: string, refId: string, to: number) =>
    (await series(file, title, refId, to)).flatMap(one =>
      one.values.map(row => [...Object.values(one.tags ?? {}), ...row.slice(1)]),
    );
  const reporting = () => filled.evening.to - minutes(1);
  const gone = () => filled.evening.to + minutes(10);

  it("a gateway that reports is told from one that fell silent", async () => {
    expect(await rows("hall-overview.json", "Gateway", "A", reporting())).toEqual([["site-a", 0]]);
    expect(await rows("hall-overview.json", "Gateway", "A", gone())).toEqual([["site-a", 4]]);
  });

  it("a hall without an alert shows nought, and a hall without a gateway shows no number", async () => {
    const count = async (to: number) => (await rows("alerts.json", "Open alerts", "P1", to)).flat();
    expect(await count(reporting())).toEqual([0]);
    expect(await count(gone())).toEqual([]);
  });

  it("open alerts are counted once each, those that are unknown too", async () => {
    const sum = async (title: string, refId: string) =>
      (await rows("alerts.json", title, refId, reporting()))
        .flat()
        .reduce((a, b) => Number(a) + Number(b), 0);
    expect(await sum("Open alerts", "P2")).toBe(2);
    expect(await sum("Open alerts", "P3")).toBe(1);
    expect(await sum("Of these", "H0")).toBe(3);
    expect(await sum("Of these", "H1")).toBe(1);
  });

  it("a door that fell silent is unknown, though it was locked when last heard", async () => {
    const evidence = await rows("hall-overview.json", "Doors and windows", "E", reporting());
    const lock = await rows("hall-overview.json", "Doors and windows", "L", reporting());
    expect(evidence).toEqual([
      ["D3", 0],
      ["D4", 1],
      ["W1", 0],
    ]);
    expect(lock).toEqual([
      ["D3", 1],
      ["D4", 0],
    ]);
    expect(await rows("hall-overview.json", "Points that cannot be read", "A", reporting())).toEqual([
      ["D4.contact", "back", 1],
      ["D4.lock", "back", 1],
    ]);
  });

  it("nothing is known of any door once the gateway is gone", async () => {
    expect(await rows("hall-overview.json", "Doors and windows", "E", gone())).toEqual([
      ["D3", 4],
      ["D4", 4],
      ["W1", 4],
    ]);
    expect(await rows("closing-check.json", "Item by item", "A", gone())).toEqual([]);
  });

  it("the silence of a door is a hole in its row, not a locked door", async () => {
    const locks = await series("closing-check.json", "Door locks", "A", reporting());
    const lastKnown = (door: string) =>
      locks
        .filter(({ tags }) => tags?.point === door)
        .flatMap(({ values }) => values.filter(([, value]) => value !== null))
        .at(-1) ?? [];
    const silentFrom = filled.evening.from + minutes(61);
    expect(lastKnown("D4.lock")[0]).toBeLessThanOrEqual(silentFrom);
    expect(lastKnown("D3.lock")[0]).toBeGreaterThan(filled.evening.to - minutes(3));
    expect(lastKnown("D3.lock")[1]).toBe(1);
  });
};

describeWith("influxd", "what a board says when evidence is missing", tests(inInflux));
describeWith("victoria-metrics", "the same in PromQL", tests(inVictoria));
