import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { ChildServer } from "#gateway/stores/testing/child-server.ts";
import { describeWith, startInflux } from "#gateway/stores/testing/servers.ts";
import { writeEvening } from "../../dashboards/grafana/testing/evening.ts";
import { type FilledVictoria, filledVictoria } from "../../dashboards/grafana/testing/filled.ts";
import { ask } from "../../dashboards/grafana/verify/influx.ts";
import { influxSource, type Source, type Target } from "../../dashboards/grafana/verify/source.ts";
import { type Board, type BoardVariant, boardFiles } from "./board-files.ts";
import { checkGrafana, isSound } from "./check.ts";
import { grafanaClient } from "./client.ts";
import { push, SOURCE_UID } from "./push.ts";
import { EDITOR } from "./testing/fake-answer.ts";
import { type FakeGrafana, fakeGrafana } from "./testing/fake-grafana.ts";
import type { FakeFrame, FakeSource } from "./testing/fake-sources.ts";

const generated = join(import.meta.dirname, "../../dashboards/grafana/generated");
const health = { influxql: "SHOW DATABASES", promql: "1" } as const;

let grafana: FakeGrafana;
beforeEach(async () => {
  grafana = await fakeGrafana();
});
afterEach(() => grafana.leave());

/** A data source that asks a real database, as Grafana's server does after it has filled in its macros. */
const asking = (source: Source, variant: BoardVariant): FakeSource => ({
  body: { uid: SOURCE_UID[variant], name: "Hallwatch", type: "any" },
  isReadOnly: true,
  secrets: [],
  ask: async (query, from, to): Promise<readonly FakeFrame[]> => {
    const target =
      query.refId === "health" ? { refId: "A", query: health.influxql, expr: "1", instant: true } : query;
    const filled = { range: { from, to }, variables: new Map(), least: query.intervalMs / 1_000 };
    const open = source.text(target as Target, filled).match(/\$\{?\w+/);
    if (open) throw new Error(`nobody fills in ${open[0]}`);
    const series = await source.ask(target as Target, filled);
    return series.map(({ columns, values }) => ({
      fields: columns.map(name => ({
        name,
        type: /^time$/i.test(name) ? ("time" as const) : ("number" as const),
      })),
      values: columns.map((_, column) => values.map(row => row[column] ?? null)),
    }));
  },
});

const pushAll = async (boards: readonly Board[]): Promise<void> => {
  for await (const _ of push(grafanaClient(grafana.url, EDITOR), boards));
};
const checked = async (variant: BoardVariant, now: number, boards: readonly Board[]) =>
  checkGrafana(grafanaClient(grafana.url, EDITOR), boards, { source: SOURCE_UID[variant], others: [], now });

describeWith("influxd", "a Grafana that asks InfluxDB", () => {
  let server: ChildServer;
  let source: FakeSource;
  let now: number;
  beforeAll(async () => {
    server = await startInflux();
    const database = { url: server.url, name: "hallwatch" };
    await ask(database, `CREATE DATABASE "hallwatch"`);
    now = (await writeEvening(database)).to;
    source = asking(influxSource(database), "influxql");
  });
  afterAll(() => server?.remove());

  test("answers every query of every board with rows, and says its version", async () => {
    const boards = await boardFiles(join(generated, "influxql"));
    grafana.sources.set(SOURCE_UID.influxql, source);
    await pushAll(boards);
    const found = await checked("influxql", now, boards);
    expect(found.version).toBe("13.3.1");
    expect(found.sources).toEqual([{ uid: "hallwatch-influx", is: "up", told: "datasource is working" }]);
    expect(found.boards.map(({ is }) => is)).toEqual(Array(7).fill("same"));
    const queries = found.boards.flatMap(({ panels }) => panels);
    expect(queries.length).toBeGreaterThan(100);
    expect(queries.filter(({ rows, error }) => rows === 0 || error !== null)).toEqual([]);
    expect(isSound(found)).toBe(true);
  });

  test("says which queries fail, which panels are empty and which boards are other or missing", async () => {
    const boards = await boardFiles(join(generated, "influxql"));
    grafana.sources.set(SOURCE_UID.influxql, source);
    const older = await boardFiles(join(generated, "influxql"), { timeZone: "Europe/Lisbon" });
    await pushAll(older.slice(0, 1));
    const broken = structuredClone(boards[0]!);
    (broken.panels[0]!.targets[0] as Record<string, unknown>).query = 'SELECT last("open" FROM "alert"';
    const found = await checked("influxql", now, [broken, ...boards.slice(1)]);
    expect(found.boards.map(({ is }) => is)).toEqual(["other", ...Array(6).fill("missing")]);
    const [first, second] = found.boards[0]!.panels;
    expect(first).toMatchObject({ rows: null, error: expect.stringContaining("error parsing query") });
    expect(second?.error).toBe(null);
    expect(isSound(found)).toBe(false);
    const dayBefore = await checked("influxql", now - 30 * 86_400_000, boards.slice(0, 1));
    expect(new Set(dayBefore.boards[0]!.panels.map(({ rows }) => rows))).toEqual(new Set([0]));
  });

  test("a source that is missing or does not answer is said so", async () => {
    const boards = await boardFiles(join(generated, "influxql"));
    const none = await checked("influxql", now, boards.slice(0, 1));
    expect(none.sources).toEqual([{ uid: "hallwatch-influx", is: "missing", told: "" }]);
    expect(none.boards[0]?.panels[0]?.error).toBe("status 404: data source not found");
    const down = { ...source, ask: () => Promise.reject(new Error("connection refused")) };
    grafana.sources.set(SOURCE_UID.influxql, down);
    const refused = await checked("influxql", now, boards.slice(0, 1));
    expect(refused.sources).toMatchObject([{ is: "down", told: "connection refused" }]);
  });
});

describeWith("victoria-metrics", "a Grafana that asks VictoriaMetrics", () => {
  let filled: FilledVictoria;
  beforeAll(async () => {
    filled = await filledVictoria();
  });
  afterAll(() => filled?.server.remove());

  test("answers every query of every board with rows", async () => {
    const boards = await boardFiles(join(generated, "promql"));
    grafana.sources.set(SOURCE_UID.promql, asking(filled.source, "promql"));
    await pushAll(boards);
    const found = await checked("promql", filled.evening.to, boards);
    const queries = found.boards.flatMap(({ panels }) => panels);
    expect(queries.length).toBeGreaterThan(100);
    expect(queries.filter(({ rows, error }) => rows === 0 || error !== null)).toEqual([]);
    expect(isSound(found)).toBe(true);
  });
});
