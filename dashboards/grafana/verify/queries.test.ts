import type { Dashboard, Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ChildServer } from "#gateway/stores/testing/child-server.ts";
import { describeWith, startInflux } from "#gateway/stores/testing/servers.ts";
import { boards } from "../boards.ts";
import { writeEvening } from "../testing/evening.ts";
import { problemsOf } from "./board.ts";
import type { Range } from "./fill-in.ts";
import { ask, type Database } from "./influx.ts";

/** The database and the users that docker-compose.yml has InfluxDB make. */
const users = [
  `CREATE DATABASE "hallwatch"`,
  `CREATE USER "gateway" WITH PASSWORD 'w'`,
  `GRANT WRITE ON "hallwatch" TO "gateway"`,
  `CREATE USER "grafana" WITH PASSWORD 'r'`,
  `GRANT READ ON "hallwatch" TO "grafana"`,
];

describeWith("influxd", "the boards against a real InfluxDB", () => {
  let server: ChildServer;
  let admin: Database;
  /** As Grafana asks it: with a user that may read and nothing else. */
  let database: Database;
  let range: Range;
  beforeAll(async () => {
    server = await startInflux({ auth: true });
    const nobody = { url: server.url, name: "hallwatch" };
    await ask(nobody, `CREATE USER admin WITH PASSWORD 'a' WITH ALL PRIVILEGES`);
    admin = { ...nobody, username: "admin", password: "a" };
    for (const statement of users) await ask(admin, statement);
    range = await writeEvening({ ...nobody, username: "gateway", password: "w" });
    database = { ...nobody, username: "grafana", password: "r" };
  });
  afterAll(() => server?.remove());

  const board = (file: string): Dashboard => structuredClone(boards().get(file)!);
  const firstPanel = (from: Dashboard): Panel & { targets: { query: string }[] } => from.panels![0] as never;

  it.each([...boards()])(
    "%s: every query of a filled hall answers, and nothing is left open",
    async (_, one) => {
      expect(await problemsOf(one, database, range)).toEqual([]);
    },
  );

  it.each([...boards()])("%s: every query of an empty database is named", async (_, one) => {
    for (const statement of [`CREATE DATABASE "empty"`, `GRANT READ ON "empty" TO "grafana"`])
      await ask(admin, statement);
    const problems = await problemsOf(one, { ...database, name: "empty" }, range);
    const asked = (one.panels as Panel[]).flatMap(({ title, targets }) =>
      (targets ?? []).map(target => `panel ${title}, ${(target as unknown as { refId: string }).refId}`),
    );
    const empty = problems.filter(({ what }) => what.startsWith("empty:")).map(({ where }) => where);
    expect(empty).toEqual(
      expect.arrayContaining([...asked, "variable site", "variable zone", "annotation 告警 · Alerts"]),
    );
  });

  it("a query that the database refuses is named with the database's own words", async () => {
    const broken = board("alerts.json");
    firstPanel(broken).targets[0]!.query = `SELECT last("open" FROM "alert"`;
    const [problem] = await problemsOf(broken, database, range);
    expect(problem?.where).toBe("panel 开放告警 · Open alerts, P1");
    expect(problem?.what).toContain("error parsing query");
  });

  it("a variable that the board does not have is named", async () => {
    const broken = board("alerts.json");
    firstPanel(broken).targets[0]!.query += ` LIMIT \${rows:regex}`;
    expect((await problemsOf(broken, database, range))[0]?.what).toBe(`nobody fills in \${rows:regex}`);
  });

  it("panels without an id, or with one that is taken, are named", async () => {
    const broken = board("alerts.json");
    const [first, second, third] = broken.panels as Panel[];
    delete first!.id;
    second!.id = third!.id!;
    expect((await problemsOf(broken, database, range)).map(({ what }) => what)).toEqual([
      "has no id",
      "id 3 is taken",
      "id 3 is taken",
    ]);
  });

  it("a column that a table names and no query has is named", async () => {
    const broken = board("alerts.json");
    const table = (broken.panels as Panel[]).find(({ type }) => type === "table")!;
    table.fieldConfig!.overrides[0]!.matcher.options = "优先 · Prority";
    expect(await problemsOf(broken, database, range)).toEqual([
      { where: "panel 开放告警清单 · Open alerts, one by one", what: `no column "优先 · Prority"` },
    ]);
  });
});
