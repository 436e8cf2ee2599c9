import { expect, it } from "vitest";
import { freePort } from "./child-server.ts";
import { describeWith, startInflux, startMosquitto, startVictoria } from "./servers.ts";

const isDown = (url: string) =>
  fetch(url).then(
    () => false,
    () => true,
  );

describeWith("influxd", "a real InfluxDB for tests", () => {
  it("answers, ends, and comes back on the same port with its data", async () => {
    const influx = await startInflux();
    // Its headers come before the database is there, its text after.
    await (await fetch(`${influx.url}/query?q=CREATE DATABASE hall`, { method: "POST" })).text();
    await influx.kill9();
    expect(await isDown(`${influx.url}/ping`)).toBe(true);
    await influx.restart();
    const answer = await fetch(`${influx.url}/query?q=SHOW DATABASES`);
    expect(await answer.text()).toContain('"hall"');
    await influx.remove();
    expect(await isDown(`${influx.url}/ping`)).toBe(true);
  });
});

describeWith("victoria-metrics", "a real VictoriaMetrics for tests", () => {
  it("takes line protocol", async () => {
    const victoria = await startVictoria();
    const answer = await fetch(`${victoria.url}/write?db=hall`, { method: "POST", body: "m value=1" });
    expect(answer.status).toBe(204);
    await victoria.remove();
  });
});

describeWith("mosquitto", "a real mosquitto for tests", () => {
  it("runs two side by side", async () => {
    const brokers = await Promise.all([startMosquitto(), startMosquitto()]);
    expect(brokers[0].port).not.toBe(brokers[1].port);
    await Promise.all(brokers.map(broker => broker.remove()));
  });
});

it("a free port is given to nobody twice", async () => {
  const ports: number[] = [];
  for (let n = 0; n < 2_000; n++) ports.push(await freePort());
  expect(new Set(ports).size).toBe(2_000);
});
