import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { float, serveRegisters, zeroes } from "../install/testing/registers.ts";
import { until } from "../stores/testing/until.ts";
import type { WireDevice, WireDeviceList, WireDeviceRead } from "../wire/device.ts";
import { startHall } from "./testing/running-hall.ts";

const siteText = (mqtt: string, port: number): string => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [generic] }
calendar: { holidays: china, week: { mon-fri: ["08:30-17:30"], sat-sun: closed } }
sources:
  mqtt: ${mqtt}
  modbus: { plant: { host: 127.0.0.1, port: ${port}, timeout: 300 ms } }
zones: { room: { name: { zh: 房间, en: Room } } }
equipment:
  M1: { kind: meter, zone: room, name: { zh: 总表, en: Main meter }, profile: eastron-sdm630, modbus: { line: plant, unit: 3 }, points: { voltage: { from: v_l1, every: 1 s }, power: { from: p_total, every: 1 s } } }
  M2: { kind: meter, zone: room, name: { zh: 分表, en: Sub meter }, modbus: { line: plant, unit: 9 }, points: { voltage: { input: 0, type: f32, every: 1 s } } }
  D1: { kind: door, zone: room, name: { zh: 门, en: Door }, mqtt: { topic: office/D1 }, points: { contact: { path: $.contact, values: { OPEN: open, SHUT: closed } } } }
`;

test("devices, their sources and one that is read now, over the API of a running hall", async () => {
  await using bus = await serveRegisters({
    3: { input: { ...zeroes(400), ...float(0, 230.4), ...float(0x34, 2_750) } },
  });
  const hall = await startHall({
    write: (directory, mqtt) => {
      const config = join(directory, "site.yaml");
      writeFileSync(config, siteText(mqtt, bus.port));
      return config;
    },
  });
  const list = () => hall.api.read<WireDeviceList>("/api/devices");
  const device = async (id: string): Promise<WireDevice | undefined> =>
    (await list()).devices.find(each => each.id === id);
  await until("the meter is read", async () => (await device("M1"))?.points.good === 2);
  await until("its neighbour is known to be silent", async () => (await device("M2"))?.points.bad === 1);
  const { devices, sources } = await list();
  expect(devices.map(({ id, via, profile }) => [id, via, profile])).toEqual([
    ["M1", "modbus:plant/3", "eastron-sdm630"],
    ["M2", "modbus:plant/9", null],
    ["D1", "mqtt:D1", null],
  ]);
  expect(devices[1]).toMatchObject({
    heardAt: null,
    silence: null,
    reasons: [expect.stringContaining("no answer")],
  });
  expect(sources.map(({ id }) => id)).toEqual(["mqtt", "modbus:plant", "modbus:plant/3", "modbus:plant/9"]);
  expect(sources[1]?.gauges).toMatchObject({
    unitsDown: expect.any(Number),
    utilisationPercent: expect.any(Number),
  });

  const ask = (id: string) =>
    fetch(`${hall.api.url}/api/devices/read`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ device: id }),
    });
  const read = (await (await ask("M1")).json()) as WireDeviceRead;
  expect(read.points.map(({ point, raw, value, unit }) => ({ point, raw, value, unit }))).toEqual([
    {
      point: "M1.voltage",
      raw: [{ table: "input", address: 0, words: [0x4366, 0x6666] }],
      value: 230.4,
      unit: "V",
    },
    {
      point: "M1.power",
      raw: [{ table: "input", address: 52, words: [0x452b, 0xe000] }],
      value: 2_750,
      unit: "W",
    },
  ]);
  const silent = (await (await ask("M2")).json()) as WireDeviceRead;
  expect(silent.points).toMatchObject([{ value: null, reason: "no answer", raw: [] }]);
  expect([(await ask("D1")).status, (await ask("nobody")).status]).toEqual([409, 404]);
  expect(bus.functions.filter(code => code > 4)).toEqual([]);
  await hall.stop();
});
