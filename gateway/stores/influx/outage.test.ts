import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { systemClock } from "#gateway/ports/clock.ts";
import type { History } from "#gateway/ports/history.ts";
import { silent } from "#gateway/ports/log.ts";
import { after, millis } from "#rules/time/instant.ts";
import type { ChildServer } from "../testing/child-server.ts";
import { influxCount, victoriaFound } from "../testing/influx-reader.ts";
import { runAndKill, seeded } from "../testing/killed-child.ts";
import { MORNING } from "../testing/sample-alerts.ts";
import { good, sampleSite } from "../testing/sample-site.ts";
import { describeWith, startInflux, startVictoria } from "../testing/servers.ts";
import { temporary } from "../testing/temporary.ts";
import { until } from "../testing/until.ts";
import { influxHistory } from "./influx-history.ts";

const POINTS = 9;

const historyTo = (server: ChildServer, directory: string, told: string[] = []): History => {
  const tell = (_fields: object, event: string) => told.push(event);
  return influxHistory({
    target: { name: "test", url: server.url, database: "hall", spoolMegabytes: 100 },
    site: sampleSite(POINTS),
    directory,
    clock: systemClock(),
    log: { ...silent, info: tell, warn: tell },
    timing: { group: 20, backOff: [20, 100], timeout: 2_000 },
  });
};

/** Appends readings without a pause until it is told to stop; reading n is n ms after `MORNING`. */
const load = (history: History) => {
  let count = 0;
  let isOn = true;
  const running = (async () => {
    for (; isOn; count += 100) {
      history.append(
        Array.from({ length: 100 }, (_, k) =>
          good((count + k) % POINTS, count + k, after(MORNING, millis(count + k))),
        ),
      );
      await pause(2);
    }
  })();
  return {
    count: () => count,
    /** Resolves when that many more were appended. */
    goOn: async (more: number) => {
      const goal = count + more;
      await until("the load goes on", () => count >= goal);
    },
    stop: async () => {
      isOn = false;
      await running;
      return count;
    },
  };
};

const drained = (history: History) => until("nothing waits", () => history.health().counts.waiting === 0);

describeWith("influxd", "an InfluxDB that goes away under load", () => {
  it.each(["stop", "kill9"] as const)(
    "gets every reading exactly once when it is back (%s)",
    async how => {
      const influx = await startInflux();
      const place = temporary();
      const told: string[] = [];
      const history = historyTo(influx, place.directory, told);
      await history.start();
      const loading = load(history);
      await loading.goOn(5_000);
      await until("it takes readings", () => (history.health().counts.stored ?? 0) > 0);
      await influx[how]();
      await until("the outage is seen", () => history.health().state === "down");
      await loading.goOn(20_000);
      await influx.restart();
      await until("it is back", () => history.health().state === "up");
      await loading.goOn(5_000);
      const total = await loading.stop();
      await history.flush();
      await drained(history);
      expect(await influxCount(influx.url)).toBe(total);
      const { counts } = history.health();
      expect(counts).toMatchObject({ appended: total, stored: total, dropped: 0, poisoned: 0, carried: 0 });
      expect(counts.rewound).toBeGreaterThan(0);
      const ofStore = told.filter(event => event.startsWith("store "));
      expect(ofStore).toEqual(["store cannot be written", "store can be written again"]);
      await history.stop();
      await influx.remove();
      place.remove();
    },
    60_000,
  );

  it("gets what a gateway had spooled that was killed meanwhile", async () => {
    const influx = await startInflux();
    const place = temporary();
    const program = new URL("../testing/append-forever.ts", import.meta.url);
    const random = seeded(7);
    let acknowledged = 0;
    for (let kill = 0; kill < 4; kill += 1) {
      if (kill % 2 === 1) await influx.stop();
      const args = [place.directory, String(acknowledged), influx.url];
      const printed = await runAndKill(program, args, 1 + random(20));
      acknowledged = Math.max(acknowledged, ...printed.map(Number));
      if (kill % 2 === 1) await influx.restart();
    }
    const history = historyTo(influx, place.directory);
    await history.start();
    await drained(history);
    // Some may have come that were spooled and not acknowledged yet; each number is a point's moment, so none twice.
    const found = await influxCount(influx.url);
    expect(found).toBeGreaterThanOrEqual(acknowledged);
    expect(found).toBeLessThanOrEqual(acknowledged + 500);
    const { carried = 0, stored, dropped } = history.health().counts;
    expect({ stored, dropped }).toEqual({ stored: carried, dropped: 0 });
    await history.stop();
    await influx.remove();
    place.remove();
  });
});

describeWith("victoria-metrics", "a VictoriaMetrics that is killed under load", () => {
  it("gets again what it forgot, and has every reading exactly once", async () => {
    const victoria = await startVictoria();
    const place = temporary();
    const history = historyTo(victoria, place.directory);
    await history.start();
    const loading = load(history);
    await until("some was taken", () => (history.health().counts.stored ?? 0) > 3_000);
    await victoria.kill9();
    await victoria.restart();
    await loading.goOn(3_000);
    const total = await loading.stop();
    await history.flush();
    await drained(history);
    const found = await Promise.all(
      sampleSite(POINTS).points.map(({ id }) => victoriaFound(victoria.url, id)),
    );
    const values = found.flatMap(series => series.map(({ value }) => value)).sort((a, b) => a - b);
    expect(values).toEqual(Array.from({ length: total }, (_, n) => n));
    expect(history.health().counts.rewound).toBeGreaterThan(0);
    await history.stop();
    await victoria.remove();
    place.remove();
  });
});
