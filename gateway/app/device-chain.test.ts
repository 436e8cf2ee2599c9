import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWithPeers } from "../drivers/modbus/testing/peers.ts";
import { edgeNode, isRebirthRequest, type MetricSketch } from "../drivers/mqtt/testing/edge-node.ts";
import { deviceAt } from "../drivers/mqtt/testing/hall.ts";
import type { ChildServer } from "../stores/testing/child-server.ts";
import { describeWith, startMosquitto } from "../stores/testing/servers.ts";
import { until } from "../stores/testing/until.ts";
import type { WireDeviceList } from "../wire/device.ts";
import type { WirePoint } from "../wire/point.ts";
import { type Entry, startRegisters } from "./testing/registers-peer.ts";
import { type RunningHall, startHall } from "./testing/running-hall.ts";

const siteText = (mqtt: string, bus: number, plant: number): string => `hallwatch: 1
site: { id: chain, name: { zh: 营业厅, en: Hall }, timezone: Asia/Shanghai, packs: [generic] }
calendar: { holidays: china, week: { mon-fri: ["08:30-17:30"], sat-sun: closed } }
sources:
  mqtt: ${mqtt}
  modbus:
    bus1: { host: 127.0.0.1, port: ${bus}, framing: rtu, timeout: 300 ms }
    plant: { host: 127.0.0.1, port: ${plant}, timeout: 300 ms }
zones: { room: { name: { zh: 房间, en: Room } } }
equipment:
  M1: { kind: meter, zone: room, name: { zh: 总表, en: Main meter }, profile: eastron-sdm630, modbus: { line: bus1, unit: 3, every: 1 s } }
  M2: { kind: meter, zone: room, name: { zh: 分表, en: Meter 2 }, profile: ./satec-pm296.yaml, modbus: { line: bus1, unit: 4, every: 1 s } }
  M3: { kind: meter, zone: room, name: { zh: 三表, en: Meter 3 }, profile: ./siemens-pac2200.yaml, modbus: { line: plant, unit: 3, every: 1 s } }
  M4: { kind: meter, zone: room, name: { zh: 四表, en: Meter 4 }, profile: ./sunspec-meter.yaml, modbus: { line: plant, unit: 240, every: 1 s } }
  AC1: { kind: air-conditioner, zone: room, name: { zh: 空调, en: Air-conditioner }, profile: coolautomation-coolmasternet, modbus: { line: plant, unit: 1, index: 3, every: 1 s } }
  D1: { kind: door, zone: room, name: { zh: 北门, en: North door }, profile: aqara-mccgq11lm, mqtt: { base: zigbee2mqtt/hall-2/door-north } }
  Q1: { kind: power-circuit, zone: room, name: { zh: 回路, en: Circuit }, profile: sparkplug-b, mqtt: { base: hall/edge1/db1 } }
`;

/** An SDM630, as its manual lists its input registers; every figure can be held by a float32. */
const SDM630: readonly Entry[] = [
  [0x00, "f", 230.5],
  [0x02, "f", 231.25],
  [0x04, "f", 229.75],
  [0x06, "f", 12.5],
  [0x08, "f", 11.25],
  [0x0a, "f", 10.75],
  [0x0c, "f", 2_750.5],
  [0x0e, "f", 2_500.25],
  [0x10, "f", 2_400.125],
  [0x34, "f", 7_650.875],
  [0x38, "f", 7_700.5],
  [0x3c, "f", -512.25],
  [0x3e, "f", 0.9375],
  [0x46, "f", 50.0625],
  [0x48, "f", 48_213.5],
  [0x4a, "f", 12.25],
  [0x156, "f", 48_225.75],
];

/** The display of the meter says 63290058 kWh; a program that takes the registers for 32 bits says 414777402. */
const SATEC: readonly Entry[] = [
  [256, "H", 228],
  [275, "h", -3],
  [287, "H", 58],
  [288, "H", 6_329],
  [289, "H", 9_999],
  [290, "H", 1],
];

/** An energy that no float32 can hold: W·h to three decimals. */
const PAC2200: readonly Entry[] = [
  [1, "f", 227.5],
  [65, "f", 1_536.5],
  [801, "d", 123_456_789.125],
  [809, "d", 0.5],
];

