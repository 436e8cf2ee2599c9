import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { connectAsync, type MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toIso } from "#rules/time/instant.ts";
import { readStream } from "../http/testing/stream-reader.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { until } from "../stores/testing/until.ts";
import type { WireControlList, WireControlOrder } from "../wire/control.ts";
import { type RelayBoard, startRelayBoard } from "./testing/relay-board.ts";
import { type RunningHall, startHall } from "./testing/running-hall.ts";

const light = (coil: number, more: string): string => `  L${coil}:
    kind: light-circuit
    zone: room
    name: { zh: 照明${coil}, en: Light ${coil} }
    points:
      command:
        modbus: { line: board, unit: 1 }
        coil: ${coil}
        every: 200 ms
        values: { 0: "off", 1: "on" }
        write: { code: 5 }
        control:
          allow: ["off", "on"]
          roles: [guard, duty-manager]
          rate: 4 in 1 h
          ${more}
          proof:
            "off": { point: L${coil}.power, below: 20 W, within: 2 s }
            "on": { point: L${coil}.power, above: 20 W, within: 2 s }
      power: { modbus: { line: board, unit: 2 }, input: ${coil}, type: u16, every: 200 ms }
`;

const siteText = (mqtt: string, port: number, controls: string): string => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [generic, service-hall] }
calendar:
  holidays: china
  staff_from: "07:50"
  week: { mon-fri: ["08:30-12:00", "14:00-17:30"], sat-sun: closed }
  seasons: { summer: 06-01..09-30 }
people:
  - { id: G1, name: 王伟, roles: [guard] }
  - { id: E1, name: 周婷, roles: [staff] }
sources:
  mqtt: ${mqtt}
  modbus: { board: { host: 127.0.0.1, port: ${port} } }
${controls}
zones:
  room:
    name: { zh: 房间, en: Room }
    mqtt: { topic: office/room, time: $.ts }
    points: { occupancy: { path: $.people } }
equipment:
${light(1, "only_if: [{ point: room.occupancy, below: 1 }]")}
${light(2, "tries: 1")}
  SIGN:
    kind: sign
    zone: room
    name: { zh: 灯箱, en: Sign }
    mqtt: { topic: office/sign, time: $.ts }
    points:
      state:
        path: $.state
        write: { topic: office/sign/set, payloads: { "off": "OFF", "on": "ON" } }
        control:
          allow: ["off"]
          roles: [guard]
          rate: 4 in 1 h
          proof: { "off": { point: SIGN.power, below: 5 W, within: 5 s } }
      power: { path: $.power }
`;

const write = (port: number, controls: string) => (directory: string, mqtt: string) => {
  const config = join(directory, "site.yaml");
  writeFileSync(config, siteText(mqtt, port, controls));
  return config;
};

let board: RelayBoard;
let hall: RunningHall;
let device: MqttClient;
const told: {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
  readonly qos: number;
}[] = [];

beforeAll(async () => {
  board = await startRelayBoard();
  board.coils.set(1, true);
  board.coils.set(2, true);
  hall = await startHall({ begin: "18:00", write: write(board.port, "controls: { enabled: true }") });
  device = await connectAsync(hall.mqttUrl);
  device.on("message", (topic, payload, { retain, qos }) => {
    told.push({ topic, payload: String(payload), retain, qos });
    if (String(payload) === "OFF") void say("office/sign", { state: "off", power: 0 });
  });
  await device.subscribeAsync("office/sign/set", { qos: 1 });
  await people(0);
  await say("office/sign", { state: "on", power: 150 });
  await until("the lights are read", async () => (await list()).controls.every(({ now }) => now !== null));
});
afterAll(async () => {
  await device.endAsync();
  await hall.stop();
  await board.stop();
});

const say = (topic: string, values: object) =>
  device.publishAsync(topic, JSON.stringify({ ...values, ts: toIso(hall.clock.now()) }), { qos: 1 });
const people = (count: number) => say("office/room", { people: count });
const list = () => hall.api.read<WireControlList>("/api/controls");
const post = async (path: string, body: object, at = hall) => {
  const answer = await fetch(`${at.api.url}/api/commands${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return {
    ...((await answer.json()) as WireControlOrder & { error?: string; message?: string }),
    status: answer.status,
  };
};
const order = (point: string, to: string, by = "G1", why = "closing") => post("", { by, point, to, why });
const later = async (id: string, state: string): Promise<WireControlOrder> => {
  let found: WireControlOrder | undefined;
  await until(`${id} is ${state}`, async () => {
    found = (await list()).orders.find(each => each.id === id);
    return found?.state === state;
  });
  if (!found) throw new Error(`there is no ${id}`);
  return found;
};

