// What the MQTT driver costs: 1,000 points from a publisher in another process, through the embedded broker and through
// mosquitto. Run: node bench/mqtt.ts [seconds a case, default 4]. CPU is this process alone: the driver's, with the
// embedded broker's where there is one; with few readings a second it is mostly waking up. At most 4,000 readings are
// under way, so that none is lost; every one is checked.
import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createConnection } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { mqttDriver } from "../gateway/drivers/mqtt/mqtt-driver.ts";
import { type PointSketch, pointsOf } from "../gateway/drivers/mqtt/testing/points.ts";
import {
  connectPacket,
  packet,
  publishPacket,
  rawClient,
  text,
} from "../gateway/drivers/mqtt/testing/raw.ts";
import { systemClock } from "../gateway/ports/clock.ts";
import { startServer } from "../gateway/stores/testing/child-server.ts";
import type { MqttBroker } from "../rules/site/model.ts";
import { figure, machine, median } from "./machine.ts";

const POINTS = 1_000;
const UNDER_WAY = 4_000;
const STEP = 100;
const ROUNDS = 5;
const MOSQUITTO = "/usr/sbin/mosquitto";
const [, , role = "4", ...told] = process.argv;

const topicOf = (point: number) => `hall/device-${point}/temp`;
const truth = (point: number) => 15 + (point % 200) / 10;

type Case = { readonly connections: number; readonly qos: 0 | 1; readonly paceMs?: number };

/** The publisher: sends as fast as the gateway takes, or a few readings every few milliseconds. */
const publish = async (port: number, { connections, qos, paceMs }: Case) => {
  const sockets = await Promise.all(
    Array.from({ length: connections }, (_, i) => rawClient(port, `bench-${i}`)),
  );
  for (const socket of sockets) socket.resume();
  let sent = 0;
  let taken = 0;
  const message = (ts: number): Buffer => {
    const point = sent % POINTS;
    const payload = JSON.stringify({ ts, v: truth(point) });
    sent++;
    if (qos === 0) return publishPacket(topicOf(point), payload);
    const id = (sent % 65_535) + 1;
    return packet(0x32, text(topicOf(point)), Buffer.from([id >> 8, id & 0xff]), Buffer.from(payload));
  };
  const send = () => {
    while (sent - taken <= UNDER_WAY - STEP) {
      const ts = Date.now();
      if (connections === 1)
        sockets[0]?.write(Buffer.concat(Array.from({ length: STEP }, () => message(ts))));
      else for (let i = 0; i < STEP; i++) sockets[sent % connections]?.write(message(ts));
    }
  };
  process.on("disconnect", () => process.exit());
  if (paceMs !== undefined) setInterval(() => sockets[0]?.write(message(Date.now())), paceMs);
  else {
    process.on("message", count => {
      taken = Number(count);
      send();
    });
    send();
  }
};

const measure = async (broker: MqttBroker, port: number, load: Case, seconds: number) => {
  const time = { path: ["ts"], form: "ms" } as const;
  const points = pointsOf(
    Array.from({ length: POINTS }, (_, i): PointSketch => {
      return { id: `p${i}`, class: "zone-air-temp", topic: topicOf(i), path: ["v"], time };
    }),
  );
  const site = { id: "bench", points, sources: { mqtt: broker, modbus: {} }, calendar: { timeZone: "UTC" } };
  const driver = mqttDriver({ site, clock: systemClock(), pacePerSecond: 0 });
  const child = { taken: (_count: number) => {} };
  let [count, wrong] = [0, 0];
  let ages: number[] = [];
  await driver.start(readings => {
    for (const { point, value, quality } of readings)
      if (quality !== "good" || value !== truth(point)) wrong++;
    if (load.paceMs !== undefined) for (const { at } of readings) ages.push(Date.now() - at);
    const before = count;
    count += readings.length;
    if (Math.floor(count / 500) > Math.floor(before / 500)) child.taken(count);
  });
  while (driver.health()[0]?.state !== "up") await pause(10);
  await pause(100);
  const publisher = fork(import.meta.filename, ["publish", `${port || driver.port()}`, JSON.stringify(load)]);
  child.taken = taken => publisher.send(taken);
  await pause(1_500);
  const rates: number[] = [];
  const cpu: number[] = [];
  ages = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [from, since, used] = [count, performance.now(), process.cpuUsage()];
    await pause((seconds * 1_000) / ROUNDS);
    const { user, system } = process.cpuUsage(used);
    rates.push((count - from) / ((performance.now() - since) / 1_000));
    cpu.push((user + system) / (count - from));
  }
  child.taken = () => {};
  publisher.kill();
  await once(publisher, "exit");
  await driver.stop();
  ages.sort((a, b) => a - b);
  const age =
    load.paceMs === undefined ? "" : `${ages[ages.length >> 1]} / ${ages[Math.floor(ages.length * 0.99)]}`;
  return [
    figure(median(rates)),
    figure(median(cpu)),
    `${wrong}`,
    age,
    figure(process.memoryUsage().rss / 1e6),
  ];
};

const run = async (seconds: number) => {
  const embedded: MqttBroker = { is: "embedded", host: "127.0.0.1", port: 0, maxPacketBytes: 65_536 };
  console.log(machine());
  const row = (cells: readonly string[]) =>
    console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(60) : cell.padStart(15))).join(""));
  row(["", "readings/s", "CPU µs/reading", "wrong", "p50/p99 ms", "RSS MB so far"]);
  const cases: readonly (readonly [string, Case])[] = [
    ["QoS 0, one publisher", { connections: 1, qos: 0 }],
    ["QoS 1, one publisher", { connections: 1, qos: 1 }],
    ["QoS 0, 200 connections, a packet a write", { connections: 200, qos: 0 }],
    ["QoS 0, one reading every 2 ms", { connections: 1, qos: 0, paceMs: 2 }],
  ];
  for (const [name, load] of cases)
    row([`embedded, ${name}`, ...(await measure(embedded, 0, load, seconds))]);
  if (!existsSync(MOSQUITTO)) return console.log("mosquitto is not installed: its rows are left out");
  const mosquitto = await startServer({
    program: MOSQUITTO,
    scheme: "mqtt",
    prepare: port => ["-p", `${port}`],
    isReady: async port => {
      const socket = createConnection({ port, host: "127.0.0.1" });
      socket.write(connectPacket("ready"));
      await once(socket, "data");
      socket.destroy();
      return true;
    },
  });
  for (const version of [4, 5] as const) {
    const broker: MqttBroker = { is: "external", url: mosquitto.url, version, maxPacketBytes: 65_536 };
    for (const [name, load] of cases.filter(([, { qos }]) => qos === 0)) {
      const level = version === 4 ? "3.1.1" : "5";
      row([`mosquitto (${level}), ${name}`, ...(await measure(broker, mosquitto.port, load, seconds))]);
    }
  }
  await mosquitto.remove();
};

if (role === "publish") await publish(Number(told[0]), JSON.parse(told[1] ?? "{}"));
else await run(Number(role));
