import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { bodyOf } from "../../gateway/stores/influx/body.ts";
import { influxTrends } from "../../gateway/stores/influx/influx-trends.ts";
import { prefixesOf, readingLines } from "../../gateway/stores/influx/series.ts";
import type { ChildServer } from "../../gateway/stores/testing/child-server.ts";
import { samplePoints } from "../../gateway/stores/testing/sample-site.ts";
import { startInflux, startVictoria } from "../../gateway/stores/testing/servers.ts";
import { stepFor } from "../../gateway/stores/trends/step.ts";
import type { Point } from "../../rules/site/model.ts";
import { instant } from "../../rules/time/instant.ts";
import { arriving, idsOf, type Load } from "./made.ts";
import { type Subject, sizeOf, spanOf } from "./subject.ts";

/** As many as the gateway sends in one request. */
const TOGETHER = 10_000;
const TICK_MS = 10;

/** InfluxDB 1.x that writes its cache out and compacts after two seconds of quiet, not after hours. */
export const inInflux = async (load: Load): Promise<Subject> => {
  process.env.INFLUXDB_DATA_CACHE_SNAPSHOT_WRITE_COLD_DURATION = "2s";
  process.env.INFLUXDB_DATA_COMPACT_FULL_WRITE_COLD_DURATION = "2s";
  const server = await startInflux();
  await (await fetch(`${server.url}/query?q=CREATE DATABASE hall`, { method: "POST" })).text();
  return subject("InfluxDB 1.6.7", server, load, async () => {
    await calm(() => sizeOf(join(server.directory, "wal")) + sizeOf(join(server.directory, "data")));
  });
};

/** VictoriaMetrics, merged before it is weighed. */
export const inVictoria = async (load: Load): Promise<Subject> => {
  const server = await startVictoria();
  return subject("VictoriaMetrics 1.79.5", server, load, async () => {
    await (await fetch(`${server.url}/internal/force_flush`)).text();
    await (await fetch(`${server.url}/internal/force_merge`)).text();
    await calm(() => sizeOf(join(server.directory, "data")));
  });
};

const subject = (name: string, server: ChildServer, load: Load, settle: () => Promise<void>): Subject => {
  const ids = idsOf(load);
  const circuit = samplePoints(2)[1];
  if (circuit === undefined) throw new Error("no circuit");
  const points = ids.map((id, index): Point => ({ ...circuit, id, index }));
  const site = { id: "hall", points };
  const prefixes = prefixesOf(site);
  const target = { name, url: server.url, database: "hall", spoolMegabytes: 1 };
  const trends = influxTrends({ target, site, now: () => instant(Date.now()) });
  return {
    name,
    add: async day => {
      for (const piece of arriving(load, day, TOGETHER)) {
        const answer = await fetch(`${server.url}/write?db=hall&precision=ms`, {
          method: "POST",
          headers: { "content-encoding": "gzip" },
          body: bodyOf(readingLines(piece, prefixes)) as Uint8Array<ArrayBuffer>,
        });
        if (answer.status !== 204) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
      }
    },
    settle,
    bytes: () => sizeOf(server.directory),
    ask: async asked => {
      const { from, to, buckets } = spanOf(asked);
      const ids = asked.points.map(point => points[point]!.id);
      const courses = await trends.trend({ points: ids, from: instant(from), to: instant(to), buckets });
      return { step: courses[0]?.step ?? stepFor({ from, to, buckets }, "readings"), courses };
    },
    serverCpuMs: () => cpuMsOf(server.pid()),
    close: () => server.remove(),
  };
};

/** User and system time of all threads of a process. @see proc(5), /proc/pid/stat, fields 14 and 15 */
const cpuMsOf = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
};

/** Until files have not changed their size for five seconds, a minute at most. */
const calm = async (size: () => number): Promise<void> => {
  let [before, still] = [-1, 0];
  for (let second = 0; second < 60 && still < 5; second++) {
    const now = size();
    still = now === before ? still + 1 : 0;
    before = now;
    await pause(1_000);
  }
};
