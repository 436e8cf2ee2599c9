import { expect, it } from "vitest";
import { systemClock } from "#gateway/ports/clock.ts";
import type { InfluxTarget } from "#rules/site/model.ts";
import { MORNING } from "../testing/sample-alerts.ts";
import { good, sampleSite } from "../testing/sample-site.ts";
import { describeWith, startInflux, startVictoria } from "../testing/servers.ts";
import { temporary } from "../testing/temporary.ts";
import { until } from "../testing/until.ts";
import { checkStore } from "./check.ts";
import { influxHistory } from "./influx-history.ts";

const site = sampleSite(2);
const KEEP = { readings: 400, minutes: null, quarters: null };
const targetOf = (url: string): InfluxTarget => ({
  name: "test",
  url,
  database: "hall",
  spoolMegabytes: 10,
  keep: KEEP,
});
const resultOf = async (target: InfluxTarget, spools: string) => {
  const { checks } = await checkStore({ target, site, spools, timeoutMs: 5_000 });
  return Object.fromEntries(checks.map(({ check, is }) => [check, is]));
};

describeWith("influxd", "looking at an InfluxDB", () => {
  it("says what is missing, what was refused for good, and that all is well once the gateway has set it up", async () => {
    const influx = await startInflux();
    const { directory, remove } = temporary();
    const target = targetOf(influx.url);
    expect(await resultOf(target, directory)).toMatchObject({
      reach: "fine",
      clock: "fine",
      database: "wrong",
      write: "wrong",
      spool: "unknown",
    });
    const history = influxHistory({ target, site, directory, clock: systemClock(), timing: { group: 10 } });
    await history.start();
    history.append([good(0, 1, MORNING)]);
    await history.flush();
    await until("nothing waits", () => history.health().counts.waiting === 0);
    // MORNING is older than the 400 days that readings are kept.
    expect(history.health().counts).toMatchObject({ poisoned: 1, tooOld: 1 });
    expect(await resultOf(target, directory)).toEqual({
      reach: "fine",
      clock: "fine",
      database: "fine",
      write: "fine",
      retention: "fine",
      rollUps: "fine",
      spool: "fine",
      poison: "doubt",
    });
    const other = { ...target, keep: { ...KEEP, readings: 30 } };
    expect(await resultOf(other, directory)).toMatchObject({ retention: "doubt", write: "fine" });
    await history.stop();
    await influx.remove();
    expect(await resultOf(target, directory)).toEqual({ reach: "wrong", spool: "fine", poison: "doubt" });
    remove();
  });
});

describeWith("victoria-metrics", "looking at a VictoriaMetrics", () => {
  it("shows rows that it dropped without saying so, and how long it keeps, or that it does not tell", async () => {
    const victoria = await startVictoria();
    const { directory, remove } = temporary();
    const target = targetOf(victoria.url);
    const well = {
      reach: "fine",
      clock: "fine",
      write: "fine",
      retention: "fine",
      duplicates: "fine",
      invalid: "fine",
      spool: "unknown",
    };
    expect(await resultOf(target, directory)).toEqual(well);
    await fetch(`${victoria.url}/write?db=hall`, {
      method: "POST",
      body: "no line at all\nzone value=warm 1\n",
    });
    await until("it is counted", async () => (await resultOf(target, directory)).invalid === "doubt");
    await victoria.remove();
    const guarded = await startVictoria({ flags: ["-retentionPeriod=3", "-flagsAuthKey=k"] });
    const retention = async () => {
      const asked = { site, spools: directory, timeoutMs: 5_000, target: targetOf(guarded.url) };
      return (await checkStore(asked)).checks.find(({ check }) => check === "retention");
    };
    expect(await retention()).toMatchObject({ is: "doubt", saw: "-retentionPeriod=3 (months) < 400 d" });
    await guarded.remove();
    const silent = await startVictoria({ flags: ["-flagsAuthKey=k", "-metricsAuthKey=k"] });
    const { checks } = await checkStore({ target: targetOf(silent.url), site, timeoutMs: 5_000 });
    expect(checks.find(({ check }) => check === "retention")).toMatchObject({
      is: "unknown",
      saw: "not told (/flags: HTTP 401, /metrics: HTTP 401)",
    });
    await silent.remove();
    remove();
  });
});