/** Scale factors: -1, -2, 1 and 2, each in a register of its own. */
const SUNSPEC: readonly Entry[] = [
  [40_069, "H", 203],
  [40_077, "h", 2_312],
  [40_084, "h", -1],
  [40_085, "h", 4_998],
  [40_086, "h", -2],
  [40_087, "h", -321],
  [40_091, "h", 1],
  [40_115, "I", 765_432],
  [40_123, "h", 2],
];

/** Four indoor units of 16 registers; only the last is in the hall, and the others say something else everywhere. */
const indoor = (index: number, words: readonly number[]): readonly Entry[] =>
  words.map((word, at) => [16 * (index + 1) + at, "H", word] as const);
const COOLMASTER: readonly Entry[] = [
  ...[0, 1, 2].flatMap(index => indoor(index, [1, 2, 310, 0, 1, 0xff_ff, 111, 9])),
  ...indoor(3, [0, 1, 255, 1, 0, 0xff_ff, 268, 0]),
];

const RIGHT = {
  "AC1.error_code": 0,
  "AC1.filter": "clean",
  "AC1.mode": "cool",
  "AC1.return_temperature": 26.8,
  "AC1.run": "on",
  "AC1.setpoint": 25.5,
  "D1.contact": "closed",
  "M1.apparent_power": 7_700.5,
  "M1.current_l1": 12.5,
  "M1.current_l2": 11.25,
  "M1.current_l3": 10.75,
  "M1.energy": 48_213.5,
  "M1.energy_export": 12.25,
  "M1.energy_total": 48_225.75,
  "M1.frequency": 50.0625,
  "M1.power": 7_650.875,
  "M1.power_factor": 0.9375,
  "M1.power_l1": 2_750.5,
  "M1.power_l2": 2_500.25,
  "M1.power_l3": 2_400.125,
  "M1.reactive_power": -512.25,
  "M1.voltage_l1": 230.5,
  "M1.voltage_l2": 231.25,
  "M1.voltage_l3": 229.75,
  "M2.energy": 63_290_058,
  "M2.energy_export": 19_999,
  "M2.power": -3_000,
  "M2.voltage": 228,
  "M3.energy": 123_456.789_125,
  "M3.energy_export": 0.000_5,
  "M3.power": 1_536.5,
  "M3.voltage": 227.5,
  "M4.energy": 76_543.2,
  "M4.frequency": 49.98,
  "M4.power": -3_210,
  "M4.voltage": 231.2,
  "Q1.energy": 812.5,
  "Q1.power": 2_467.5,
  "Q1.state": "on",
};

const BIRTH: readonly MetricSketch[] = [
  { name: "Power/Total", alias: 1, type: "Float", value: 2_467.5 },
  { name: "Energy/Import", alias: 2, type: "Double", value: 812.5 },
  { name: "Breaker/Closed", alias: 3, type: "Boolean", value: true },
];

