import { afterAll, beforeAll, expect, it } from "vitest";
import { systemClock } from "#gateway/ports/clock.ts";
import { instant } from "#rules/time/instant.ts";
import type { ChildServer } from "../testing/child-server.ts";
import { describeWith, startInflux, startVictoria } from "../testing/servers.ts";
import { temporary } from "../testing/temporary.ts";
import { TRENDS_NOW, type TrendsUnderTest, trendPoints, trendsContract } from "../testing/trends-contract.ts";
import { until } from "../testing/until.ts";
import { influxHistory } from "./influx-history.ts";
import { influxTrends } from "./influx-trends.ts";

const site = { id: "site-a", points: trendPoints() };
const targetOf = (url: string) => ({ name: "test", url, database: "hall", spoolMegabytes: 10 });

const opener =
  (server: () => ChildServer, settle: () => Promise<unknown>) => async (): Promise<TrendsUnderTest> => {
    const { directory, remove } = temporary();
    const target = targetOf(server().url);
    const history = influxHistory({ target, site, directory, clock: systemClock(), timing: { group: 20 } });
    await history.start();
    return {
      trends: influxTrends({ target, site, now: () => TRENDS_NOW }),
      keep: async readings => {
        history.append(readings);
        await history.flush();
        await until("nothing waits", () => history.health().counts.waiting === 0);
        await settle();
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
  trendsContract(
    "InfluxDB",
    opener(
      () => influx,
      async () => {},
    ),
  );

  it("says what the server says where its database is missing", async () => {
    const target = { ...targetOf(influx.url), database: "no-such" };
    const trends = influxTrends({ target, site, now: () => TRENDS_NOW });
    const asked = { points: [site.points[0]?.id ?? ""], from: instant(0), to: TRENDS_NOW, buckets: 10 };
    await expect(trends.trend(asked)).rejects.toThrow(/database not found: no-such/);
  });
});

describeWith("victoria-metrics", "VictoriaMetrics", () => {
  let victoria: ChildServer;
  beforeAll(async () => {
    victoria = await startVictoria();
  });
  afterAll(() => victoria.remove());
  trendsContract(
    "VictoriaMetrics",
    opener(
      () => victoria,
      () => fetch(`${victoria.url}/internal/force_flush`),
    ),
  );
});
