import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { freePort } from "../stores/testing/child-server.ts";
import { until } from "../stores/testing/until.ts";
import { office, officeDevices } from "./testing/office.ts";
import { apiOf, hallwatch } from "./testing/running.ts";

/** Noon on a Tuesday in summer: lunch begins. */
const NOON = "2025-07-08T12:00:00+08:00";
const SPEED = 60;

describe("a gateway that is killed in the middle of a hold", () => {
  test("raises the alert at five minutes all the same, once, and an acknowledgement survives the next kill", async () => {
    const [mqttPort, httpPort] = [await freePort(), await freePort()];
    await using hall = await office(mqttPort);
    // Time for a slow machine to start before noon strikes.
    const origin = Date.now() + 6_000;
    const begin = ["--begin", NOON, "--origin", String(origin), "--speed", String(SPEED)];
    const run = () =>
      hallwatch(
        "start",
        "--config",
        hall.config,
        "--data",
        hall.data,
        "--http",
        `127.0.0.1:${httpPort}`,
        ...begin,
      );
    const api = apiOf(httpPort);
    const hallMinutes = () => ((Date.now() - origin) * SPEED) / 60_000;

    const first = run();
    await until("the gateway is up", api.isUp);
    await using _devices = await officeDevices(mqttPort, { power: 200, people: 0 });
    await until("it is four minutes past noon", () => hallMinutes() >= 4);
    expect(await api.alerts()).toEqual([]);
    await first.stop("SIGKILL");

    const second = run();
    await until("the gateway is up again", api.isUp);
    await until("it is six minutes past noon", () => hallMinutes() >= 6);
    await until("the alert is there", async () => (await api.alerts()).length > 0);
    const [alert] = await api.alerts();
    const id = alert?.id ?? "";
    // Lunch began at 12:00:00 with the light already on: the hold begins at the edge.
    expect(alert).toMatchObject({
      fact: "light-on",
      target: "L1",
      openedAt: "2025-07-08T04:05:00.000Z",
      gapSeconds: 0,
    });
    expect((await api.acknowledge(id, { by: "G1", note: "去看" })).status).toBe(200);
    await second.stop("SIGKILL");

    const third = run();
    await until("the gateway is up for the third time", api.isUp);
    await until("it is ten minutes past noon", () => hallMinutes() >= 10);
    expect((await api.alerts()).map(each => [each.id, each.acknowledgement?.by])).toEqual([[id, "王伟"]]);
    expect((await api.events(id)).map(({ is, at }) => [is, at.slice(0, 19)])).toEqual([
      ["raised", "2025-07-08T04:05:00"],
      ["acknowledged", expect.any(String)],
    ]);
    expect(await third.stop()).toBe(0);
  });
});

describe("a gateway does not start", () => {
  test("on a data directory that another one uses, and says which", async () => {
    const [mqttPort, httpPort, otherPort] = [await freePort(), await freePort(), await freePort()];
    await using hall = await office(mqttPort);
    const first = hallwatch(
      "start",
      "--config",
      hall.config,
      "--data",
      hall.data,
      "--http",
      `127.0.0.1:${httpPort}`,
    );
    await until("the gateway is up", apiOf(httpPort).isUp);
    const second = hallwatch(
      "start",
      "--config",
      hall.config,
      "--data",
      hall.data,
      "--http",
      `127.0.0.1:${otherPort}`,
    );
    expect(await second.ended).toBe(3);
    expect(second.output()).toContain(`in use by the gateway with pid ${first.child.pid}`);
    expect(await first.stop()).toBe(0);
  });

  test("on a port that is taken, and says what to do", async () => {
    const [mqttPort, httpPort] = [await freePort(), await freePort()];
    await using hall = await office(mqttPort);
    await using other = await office(mqttPort);
    const first = hallwatch(
      "start",
      "--config",
      hall.config,
      "--data",
      hall.data,
      "--http",
      `127.0.0.1:${httpPort}`,
    );
    await until("the gateway is up", apiOf(httpPort).isUp);
    const second = hallwatch(
      "start",
      "--config",
      other.config,
      "--data",
      other.data,
      "--http",
      `127.0.0.1:${httpPort}`,
    );
    expect(await second.ended).toBe(2);
    expect(second.output()).toContain(
      "another program already listens there; stop it or give another --http host:port",
    );
    await first.stop();
  });

  test("on a wrong site file: ten mistakes, ten messages with line and column, nothing made", async () => {
    await using hall = await office(1);
    const wrong = new URL("../../rules/site/testdata/ten-mistakes/site.yaml", import.meta.url).pathname;
    const run = hallwatch("start", "--config", wrong, "--data", hall.data);
    expect(await run.ended).toBe(2);
    expect(run.output().match(/^error\[CFG\d+\]/gm)).toHaveLength(10);
    expect(run.output().match(/--> .*site\.yaml:\d+:\d+$/gm)).toHaveLength(10);
    expect(existsSync(hall.data)).toBe(false);
  });
});
