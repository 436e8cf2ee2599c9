import { afterAll, beforeAll } from "vitest";
import { systemClock } from "#gateway/ports/clock.ts";
import type { ChildServer } from "../testing/child-server.ts";
import {
  exactContract,
  type Found,
  type HistoryUnderTest,
  historyContract,
} from "../testing/history-contract.ts";
import { influxFound, influxRows, victoriaFound } from "../testing/influx-reader.ts";
import { sampleSite } from "../testing/sample-site.ts";
import { describeWith, startInflux, startVictoria } from "../testing/servers.ts";
import { temporary } from "../testing/temporary.ts";
import { until } from "../testing/until.ts";
import { influxHistory } from "./influx-history.ts";

const opener =
  (server: () => ChildServer, database: () => string, found: (point: string) => Promise<Found>) =>
  async (): Promise<HistoryUnderTest> => {
    const { directory, remove } = temporary();
    const target = { name: "test", url: server().url, database: database(), spoolMegabytes: 100 };
    const begin = async () => {
      const begun = influxHistory({
        target,
        site: sampleSite(9),
        directory,
        clock: systemClock(),
        timing: { group: 20, backOff: [20, 100] },
      });
      await begun.start();
      return begun;
    };
    let history = await begin();
    return {
      history,
      reopen: async () => {
        await history.stop();
        history = await begin();
        return history;
      },
      found: async point => {
        await until("nothing waits", () => history.health().counts.waiting === 0);
        return found(point);
      },
      remove: async () => {
        await history.stop();
        remove();
      },
    };
  };

describeWith("influxd", "InfluxDB", () => {
  let influx: ChildServer;
  beforeAll(async () => {
    influx = await startInflux();
  });
  afterAll(() => influx.remove());
  const open = opener(
    () => influx,
    () => "hall",
    point => influxFound(influx.url, point),
  );
  const openEmpty = async () => {
    await influxRows(influx.url, "DROP DATABASE hall");
    return open();
  };
  historyContract("influx", openEmpty);
  exactContract("influx", openEmpty);
});

describeWith("victoria-metrics", "VictoriaMetrics", () => {
  let victoria: ChildServer;
  beforeAll(async () => {
    victoria = await startVictoria();
  });
  afterAll(() => victoria.remove());
  const open = opener(
    () => victoria,
    () => "hall",
    point => victoriaFound(victoria.url, point),
  );
  historyContract("victoria", async () => {
    await fetch(`${victoria.url}/api/v1/admin/tsdb/delete_series?match[]={__name__!=""}`);
    return open();
  });
});
