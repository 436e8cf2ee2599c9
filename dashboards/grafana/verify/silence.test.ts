import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ChildServer } from "#gateway/stores/testing/child-server.ts";
import { describeWith, startInflux } from "#gateway/stores/testing/servers.ts";
import { boards } from "../boards.ts";
import { writeEvening } from "../testing/evening.ts";
import { fillIn, type Range } from "./fill-in.ts";
import { ask, type Database } from "./influx.ts";

const minutes = (n: number) => n * 60_000;
const all = { is: "text", text: ".*" } as const;
const variables = new Map([
  ["site", all],
  ["zone", all],
]);

describeWith("influxd", "what a board says when evidence is missing", () => {
  let server: ChildServer;
  let database: Database;
  let evening: Range;
  beforeAll(async () => {
    server = await startInflux();
    database = { url: server.url, name: "hallwatch" };
    await ask(database, `CREATE DATABASE "${database.name}"`);
    evening = await writeEvening(database);
  });
  afterAll(() => server?.remove());

  /** Rows of a panel's target, without the time, when the board ends at `to`. */
  const rows = async (file: string, title: string, refId: string, to: number) => {
    const panel = (boards().get(file)!.panels as Panel[]).find(one => one.title?.endsWith(title))!;
    const target = (panel.targets as unknown as { refId: string; query: string }[]).find(
      one => one.refId === refId,
    );
    const series = await ask(database, fillIn(target!.query, { from: evening.from, to }, variables));
    return series.flatMap(one => one.values.map(row => [...Object.values(one.tags ?? {}), ...row.slice(1)]));
  };
  const reporting = () => evening.to - minutes(1);
  const gone = () => evening.to + minutes(10);

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
    const lock = await rows("closing-check.json", "Door locks", "A", reporting());
    const last = (door: string) =>
      lock
        .filter(([point]) => point === door)
        .map(row => row[1])
        .findLast(value => value !== undefined);
    expect(last("D4.lock")).toBe(null);
    expect(last("D3.lock")).toBe(1);
  });
});
