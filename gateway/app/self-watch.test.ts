import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { until } from "../stores/testing/until.ts";
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
  await hall.stop();
});
