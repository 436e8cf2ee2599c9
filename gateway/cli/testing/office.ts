import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectAsync } from "mqtt";

/**
 * A hall of one office with one light: enough for one rule with a five-minute hold. Its values stay good for an hour, so
 * that a slow machine that takes seconds to restart, minutes on a fast clock, does not make them stale.
 */
const siteText = (mqttPort: number): string => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [generic, service-hall] }
calendar:
  holidays: china
  staff_from: "07:50"
  week: { mon-fri: ["08:30-12:00", "14:00-17:30"], sat-sun: closed }
  seasons: { summer: 06-01..09-30 }
people: [{ id: G1, name: 王伟, roles: [guard] }]
sources: { mqtt: { broker: embedded, port: ${mqttPort} } }
zones:
  room: { name: { zh: 房间, en: Room }, mqtt: { topic: office/room }, points: { occupancy: { path: $.people, stale: 1 h } } }
equipment:
  L1: { kind: light-circuit, zone: room, name: { zh: 灯, en: Light }, mqtt: { topic: office/L1 }, points: { power: { path: $.power, stale: 1 h } } }
  ALARM: { kind: alarm-panel, zone: room, name: { zh: 报警主机, en: Alarm panel }, mqtt: { topic: office/alarm }, points: { arm: { path: $.arm, stale: 24 h } } }
`;

/** A directory with the office's site file and room for its data; gone after the test. */
export const office = async (mqttPort: number) => {
  const directory = await mkdtemp(join(tmpdir(), "hallwatch-office-"));
  const config = join(directory, "site.yaml");
  await writeFile(config, siteText(mqttPort));
  return {
    config,
    data: join(directory, "data"),
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
};

/** The office's devices: they say the same again every 50 ms until told otherwise, and come back when the broker does. */
export const officeDevices = async (
  mqttPort: number,
  { power, people }: { power: number; people: number },
) => {
  const client = await connectAsync(`mqtt://127.0.0.1:${mqttPort}`, {
    reconnectPeriod: 50,
    queueQoSZero: false,
  });
  const says = { power, people };
  const timer = setInterval(() => {
    if (!client.connected) return;
    client.publish("office/L1", JSON.stringify({ power: says.power }));
    client.publish("office/room", JSON.stringify({ people: says.people }));
  }, 50);
  return {
    says,
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer);
      await client.endAsync(true);
    },
  };
};
