import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { connectAsync } from "mqtt";
import { expect, test } from "vitest";
import { readStream } from "../http/testing/stream-reader.ts";
import { until } from "../stores/testing/until.ts";
import type { WireAlertPage } from "../wire/alert.ts";
import type { WirePoint } from "../wire/point.ts";
import { startHall } from "./testing/running-hall.ts";

const DEVICES = 300;

/** Lights that are each heard of once and then never again. */
const manyLights = (directory: string, mqtt: string): string => {
  const lights = Array.from({ length: DEVICES }, (_, n) => light(`L${n}`));
  writeFileSync(join(directory, "own.yaml"), PACK);
  writeFileSync(join(directory, "site.yaml"), `${head(mqtt)}equipment:\n${lights.join("\n")}\n`);
  return join(directory, "site.yaml");
};

const head = (mqtt: string): string => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [./own.yaml] }
calendar: { holidays: none, week: { mon-sun: ["08:30-17:30"] } }
people: [{ id: G1, name: 王伟, roles: [guard] }, { id: F1, name: 孙强, roles: [facilities] }]
sources: { mqtt: ${mqtt} }
zones: { room: { name: { zh: 房间, en: Room } } }
`;
const light = (id: string): string =>
  `  ${id}: { kind: light-circuit, zone: room, name: { zh: 灯, en: ${id} }, mqtt: { topic: office/${id} }, points: { power: { path: $.v, stale: 1 min } } }`;

const PACK = `pack: own
title: { zh: 自定, en: Own }
rules:
  - id: too-bright
    title: { zh: 太亮, en: Too bright }
    clauses: [TY-2.2-1]
    each: light-circuit
    condition: light.power > 100
    hold: 0 s
    fact: too-bright
    level: violation
    priority: 3
    tell: [guard]
`;

test("when three hundred points fall silent at once, one alert names them all, and hardly anything is told", async () => {
  const hall = await startHall({ speed: 60, write: manyLights });
  const device = await connectAsync(hall.mqttUrl);
  const stream = await readStream(hall.api.url);
  await Promise.all(
    Array.from({ length: DEVICES }, (_, n) => device.publishAsync(`office/L${n}`, '{"v":1}', { qos: 1 })),
  );
  const points = async () => (await hall.api.read<{ points: WirePoint[] }>("/api/points")).points;
  await until("all are stale", async () => (await points()).every(({ state }) => state === "stale"));
  await until("it is found", async () => (await hall.api.alerts()).length > 0);
  const [alert, ...others] = await hall.api.alerts("all");
  expect(others).toEqual([]);
  expect(alert).toMatchObject({ fact: "blind", condition: "active" });
  expect(new Set(alert?.evidence.map(({ point }) => point)).size).toBe(DEVICES);
  const page = () => hall.api.read<WireAlertPage>(`/api/alerts/${alert?.id}`);
  await until("somebody is told", async () => (await page()).deliveries.length > 0);
  const { events, deliveries } = await page();
  expect(events.length).toBeLessThanOrEqual(3);
  expect(new Set(deliveries.map(({ key }) => key)).size).toBeLessThanOrEqual(3);
  await until("the console was told", () => stream.of("alerts").length > 0);
  expect(stream.of("alerts").flatMap(({ alerts }) => alerts).length).toBeLessThanOrEqual(3);
  stream.stop();
  await device.endAsync(true);
  await hall.stop();
});
