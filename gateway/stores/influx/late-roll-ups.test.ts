import { expect, it } from "vitest";
import { systemClock } from "#gateway/ports/clock.ts";
import { silent } from "#gateway/ports/log.ts";
import { after, hours, instant, minutes, seconds } from "#rules/time/instant.ts";
import { influxRows } from "../testing/influx-reader.ts";
import { good, sampleSite } from "../testing/sample-site.ts";
import { describeWith, startInflux } from "../testing/servers.ts";
import { temporary } from "../testing/temporary.ts";
import { until } from "../testing/until.ts";
import { influxHistory } from "./influx-history.ts";

const HOUR = hours(1);

describeWith("influxd", "roll-ups of readings that came too late for the server's own queries", () => {
  it("are made again, once for each stretch, also when the gateway was stopped in between and the server away", async () => {
    const influx = await startInflux({ rollUps: true });
    const place = temporary();
    const begin = instant((Math.floor(Date.now() / HOUR) - 50) * HOUR);
    const running = async (settle: number) => {
      const history = influxHistory({
        target: { name: "test", url: influx.url, database: "hall", spoolMegabytes: 10 },
        ...{ site: sampleSite(2), directory: place.directory, clock: systemClock(), log: silent },
        timing: { group: 10, backOff: [20, 100], settle },
      });
      await history.start();
      const count = (of: string) => history.health().counts[of] ?? 0;
      return {
        ...history,
        /** Of hall.t0, a reading every twenty seconds from a minute on. */
        late: async (minute: number, values: readonly number[]) => {
          history.append(
            values.map((value, n) => good(0, value, after(begin, seconds(minute * 60 + n * 20)))),
          );
          await history.flush();
          await until("nothing waits", () => count("waiting") === 0);
        },
        again: () => count("rolledUpAgain"),
      };
    };
    const rolled = (policy: string) =>
      influxRows(
        influx.url,
        `SELECT min, max, mean, first, last, count FROM ${policy}.zone_air_temp WHERE time >= ${begin}ms AND time < ${at(180)}ms`,
      );
    const at = (minute: number) => after(begin, minutes(minute));

    const now = instant(Math.floor(Date.now() / 60_000) * 60_000 - 60_000);
    const first = await running(HOUR);
    first.append([good(0, 7, now)]);
    await first.late(1, [1, 5, 3]);
    await first.stop();
    // A server runs its queries when it starts, and then every five minutes.
    await influx.stop();
    await influx.restart();
    const patient = await running(HOUR);
    await until(
      "the server's own queries have run",
      async () =>
        (await influxRows(influx.url, `SELECT count FROM m1.zone_air_temp WHERE time = ${now}ms`)).length ===
        1,
    );
    expect([await rolled("m1"), await rolled("m15"), patient.again()]).toEqual([[], [], 0]);
    await patient.stop();

    const prompt = await running(300);
    await until("roll-ups were made again", () => prompt.again() === 2);
    expect(await rolled("m1")).toEqual([[at(1), 1, 5, 3, 1, 3, 3]]);
    expect(await rolled("m15")).toEqual([[at(0), 1, 5, 3, 1, 3, 3]]);

    // More of the same quarter and of three others while the server is away: two of one hour, one of the next.
    await influx.stop();
    prompt.append([good(0, 9, at(2)), good(0, 2, at(16)), good(0, 4, at(31)), good(1, 230, at(75))]);
    prompt.append([good(0, 8, instant(Date.now()))]);
    await prompt.flush();
    await until("the outage is seen", () => prompt.health().state === "down");
    await influx.restart();
    // Of each policy a stretch of the first hour and one of the second, which do not touch.
    await until("roll-ups were made again", () => prompt.again() === 6);
    expect(await rolled("m15")).toEqual([
      [at(0), 1, 9, 4.5, 1, 9, 4],
      [at(15), 2, 2, 2, 2, 2, 1],
      [at(30), 4, 4, 4, 4, 4, 1],
    ]);
    expect((await rolled("m1")).map(([time, ...row]) => [time, row.at(-1)])).toEqual([
      [at(1), 3],
      [at(2), 1],
      [at(16), 1],
      [at(31), 1],
    ]);
    const power = `SELECT min, count FROM m15.circuit_power WHERE time >= ${begin}ms AND time < ${at(180)}ms`;
    expect(await influxRows(influx.url, power)).toEqual([[at(75), 230, 1]]);

    // The same again changes no row, and what is not late makes none again.
    const before = await rolled("m1");
    await prompt.late(1, [1, 5, 3]);
    await until("roll-ups were made again", () => prompt.again() === 8);
    expect(await rolled("m1")).toEqual(before);
    prompt.append([good(0, 8, instant(Date.now()))]);
    await prompt.flush();
    await until("nothing waits", () => prompt.health().counts.waiting === 0);
    await prompt.stop();
    expect(prompt.again()).toBe(8);
    await influx.remove();
    place.remove();
  });
});
