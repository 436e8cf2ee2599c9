import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ChildServer } from "#gateway/stores/testing/child-server.ts";
import { describeWith, startInflux } from "#gateway/stores/testing/servers.ts";
import { boards } from "../boards.ts";
import { runDemoEvening } from "../testing/demo-evening.ts";
import { problemsOf } from "./board.ts";
import { type Choice, fillIn, type Range } from "./fill-in.ts";
import { ask, type Database } from "./influx.ts";
import { influxSource } from "./source.ts";

/** What is written once a day, or only when something is wrong that the demo does not have. */
const laterThanAnEvening = /"(energy_day|baseline|compliance|report|backup|bad_reading)"/;

describeWith("influxd", "the boards on what the gateway itself writes", () => {
  let server: ChildServer;
  let database: Database;
  let range: Range;
  beforeAll(async () => {
    server = await startInflux();
    database = { url: server.url, name: "hallwatch" };
    range = await runDemoEvening(database);
  }, 180_000);
  afterAll(() => server?.remove());

  const all: Choice = { is: "text", text: ".*" };
  const rows = async (file: string, title: string, refId = "A") => {
    const panel = (boards().get(file)!.panels as Panel[]).find(one => one.title?.endsWith(title))!;
    const target = (panel.targets as unknown as { refId: string; query: string }[]).find(
      one => one.refId === refId,
    )!;
    const query = fillIn(
      target.query,
      range,
      new Map([
        ["site", all],
        ["zone", all],
      ]),
    );
    return (await ask(database, query)).flatMap(one => one.values.map(row => row.slice(1)));
  };

  it.each([...boards()])("%s: every query of what an evening has answers", async (_, board) => {
    const problems = await problemsOf(board, influxSource(database), range);
    expect(problems.filter(({ what }) => !/^empty:/.test(what) || !laterThanAnEvening.test(what))).toEqual(
      [],
    );
  });

  it("the open alerts of the evening are in the table, and the tiles count the same", async () => {
    const open = await rows("alerts.json", "one by one");
    const tiles = await Promise.all(
      ["P1", "P2", "P3", "P4"].map(refId => rows("alerts.json", "Open alerts", refId)),
    );
    expect(tiles.flat(2).reduce((sum, count) => Number(sum) + Number(count), 0)).toBe(open.length);
    expect(open.flat().join()).toContain("GA-5.3-8b");
  });

  it("the ledger has booked the main meter's quarters, and the findings of the evening have a price", async () => {
    const quarters = await ask(database, `SELECT "kwh", "covered_s" FROM "energy" WHERE "meter" = 'M-main'`);
    const [, kwh, covered] = quarters[0]?.values[1] ?? [];
    expect([Number(kwh) > 0, Number(covered)]).toEqual([true, 900]);
    const prices = await ask(database, `SELECT last("kwh") FROM "finding_price" GROUP BY "fact"`);
    expect(prices.map(({ tags }) => tags?.fact)).toContain("light-on");
  });

  it("the silent door is unknown on the overview and at the closing check, and the unlocked one fails", async () => {
    const evidence = new Map(
      (await rows("hall-overview.json", "Doors and windows", "E")) as [string, number][],
    );
    expect(evidence.get("D1")).toBe(0);
    expect([1, 2, 3]).toContain(evidence.get("D4"));
    const verdicts = new Map(
      (await rows("closing-check.json", "Item by item")).map(row => [row[0], row.at(-1)]),
    );
    expect([verdicts.get("D1"), verdicts.get("D3"), verdicts.get("D4")]).toEqual([0, 1, 2]);
  });
});
