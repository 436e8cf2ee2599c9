import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { healthy, startDevice } from "../drivers/modbus/testing/device.ts";
import { until } from "../stores/testing/until.ts";
import type { WireHealth } from "../wire/health.ts";
import type { WirePoint } from "../wire/point.ts";
import { startHall } from "./testing/running-hall.ts";

const siteText = (mqtt: string): string => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [generic] }
settings: { gateway_disk_free: 100 % }
calendar: { holidays: china, week: { mon-fri: ["08:30-17:30"], sat-sun: closed } }
sources: { mqtt: ${mqtt} }
zones: { room: { name: { zh: 房间, en: Room } } }
equipment:
  GW: { kind: gateway, zone: room, name: { zh: 网关, en: Gateway }, points: { disk: {}, queue: {}, delay: {}, backlog: {}, polls_skipped: {}, clock: {}, mqtt_refused: {}, mqtt_clients: {} } }
`;

test("the gateway is a device of its hall: its own figures are points, and rules judge them", async () => {
  const hall = await startHall({
    speed: 60,
    write: (directory, mqtt) => {
      const config = join(directory, "site.yaml");
      writeFileSync(config, siteText(mqtt));
      return config;
    },
  });
  const { points } = await hall.api.read<{ points: WirePoint[] }>("/api/points");
  await until("all its points are good", async () =>
    (await hall.api.read<{ points: WirePoint[] }>("/api/points")).points.every(
      ({ state }) => state === "good",
    ),
  );
  expect(points.map(({ point }) => point)).toEqual([
    "GW.disk",
    "GW.queue",
    "GW.delay",
    "GW.backlog",
    "GW.polls_skipped",
    "GW.clock",
    "GW.mqtt_refused",
    "GW.mqtt_clients",
  ]);
  // No disk is wholly free: with this setting the rule must find it.
  await until("the disk is found", async () =>
    (await hall.api.alerts()).some(({ fact }) => fact === "gateway-disk"),
  );
  const { kept } = await hall.api.read<WireHealth>("/api/health");
  expect(kept).toEqual({
    ...{ recordDays: 400, readingsDays: 400, minutesDays: 100, quartersDays: 3_650 },
    historyBytes: expect.any(Number),
    backup: { is: "unplanned" },
    clockOffsetSeconds: expect.any(Number),
  });
  expect(kept.historyBytes).toBeGreaterThan(4_096);
  await hall.stop();
});

const linedText = (mqtt: string, port: number): string => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [generic] }
settings: { line_busy_above: 0 %, line_busy_hold: 1 min }
calendar: { holidays: china, week: { mon-fri: ["08:30-17:30"], sat-sun: closed } }
sources:
  mqtt: ${mqtt}
  modbus: { plant: { host: 127.0.0.1, port: ${port}, timeout: 200 ms } }
zones: { room: { name: { zh: 房间, en: Room } } }
equipment:
  PLANT: { kind: line, zone: room, name: { zh: 总线, en: Line }, line: plant, points: { utilisation: {}, cycle: {}, units_down: {}, error: {}, online: {} } }
  M1: { kind: meter, zone: room, name: { zh: 电表一, en: Meter 1 }, modbus: { line: plant, unit: 1, every: 1 s }, points: { current: { holding: 0, type: u16, scale: 0.01 }, online: {} } }
  M2: { kind: meter, zone: room, name: { zh: 电表二, en: Meter 2 }, modbus: { line: plant, unit: 2, every: 1 s }, points: { current: { holding: 0, type: u16, scale: 0.01 }, online: {} } }
`;

test("a line and its units are devices of the hall: who answers, how busy it is and what went wrong are points", async () => {
  // Unit 2 never answers.
  const device = await startDevice({ 1: healthy, 2: () => {} });
  const hall = await startHall({
    speed: 60,
    write: (directory, mqtt) => {
      const config = join(directory, "site.yaml");
      writeFileSync(config, linedText(mqtt, device.port));
      return config;
    },
  });
  const values = async (): Promise<Readonly<Record<string, WirePoint>>> => {
    const { points } = await hall.api.read<{ points: WirePoint[] }>("/api/points");
    return Object.fromEntries(points.map(point => [point.point, point]));
  };
  await until("the second meter is offline and the first is there", async () => {
    const now = await values();
    return now["M2.online"]?.word === "offline" && now["M1.online"]?.word === "online";
  });
  await until("the line tells it", async () => {
    const now = await values();
    return now["PLANT.units_down"]?.value === 1 && now["PLANT.online"]?.word === "online";
  });
  const now = await values();
  expect(now["PLANT.utilisation"]?.value).toBeGreaterThan(0);
  expect(now["PLANT.cycle"]?.value).toBeGreaterThan(0);
  await until("the meter is told, and that the line is busier than the hall allows", async () => {
    const facts = (await hall.api.alerts()).map(({ fact, target }) => `${fact}/${target}`);
    return facts.includes("unit-silent/M2") && facts.includes("line-busy/PLANT");
  });
  await device.stop();
  await until("the line is down, and says why", async () => {
    const gone = await values();
    return gone["PLANT.online"]?.word === "offline" && gone["PLANT.error"]?.word !== "none";
  });
  await hall.stop();
});
