import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { giveAccounts } from "../accounts/testing/given-accounts.ts";
import { float, serveRegisters, type UnitRegisters, zeroes } from "../install/testing/registers.ts";
import { temporary } from "../stores/testing/temporary.ts";
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

const technicians = (mqtt: string, port: number): string => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [generic] }
calendar: { holidays: china, week: { mon-fri: ["08:30-17:30"], sat-sun: closed } }
people:
  - { id: G1, name: 王伟, roles: [guard] }
  - { id: F1, name: 孙强, roles: [facilities] }
sources:
  mqtt: ${mqtt}
  modbus: { plant: { host: 127.0.0.1, port: ${port}, timeout: 300 ms } }
zones: { room: { name: { zh: 房间, en: Room } } }
equipment:
  M1: { kind: meter, zone: room, name: { zh: 总表, en: Main meter }, modbus: { line: plant, unit: 3, every: 200 ms }, points: { voltage: { input: 0, type: f32 }, power: { input: 52, type: f32 } } }
`;

test("a unit that was set right is asked again for what it refused, when somebody who may says so", async () => {
  const voltage = { ...zeroes(10), ...float(0, 230.4) };
  const units: Record<number, UnitRegisters> = { 3: { input: voltage } };
  await using bus = await serveRegisters(units);
  const { directory: data, remove } = temporary();
  const hall = await startHall({
    data,
    write: (directory, mqtt) => {
      const config = join(directory, "site.yaml");
      writeFileSync(config, technicians(mqtt, bus.port));
      return config;
    },
  });
  const post = (path: string, body: object, cookie?: string) =>
    fetch(`${hall.api.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(cookie && { cookie }) },
      body: JSON.stringify(body),
    });
  const forget = async (cookie?: string, unit = 3) => {
    const answer = await post("/api/devices/forget", { line: "plant", unit }, cookie);
    return [answer.status, ((await answer.json()) as { error?: string; message?: string }).error] as const;
  };
  const good = async () =>
    (await hall.api.read<WireDeviceList>("/api/devices")).devices.find(({ id }) => id === "M1")?.points.good;
  const signedIn = async (person: string, secret: string) =>
    ((await post("/api/session", { person, secret })).headers.get("set-cookie") ?? "").split(";")[0] ?? "";

  await until("one of its points is refused", async () => {
    const [device] = (await hall.api.read<WireDeviceList>("/api/devices")).devices;
    return device?.points.good === 1 && device.points.bad === 1;
  });
  await until("it is left alone with what it refuses", () => bus.functions.length > 20);
  units[3] = { input: { ...voltage, ...float(52, 2_750) } };
  expect(await forget(undefined, 4)).toEqual([404, "NO_UNIT"]);
  expect(await good()).toBe(1);
  expect(await forget()).toEqual([200, undefined]);
  await until("both are read", async () => (await good()) === 2);

  await giveAccounts(data, { G1: "2580", F1: "314159" });
  expect(await forget()).toEqual([401, "SIGN_IN"]);
  expect(await forget(await signedIn("G1", "2580"))).toEqual([403, "NOT_ALLOWED"]);
  expect(await forget(await signedIn("F1", "314159"))).toEqual([200, undefined]);
  await hall.stop();
  remove();
});
