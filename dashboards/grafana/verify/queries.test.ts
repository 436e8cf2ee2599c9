import type { Dashboard, Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ChildServer } from "#gateway/stores/testing/child-server.ts";
import { describeWith, startInflux } from "#gateway/stores/testing/servers.ts";
import { boards } from "../boards.ts";
import { writeEvening } from "../testing/evening.ts";
import { type FilledVictoria, filledVictoria, ownRange } from "../testing/filled.ts";
import { problemsOf } from "./board.ts";
import type { Range } from "./fill-in.ts";
import { ask, type Database } from "./influx.ts";
import { influxSource, type Target } from "./source.ts";

/** The database and the users that docker-compose.yml has InfluxDB make. */
const users = [
  `CREATE DATABASE "hallwatch"`,
  `CREATE USER "gateway" WITH PASSWORD 'w'`,
  `GRANT WRITE ON "hallwatch" TO "gateway"`,
  `CREATE USER "grafana" WITH PASSWORD 'r'`,
  `GRANT READ ON "hallwatch" TO "grafana"`,
];

describeWith("victoria-metrics", "the boards against a real VictoriaMetrics", () => {
  let filled: FilledVictoria;
  beforeAll(async () => {
    filled = await filledVictoria();
  });
  afterAll(() => filled?.server.remove());

  it.each([...boards("promql")])(
    "%s: every query of a filled hall answers, and nothing is left open",
    async (_, one) => {
      expect(await problemsOf(one, filled.source, ownRange(one, filled.evening.to))).toEqual([]);
    },
  );

  it.each([...boards("promql")])("%s: every query of another hall's time is named", async (_, one) => {
    const before = ownRange(one, filled.evening.from - 365 * 86_400_000);
    const problems = await problemsOf(one, filled.source, before);
    const empty = problems.filter(({ what }) => what.startsWith("empty:")).map(({ where }) => where);
    expect(empty).toEqual(expect.arrayContaining([...questionsOf(one), "annotation 告警 · Alerts"]));
  });

  it("a metric that nobody writes, and a query that is none, are named", async () => {
    const broken = structuredClone(boards("promql").get("alerts.json")!);
    const [first] = broken.panels as unknown as { title: string; targets: { expr: string }[] }[];
    first!.targets[0]!.expr = "sum(alert_opne)";
    first!.targets[1]!.expr = "sum(alert_open";
    const problems = await problemsOf(broken, filled.source, ownRange(broken, filled.evening.to));
    expect(problems.map(({ what }) => what)).toEqual([
      "empty: sum(alert_opne)",
      expect.stringContaining("error when executing query"),
      expect.stringContaining("empty"),
    ]);
  });
});

/** Every panel's targets, as problems name them; those of Grafana Live are asked of nobody. */
const questionsOf = (board: Dashboard): readonly string[] =>
  (board.panels as Panel[]).flatMap(({ title, targets }) =>
    ((targets ?? []) as unknown as Target[])
      .filter(({ channel }) => channel === undefined)
      .map(({ refId }) => `panel ${title}, ${refId}`),
  );

describeWith("influxd", "the boards against a real InfluxDB", () => {
  let server: ChildServer;
  let admin: Database;
  /** As Grafana asks it: with a user that may read and nothing else. */
  let database: Database;
  let evening: Range;
  const problems = (one: Dashboard, of: Database = database) =>
    problemsOf(one, influxSource(of), ownRange(one, evening.to));
  beforeAll(async () => {
    server = await startInflux({ auth: true });
    const nobody = { url: server.url, name: "hallwatch" };
    await ask(nobody, `CREATE USER admin WITH PASSWORD 'a' WITH ALL PRIVILEGES`);
    admin = { ...nobody, username: "admin", password: "a" };
    for (const statement of users) await ask(admin, statement);
    evening = await writeEvening({ ...nobody, username: "gateway", password: "w" });
    database = { ...nobody, username: "grafana", password: "r" };
  });
  afterAll(() => server?.remove());

  const board = (file: string): Dashboard => structuredClone(boards().get(file)!);
  const firstPanel = (from: Dashboard): Panel & { targets: { query: string }[] } => from.panels![0] as never;

  it.each([...boards()])(
    "%s: every query of a filled hall answers, and nothing is left open",
    async (_, one) => {
      expect(await problems(one)).toEqual([]);
    },
  );

  it.each([...boards()])("%s: every query of an empty database is named", async (_, one) => {
    for (const statement of [`CREATE DATABASE "empty"`, `GRANT READ ON "empty" TO "grafana"`])
      await ask(admin, statement);
    const named = await problems(one, { ...database, name: "empty" });
    const empty = named.filter(({ what }) => what.startsWith("empty:")).map(({ where }) => where);
    expect(empty).toEqual(
      expect.arrayContaining([
        ...questionsOf(one),
        "variable site",
        "variable zone",
        "annotation 告警 · Alerts",
      ]),
    );
  });

  it("a query that the database refuses is named with the database's own words", async () => {
    const broken = board("alerts.json");
    firstPanel(broken).targets[0]!.query = `SELECT last("open" FROM "alert"`;
    const [problem] = await problems(broken);
    expect(problem?.where).toBe("panel 开放告警 · Open alerts, P1");
    expect(problem?.what).toContain("error parsing query");
  });

  it("a variable that the board does not have is named", async () => {
    const broken = board("alerts.json");
    firstPanel(broken).targets[0]!.query += ` LIMIT \${rows:regex}`;
    expect((await problems(broken))[0]?.what).toBe(`nobody fills in \${rows:regex}`);
  });

  it("panels without an id, or with one that is taken, are named", async () => {
    const broken = board("alerts.json");
    const [first, second, third] = broken.panels as Panel[];
    delete first!.id;
    second!.id = third!.id!;
    expect((await problems(broken)).map(({ what }) => what)).toEqual([
      "has no id",
      "id 3 is taken",
      "id 3 is taken",
    ]);
  });

  it("a column that a table names and no query has is named", async () => {
    const broken = board("alerts.json");
    const table = (broken.panels as Panel[]).find(({ type }) => type === "table")!;
    table.fieldConfig!.overrides[0]!.matcher.options = "优先 · Prority";
    expect(await problems(broken)).toEqual([
      { where: "panel 开放告警清单 · Open alerts, one by one", what: `no column "优先 · Prority"` },
    ]);
  });
});