describeWithPeers(["pymodbus"], "a hall of devices of other makes", () => {
  describeWith("mosquitto", "behind mosquitto", () => {
    let broker: ChildServer;
    let bus: ChildServer;
    let plant: ChildServer;
    let hall: RunningHall;
    let bridge: MqttClient;
    let edge: MqttClient;
    let sessions = 0;

    beforeAll(async () => {
      [broker, bus, plant] = await Promise.all([
        startMosquitto(),
        startRegisters("rtu", {
          3: { input: SDM630, zeroes: 400 },
          4: { holding: SATEC, zeroes: 300 },
        }),
        startRegisters("tcp", {
          1: { holding: COOLMASTER, zeroes: 80, refused: [21, 37, 53, 69] },
          3: { holding: PAC2200, zeroes: 820 },
          240: { holding: SUNSPEC, zeroes: 40_130 },
        }),
      ]);
      bridge = await deviceAt(broker.url);
      hall = await startHall({ broker: broker.url, write });
      edge = await edgeAtWork();
      await bridgeIs("online");
      await doorSays(true);
    });
    afterAll(async () => {
      await bridge?.endAsync(true);
      await edge?.endAsync(true);
      await hall?.stop();
      for (const server of [broker, bus, plant]) await server?.remove();
    });

    const write = (directory: string, mqtt: string): string => {
      const config = join(directory, "site.yaml");
      cpSync(join(import.meta.dirname, "testing/manuals"), directory, { recursive: true });
      writeFileSync(config, siteText(mqtt, bus.port, plant.port));
      return config;
    };
    const say = (topic: string, value: object, retain = false) =>
      bridge.publishAsync(topic, JSON.stringify(value), { qos: 1, retain });
    const bridgeIs = (state: "online" | "offline") => say("zigbee2mqtt/bridge/state", { state }, true);
    const doorSays = (contact: boolean) =>
      say("zigbee2mqtt/hall-2/door-north", { contact, battery: 97, last_seen: hall.clock.now() });

    /** An edge node that is born, and born anew when it is asked to be. */
    const edgeAtWork = async (): Promise<MqttClient> => {
      const node = edgeNode(sessions++);
      const { topic, payload } = node.ndeath(hall.clock.now());
      const client = await deviceAt(broker.url, { will: { topic, payload, qos: 1, retain: false } });
      const beBorn = async () => {
        for (const birth of [node.nbirth(hall.clock.now()), node.dbirth(hall.clock.now(), BIRTH)])
          await client.publishAsync(birth.topic, birth.payload);
      };
      client.on("message", (_topic, bytes) => {
        if (isRebirthRequest(bytes)) void beBorn();
      });
      await client.subscribeAsync("spBv1.0/hall/NCMD/edge1", { qos: 1 });
      await beBorn();
      return client;
    };

    const points = async () => (await hall.api.read<{ points: WirePoint[] }>("/api/points")).points;
    const good = async () =>
      Object.fromEntries(
        (await points())
          .filter(({ state }) => state === "good")
          .map(({ point, word, value }) => [point, word ?? value] as const)
          .toSorted(([a], [b]) => (a < b ? -1 : 1)),
      );
    const lost = async () =>
      (await points())
        .filter(({ state }) => state !== "good")
        .map(({ point }) => point)
        .toSorted();
    const of = (...owners: readonly string[]) =>
      Object.keys(RIGHT).filter(id => owners.some(owner => id.startsWith(`${owner}.`)));
    const why = async (id: string) => (await points()).find(({ point }) => point === id)?.reason;
    /** Resolves once nothing is lost but the points of these owners, and all of theirs are. */
    const lostIs = (what: string, owners: readonly string[], patienceMs: number) =>
      until(what, async () => String(await lost()) === String(of(...owners)), patienceMs);

    test("every value of every device is right, and nothing else is there", async () => {
      await until("all is good", async () => (await lost()).length === 0);
      expect(await good()).toEqual(RIGHT);
      expect((await points()).length).toBe(Object.keys(RIGHT).length);
    });

    test("a bus that is gone takes its two meters, not unit 3 of the other line, and they come back", async () => {
      await bus.kill9();
      await lostIs("the meters of bus1 are unknown", ["M1", "M2"], 5_000);
      expect(await why("M1.power")).toMatch(/refused|closed/);
      const { devices } = await hall.api.read<WireDeviceList>("/api/devices");
      expect(devices.find(({ id }) => id === "M1")?.points).toMatchObject({ good: 0 });
      await bus.restart();
      await until("all is good again", async () => (await lost()).length === 0);
      expect(await good()).toEqual(RIGHT);
    });

    test("a bridge that is gone takes its door, and the door is good when it speaks, not before", async () => {
      await bridgeIs("offline");
      await lostIs("the door is unknown", ["D1"], 2_000);
      await bridgeIs("online");
      await say("zigbee2mqtt/hall-2/door-north/availability", { state: "online" });
      expect(await lost()).toEqual(of("D1"));
      await doorSays(false);
      await until("the door is known", async () => (await lost()).length === 0);
      expect(await good()).toEqual({ ...RIGHT, "D1.contact": "open" });
      await doorSays(true);
      await until("it is closed", async () => (await good())["D1.contact"] === "closed");
    });

    test("an edge node that dies takes all behind it, and its next birth brings it back", async () => {
      edge.stream.destroy();
      await lostIs("the circuit is unknown", ["Q1"], 2_000);
      expect(await why("Q1.state")).toBe("edge node is gone (last will)");
      await edge.endAsync(true);
      edge = await edgeAtWork();
      await until("the circuit is known", async () => (await lost()).length === 0);
      expect(await good()).toEqual(RIGHT);
    });
  });
});