test("a light is switched off, and the power that falls proves it", async () => {
  const stream = await readStream(hall.api.url);
  const before = await list();
  expect(before.controls.find(({ point }) => point === "L1.command")).toMatchObject({
    target: "L1",
    words: ["off", "on"],
    now: { value: "on" },
    interlock: { is: "yes", why: "" },
    closing: { item: "L1", to: "off" },
    roles: ["guard", "duty-manager"],
  });
  const ordered = await order("L1.command", "off");
  expect(ordered).toMatchObject({
    status: 200,
    by: "王伟",
    to: "off",
    before: "on",
    attempts: [{ number: 1 }],
  });
  const proved = await later(ordered.id, "proved");
  expect(proved).toMatchObject({
    proof: { point: "L1.power", value: 0 },
    outcome: { en: "Light 1 power: 0 W" },
    attempts: [{ number: 1, outcome: "done" }],
    canUndo: true,
  });
  expect(Date.parse(proved.proof?.at ?? "")).toBeGreaterThanOrEqual(Date.parse(proved.attempts[0]?.at ?? ""));
  expect(board.writes).toEqual([{ unit: 1, address: 1, word: 0x00_00 }]);
  await until("the console hears of it", () =>
    stream.of("papers").some(({ changed }) => changed.control?.includes(ordered.id) === true),
  );
  stream.stop();
  const { entries } = await hall.api.read<{ entries: { what: string; by: string | null }[] }>(
    `/api/entries?kind=control&paper=${encodeURIComponent(ordered.id)}`,
  );
  expect(entries.map(({ what, by }) => [what, by])).toEqual([
    ["ordered", "王伟"],
    ["tried", null],
    ["proved", null],
  ]);
});

test("it is put back as it was by a command of its own", async () => {
  const { orders } = await list();
  const undone = await post(`/${encodeURIComponent(orders[0]?.id ?? "")}/undo`, {
    by: "G1",
    why: "somebody is back",
  });
  expect(undone).toMatchObject({ status: 200, undoes: orders[0]?.id, to: "on" });
  await later(undone.id, "proved");
  expect([board.coils.get(1), board.writes.at(-1)]).toEqual([true, { unit: 1, address: 1, word: 0xff_00 }]);
});

test("a welded contact is found: the relay says off, and people hear what remains", async () => {
  board.welded.add(2);
  const { id } = await order("L2.command", "off");
  const failed = await later(id, "failed");
  expect(failed).toMatchObject({
    outcome: { en: "relay says off, but 420 W remain: contact welded, or another circuit" },
    proof: { point: "L2.power", value: 420 },
  });
  await until("people hear of it", async () =>
    (await hall.api.alerts()).some(({ fact, target }) => fact === "control-failed" && target === "L2"),
  );
  board.welded.delete(2);
  await until("it is over", async () =>
    (await hall.api.alerts()).every(
      ({ fact, condition }) => fact !== "control-failed" || condition === "clear",
    ),
  );
});

test("what the device refuses is told in the words of the standard, and nothing else was written", async () => {
  board.refuseWith = 2;
  const { id } = await order("L2.command", "on");
  expect(await later(id, "refused")).toMatchObject({
    attempts: [{ outcome: "refused" }],
    outcome: { en: expect.stringMatching(/^the device refused: /) },
  });
  board.refuseWith = 0;
  expect(new Set(board.writes.map(({ word }) => word))).toEqual(new Set([0x00_00, 0xff_00]));
});

