import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { systemClock } from "#gateway/ports/clock.ts";
import type { InfluxTarget } from "#rules/site/model.ts";
import { after, seconds } from "#rules/time/instant.ts";
import { influxRows } from "../testing/influx-reader.ts";
import { MORNING } from "../testing/sample-alerts.ts";
import { good, sampleSite } from "../testing/sample-site.ts";
import { describeWith, startInflux } from "../testing/servers.ts";
import { temporary } from "../testing/temporary.ts";
import { until } from "../testing/until.ts";
import { influxHistory } from "./influx-history.ts";
import { spoolPath } from "./spool.ts";

const historyTo = async (
  url: string,
  directory: string,
  change: Partial<InfluxTarget> = {},
  password = "",
) => {
  const history = influxHistory({
    target: { name: "test", url, database: "hall", spoolMegabytes: 10, ...change },
    site: sampleSite(9),
    directory,
    clock: systemClock(),
    environment: { PASSWORD: password },
    timing: { group: 10, backOff: [20, 50] },
  });
  await history.start();
  return history;
};

/** The whole answer: its headers come before the statement is done. */
const ask = async (url: string, statement: string, more = ""): Promise<string> =>
  (await fetch(`${url}/query?q=${encodeURIComponent(statement)}${more}`, { method: "POST" })).text();

const poisonIn = (directory: string) => {
  const spool = new DatabaseSync(spoolPath(directory, "test"), { readOnly: true });
  const rows = spool.prepare("SELECT line, why FROM poison ORDER BY id").all();
  spool.close();
  return rows;
};

describeWith("influxd", "a real InfluxDB that refuses", () => {
  it("a value of another type sets the line aside with the reason, and all other lines are there", async () => {
    const influx = await startInflux();
    const place = temporary();
    await ask(influx.url, "CREATE DATABASE hall");
    const foreign = `zone_air_temp,point=foreign value="warm" ${MORNING}`;
    await fetch(`${influx.url}/write?db=hall&precision=ms`, { method: "POST", body: foreign });
    const history = await historyTo(influx.url, place.directory);
    history.append([0, 1, 2, 3, 4, 5].map(n => good(n, n, after(MORNING, seconds(n)))));
    await history.flush();
    await until("nothing waits", () => history.health().counts.waiting === 0);
    const power = await influxRows(influx.url, "SELECT value FROM circuit_power");
    expect(power.map(([, value]) => value)).toEqual([1, 3, 5]);
    expect(history.health().counts).toMatchObject({ appended: 6, stored: 3, poisoned: 3 });
    expect(poisonIn(place.directory).map(({ line }) => String(line).split(" ")[1])).toEqual([
      "value=0",
      "value=2",
      "value=4",
    ]);
    expect(poisonIn(place.directory)[0]?.why).toMatch(
      /field type conflict: input field "value" on measurement/,
    );
    await history.stop();
    await influx.remove();
    place.remove();
  });

  it("readings older than it keeps are set aside in one go", async () => {
    const influx = await startInflux();
    const place = temporary();
    await fetch(`${influx.url}/query?q=CREATE DATABASE hall WITH DURATION 1h REPLICATION 1`, {
      method: "POST",
    });
    const history = await historyTo(influx.url, place.directory);
    history.append(Array.from({ length: 500 }, (_, n) => good(0, n, after(MORNING, seconds(n)))));
    await history.flush();
    await until("nothing waits", () => history.health().counts.waiting === 0);
    expect(history.health().counts).toMatchObject({ appended: 500, stored: 0, poisoned: 500 });
    expect(history.health().state).toBe("up");
    await history.stop();
    await influx.remove();
    place.remove();
  });

  it("a user who may only write gets everything through; a wrong password keeps it here and says so", async () => {
    const influx = await startInflux({ auth: true });
    const place = temporary();
    const admin = (statement: string) => ask(influx.url, statement, "&u=admin&p=root");
    await admin("CREATE USER admin WITH PASSWORD 'root' WITH ALL PRIVILEGES");
    await admin("CREATE DATABASE hall");
    await admin("CREATE USER gateway WITH PASSWORD 'right'");
    await admin("GRANT WRITE ON hall TO gateway");
    const user = { username: "gateway", passwordEnv: "PASSWORD" };

    const locked = await historyTo(influx.url, place.directory, user, "wrong");
    locked.append([good(0, 1, MORNING)]);
    await locked.flush();
    await until("it is refused", () => locked.health().state === "down");
    expect(locked.health().lastError).toBe("401 authorization failed");
    await locked.stop();

    const history = await historyTo(influx.url, place.directory, user, "right");
    await until("nothing waits", () => history.health().counts.waiting === 0);
    expect(history.health().counts).toMatchObject({ carried: 1, stored: 1 });
    expect(await admin("SELECT value FROM hall..zone_air_temp")).toContain(",1]");
    await history.stop();
    await influx.remove();
    place.remove();
  });
});
