import { once } from "node:events";
import { createServer } from "node:http";
import { expect, it } from "vitest";
import type { InfluxTarget, Site } from "#rules/site/model.ts";
import { instant, minutes } from "#rules/time/instant.ts";
import { systemClock } from "../ports/clock.ts";
import { silent } from "../ports/log.ts";
import type { Trends } from "../ports/trends.ts";
import { samplePoints } from "../stores/testing/sample-site.ts";
import { bucketsOf } from "../stores/trends/buckets.ts";
import { coursesOf } from "./courses.ts";

const points = samplePoints(1);
const asked = { points: ["hall.t0"], from: instant(0), to: instant(60_000), buckets: 1 };

/** Answers every question with one bucket of one reading, 7. */
const embedded: Trends = {
  trend: async question =>
    question.points.map(point => {
      const buckets = bucketsOf(minutes(1));
      buckets.add(0, 7);
      return buckets.trend(point, "minutes");
    }),
  states: async () => [],
};

/** An InfluxDB that knows one bucket of three readings, 20 … 22. */
const startServer = async () => {
  const server = createServer((request, response) => {
    if (!request.url?.startsWith("/query")) return void response.writeHead(404).end();
    const series = [{ tags: { point: "hall.t0" }, values: [[0, 20, 22, 21, 20, 22, 3]] }];
    response.end(JSON.stringify({ results: [{ series }] }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return { server, url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}` };
};

const siteWith = (influx: readonly InfluxTarget[], coursesFrom?: string) =>
  ({
    id: "site-a",
    points,
    history: { influx, ...(coursesFrom !== undefined && { coursesFrom }) },
  }) as unknown as Site;

it("courses come from the database that the site names; while it is away the embedded history answers, told once", async () => {
  const { server, url } = await startServer();
  const warnings: string[] = [];
  const log = { ...silent, warn: (_: object, event: string) => void warnings.push(event) };
  const target = { name: "other", url, database: "hall", spoolMegabytes: 1 };
  const parts = { embedded, clock: systemClock(), log };
  const courses = coursesOf({ ...parts, site: siteWith([target], "other") });
  const [told] = await courses.trend(asked);
  expect([told?.from, told?.count[0], told?.mean[0]]).toEqual(["readings", 3, 21]);
  server.closeAllConnections();
  server.close();
  await once(server, "close");
  for (const _ of [1, 2]) {
    const [instead] = await courses.trend(asked);
    expect([instead?.from, instead?.mean[0]]).toEqual(["minutes", 7]);
  }
  expect(warnings).toEqual(["courses are read from the embedded history instead"]);
  expect(coursesOf({ ...parts, site: siteWith([target]) })).toBe(embedded);
});