test("over MQTT a device is told once, never retained, and its power proves it", async () => {
  const { id } = await order("SIGN.state", "off");
  expect(await later(id, "proved")).toMatchObject({ proof: { point: "SIGN.power", value: 0 } });
  expect(told).toEqual([{ topic: "office/sign/set", payload: "OFF", retain: false, qos: 1 }]);
  const later1 = await connectAsync(hall.mqttUrl);
  const remembered: string[] = [];
  later1.on("message", topic => remembered.push(topic));
  await later1.subscribeAsync("office/sign/#", { qos: 1 });
  await later1.publishAsync("office/sign/ping", "x", { qos: 1 });
  await until("it hears something", async () => remembered.length > 0);
  expect(remembered).toEqual(["office/sign/ping"]);
  await later1.endAsync();
});

test("who may not, what is not there, what is not allowed and what an interlock forbids are told apart", async () => {
  const before = board.writes.length;
  expect(await order("L1.command", "off", "E1")).toMatchObject({
    status: 403,
    error: "NOT_ALLOWED",
    message: expect.stringContaining("周婷 may not"),
  });
  expect(await order("L9.command", "off")).toMatchObject({ status: 404, error: "NO_CONTROL" });
  expect(await order("SIGN.state", "on")).toMatchObject({
    status: 409,
    message: expect.stringContaining("only off"),
  });
  expect(await post("/control%2F2025-07-08%2F99/approve", { by: "G1" })).toMatchObject({
    status: 404,
    error: "NO_COMMAND",
  });
  await people(2);
  await until("somebody is in", async () =>
    (await list()).controls.some(({ point, interlock }) => point === "L1.command" && interlock.is === "no"),
  );
  expect(await order("L1.command", "off")).toMatchObject({
    status: 409,
    message: "L1.command: room.occupancy says 2, and must be below 1",
  });
  expect((await list()).orders[0]).toMatchObject({ state: "refused", by: "王伟", attempts: [] });
  expect(board.writes.length).toBe(before);
});

test("a hall that has not enabled it is told how, and nothing is written", async () => {
  const before = board.writes.length;
  const closed = await startHall({ begin: "18:00", write: write(board.port, "") });
  try {
    expect(await closed.api.read<WireControlList>("/api/controls")).toMatchObject({
      isEnabled: false,
      controls: [],
    });
    expect(
      await post("", { by: "G1", point: "L1.command", to: "off", why: "closing" }, closed),
    ).toMatchObject({
      status: 409,
      message: expect.stringContaining("controls: { enabled: true }"),
    });
    expect(board.writes.length).toBe(before);
  } finally {
    await closed.stop();
  }
});

test("what a stop of the gateway interrupts is unknown, not done, and is proved when it runs again", async () => {
  const { directory: data, remove } = temporary();
  const controls = "controls: { enabled: true }";
  board.coils.set(2, true);
  board.isMute = true;
  let hasStopped = false;
  const first = await startHall({ begin: "18:00", data, write: write(board.port, controls) });
  try {
    await until("the light is read", async () =>
      (await first.api.read<WireControlList>("/api/controls")).controls.some(
        ({ point, now }) => point === "L2.command" && now?.value === "on",
      ),
    );
    const before = board.writes.length;
    const { id } = await post("", { by: "G1", point: "L2.command", to: "off", why: "closing" }, first);
    await until("it is written", () => board.writes.length > before);
    await first.stop();
    hasStopped = true;
    board.isMute = false;
    const again = await startHall({ begin: "18:01", data, write: write(board.port, controls) });
    try {
      let found: WireControlOrder | undefined;
      await until("it is proved", async () => {
        found = (await again.api.read<WireControlList>("/api/controls")).orders.find(each => each.id === id);
        return found?.state === "proved";
      });
      expect(found).toMatchObject({
        attempts: [{ number: 1, outcome: "unknown" }],
        proof: { point: "L2.power", value: 0 },
      });
      expect(board.writes.length).toBe(before + 1);
    } finally {
      await again.stop();
    }
  } finally {
    if (!hasStopped) await first.stop();
    remove();
  }
});
