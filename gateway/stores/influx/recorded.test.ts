import { expect, it } from "vitest";
import { systemClock } from "#gateway/ports/clock.ts";
import type { Recorded } from "#gateway/ports/recorded.ts";
import { QUALITIES } from "#rules/reading/columns.ts";
import type { InfluxTarget } from "#rules/site/model.ts";
import { after, type Instant, millis, seconds } from "#rules/time/instant.ts";
import { MORNING } from "../testing/sample-alerts.ts";
import { bad, good, sampleSite } from "../testing/sample-site.ts";
import { describeWith, startInflux, startVictoria } from "../testing/servers.ts";
import { temporary } from "../testing/temporary.ts";
import { until } from "../testing/until.ts";
import { influxHistory } from "./influx-history.ts";
import { influxRecorded } from "./recorded.ts";

const site = sampleSite(6);
/** Values every second in turn, one of them bad, then a gap of a day and one more. */
const readings = [
  ...Array.from({ length: 240 }, (_, n) => good(n % 6, n, after(MORNING, seconds(n)))),
  bad(2, after(MORNING, seconds(500))),
  good(1, 7.5, after(MORNING, seconds(86_400))),
];
const last = after(MORNING, seconds(86_400));
const target = (url: string, change: Partial<InfluxTarget> = {}): InfluxTarget => ({
  name: "test",
  url,
  database: "hall",
  spoolMegabytes: 10,
  ...change,
});

const write = async (url: string): Promise<void> => {
  const place = temporary();
  const history = influxHistory({
    target: target(url),
    site,
    directory: place.directory,
    clock: systemClock(),
    timing: { group: 10, backOff: [20, 50] },
  });
  await history.start();
  history.append(readings);
  await history.flush();
  await until("nothing waits", () => history.health().counts.waiting === 0);
  await history.stop();
  place.remove();
};

const rowsIn = async (recorded: Recorded, from: Instant, to: Instant): Promise<string[]> => {
  const rows: string[] = [];
  for await (const part of recorded.read(from, to))
    for (let row = 0; row < part.rows; row++)
      rows.push(
        `${part.at[row]! - MORNING} ${part.point[row]} ${part.value[row]} ${QUALITIES[part.quality[row]!]}`,
      );
  return rows;
};
const expected = readings.map(
  ({ at, point, value, quality }) => `${at - MORNING} ${point} ${value} ${quality}`,
);

const reads = async (url: string): Promise<void> => {
  const recorded = await influxRecorded({ target: target(url), site, size: { aim: 50, most: 70 } });
  expect(await recorded.span()).toEqual({ first: MORNING, last });
  expect(await rowsIn(recorded, MORNING, after(last, millis(1)))).toEqual(expected);
  const [from, to] = [after(MORNING, seconds(10)), after(MORNING, seconds(20))];
  expect(await rowsIn(recorded, from, to)).toEqual(expected.slice(10, 20));
  const other = await influxRecorded({ target: target(url), site: { ...site, id: "site-b" } });
  expect([await other.span(), await rowsIn(other, MORNING, last)]).toEqual([null, []]);
};

describeWith("influxd", "the history in a real InfluxDB", () => {
  it("is read again as it was written, bad readings as bad, and of one hall only", async () => {
    const influx = await startInflux();
    await fetch(`${influx.url}/query?q=CREATE%20DATABASE%20hall`, { method: "POST" });
    await write(influx.url);
    await reads(influx.url);
    const none = influxRecorded({ target: target(influx.url, { database: "nobody" }), site });
    await expect((await none).span()).rejects.toThrow('is there a database "nobody"?');
    await influx.remove();
    await expect(influxRecorded({ target: target(influx.url), site })).rejects.toThrow(
      expect.objectContaining({ code: "HISTORY_REMOTE", message: expect.stringContaining("ECONNREFUSED") }),
    );
  });

  it("asks for its password, and says when it is wrong", async () => {
    const influx = await startInflux({ auth: true });
    const asks = (statement: string) =>
      fetch(`${influx.url}/query?q=${encodeURIComponent(statement)}&u=reader&p=right`, { method: "POST" });
    await asks("CREATE USER reader WITH PASSWORD 'right' WITH ALL PRIVILEGES");
    await asks("CREATE DATABASE hall");
    const locked = target(influx.url, { username: "reader", passwordEnv: "PASSWORD" });
    const span = async (password: string) =>
      (await influxRecorded({ target: locked, site, environment: { PASSWORD: password } })).span();
    expect(await span("right")).toBe(null);
    await expect(span("wrong")).rejects.toThrow(/HTTP 401/);
    await expect(span("")).rejects.toThrow(expect.objectContaining({ code: "INFLUX_PASSWORD_MISSING" }));
    await influx.remove();
  });
});

describeWith("victoria-metrics", "the history in a real VictoriaMetrics", () => {
  it("is read again as it was written", async () => {
    const victoria = await startVictoria();
    await write(victoria.url);
    await fetch(`${victoria.url}/internal/force_flush`);
    await reads(victoria.url);
    await victoria.remove();
  });
});
