import { afterEach, describe, expect, it } from "vitest";
import { type FaultName, type Faults, faultsOf } from "../faults.ts";
import type { Readout } from "../readout.ts";
import { planWith } from "../testing/site.ts";
import { type Wire, wireTo } from "../testing/wire.ts";
import { LATE_MS } from "./misbehave.ts";
import { ModbusServer } from "./server.ts";
import { unitsOf } from "./unit.ts";

// The registers and bits of the examples in Modbus Application Protocol V1.1b3, §6.1 to §6.4.
const plan = planWith(`
  A: { kind: meter, zone: room, modbus: { line: line, unit: 17 }, points: {
    power: { holding: 107 }, current: { holding: 109 }, voltage: { input: 8 }, energy: { holding: 120, type: f32 } } }
  C: { kind: light-circuit, zone: room, modbus: { line: line, unit: 18 }, points: {
    ${[..."1011001111010110101"].map((bit, i) => `c${19 + i}_${bit}: { coil: ${19 + i} }`).join(", ")},
    ${[..."0011010111011011101011"].map((bit, i) => `d${196 + i}_${bit}: { discrete: ${196 + i} }`).join(", ")} } }
  E: { kind: air-conditioner, zone: room, modbus: { line: line, unit: 19 }, points: {
    mode: { holding: 0, values: { 0: off, 1: cool } } } }
`);
const shown: Readonly<Record<string, number | string>> = {
  "A.power": 555,
  "A.current": 100,
  "A.voltage": 10,
  "A.energy": 48213.7,
  "E.mode": "heat",
};
const read: Readout = (thing, role) =>
  thing === "C" ? Number(role.split("_")[1]) : shown[`${thing}.${role}`];

const open: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

const line = async (...on: readonly `${FaultName}:${string}`[]): Promise<{ wire: Wire; faults: Faults }> => {
  const faults = faultsOf(plan);
  for (const fault of on) expect(faults.set(fault, "on").is).toBe("switched");
  const units = unitsOf(plan, "line", read);
  const server = new ModbusServer({ line: "line", host: "127.0.0.1", port: 0, units, faults, seed: 7 });
  open.push({ close: () => server.stop() });
  const wire = await wireTo(await server.start());
  open.push(wire);
  return { wire, faults };
};

describe("a unit", () => {
  const conversations: readonly (readonly [what: string, request: string, answer: string])[] = [
    [
      "answers holding registers",
      "00 01 00 00 00 06 11 03 00 6B 00 03",
      "00 01 00 00 00 09 11 03 06 02 2B 00 00 00 64",
    ],
    ["answers input registers", "00 02 00 00 00 06 11 04 00 08 00 01", "00 02 00 00 00 05 11 04 02 00 0A"],
    ["answers a float", "00 03 00 00 00 06 11 03 00 78 00 02", "00 03 00 00 00 07 11 03 04 47 3C 55 B3"],
    ["answers coils", "00 04 00 00 00 06 12 01 00 13 00 13", "00 04 00 00 00 06 12 01 03 CD 6B 05"],
    ["answers discrete inputs", "00 05 00 00 00 06 12 02 00 C4 00 16", "00 05 00 00 00 06 12 02 03 AC DB 35"],
    ["answers holes as zero", "00 06 00 00 00 06 11 03 00 00 00 01", "00 06 00 00 00 05 11 03 02 00 00"],
    [
      "refuses an address one past its last",
      "00 07 00 00 00 06 11 03 00 79 00 02",
      "00 07 00 00 00 03 11 83 02",
    ],
    [
      "refuses a table that it does not have",
      "00 08 00 00 00 06 13 04 00 00 00 01",
      "00 08 00 00 00 03 13 84 02",
    ],
    ["refuses a quantity of 0", "00 09 00 00 00 06 11 03 00 00 00 00", "00 09 00 00 00 03 11 83 03"],
    ["refuses 126 registers", "00 0A 00 00 00 06 11 03 00 00 00 7E", "00 0A 00 00 00 03 11 83 03"],
    ["refuses 2001 coils", "00 0B 00 00 00 06 12 01 00 00 07 D1", "00 0B 00 00 00 03 12 81 03"],
    ["refuses to be written", "00 0C 00 00 00 06 11 06 00 6B 00 01", "00 0C 00 00 00 03 11 86 01"],
    ["refuses an unknown function", "00 0D 00 00 00 02 11 64", "00 0D 00 00 00 03 11 E4 01"],
    [
      "refuses a request that is too long",
      "00 0E 00 00 00 07 11 03 00 6B 00 03 00",
      "00 0E 00 00 00 03 11 83 03",
    ],
    [
      "fails on a value that it has no number for",
      "00 0F 00 00 00 06 13 03 00 00 00 01",
      "00 0F 00 00 00 03 13 83 04",
    ],
  ];
  it.each(conversations)("%s", async (_, request, answer) => {
    const { wire } = await line();
    wire.send(request);
    expect(await wire.receive(answer.split(" ").length)).toBe(answer);
  });

  it("answers requests that come together in their order", async () => {
    const { wire } = await line();
    wire.send(...conversations.map(([, request]) => request));
    const answers = conversations.map(([, , answer]) => answer).join(" ");
    expect(await wire.receive(answers.split(" ").length)).toBe(answers);
  });

  it("answers a request that comes byte by byte", async () => {
    const { wire } = await line();
    for (const byte of "00010000000611040008".match(/../g) ?? []) wire.send(byte);
    wire.send("0001");
    expect(await wire.receive(11)).toBe("00 01 00 00 00 05 11 04 02 00 0A");
  });
});

const ASK_1 = "00 01 00 00 00 06 11 04 00 08 00 01";
const ANSWER_1 = "00 01 00 00 00 05 11 04 02 00 0A";
const ASK_2 = "00 02 00 00 00 06 12 01 00 13 00 01";
const ANSWER_2 = "00 02 00 00 00 04 12 01 01 01";

describe("a line", () => {
  it("stays silent for a unit that it does not have, and answers the next request", async () => {
    const { wire } = await line();
    wire.send("00 63 00 00 00 06 63 03 00 00 00 01", ASK_2);
    expect(await wire.receive(10)).toBe(ANSWER_2);
    expect(wire.waiting()).toBe(0);
  });

  it.each([
    ["another protocol", "00 01 00 01 00 06 11 04 00 08 00 01"],
    ["a length of nothing", "00 01 00 00 00 00 11 04 00 08 00 01"],
    ["a length beyond any frame", "00 01 00 00 EA 60 11 04 00 08 00 01"],
  ])("hangs up on %s", async (_, request) => {
    const { wire } = await line();
    wire.send(request);
    await wire.closed();
    expect(wire.waiting()).toBe(0);
  });

  it("tells a taken port with the line's name", async () => {
    const settings = { line: "plant", host: "127.0.0.1", units: new Map(), faults: faultsOf(plan), seed: 7 };
    const first = new ModbusServer({ ...settings, port: 0 });
    const port = await first.start();
    open.push({ close: () => first.stop() });
    await expect(new ModbusServer({ ...settings, port }).start()).rejects.toThrow(
      `modbus plant (127.0.0.1:${port}): listen: `,
    );
  });
});

describe("faults of a unit", () => {
  it("a silent one never answers, and answers again when it is well", async () => {
    const { wire, faults } = await line("silent:A");
    wire.send(ASK_1, ASK_2);
    expect(await wire.receive(10)).toBe(ANSWER_2);
    faults.set("silent:A", "off");
    wire.send(ASK_1);
    expect(await wire.receive(11)).toBe(ANSWER_1);
  });

  it("a late one answers after 3 s, and the others do not wait for it", async () => {
    const { wire } = await line("late:A");
    const asked = performance.now();
    wire.send(ASK_1, ASK_2);
    expect(await wire.receive(10)).toBe(ANSWER_2);
    expect(performance.now() - asked).toBeLessThan(LATE_MS / 2);
    expect(await wire.receive(11)).toBe(ANSWER_1);
    expect(performance.now() - asked).toBeGreaterThan(LATE_MS - 50);
  });

  it("one that answers garbage never says anything that passes for its answer", async () => {
    const { wire } = await line("garbage:A");
    const heard = new Set<string>();
    for (let i = 0; i < 60; i++) {
      wire.send(ASK_1, ASK_2);
      let said = "";
      while (!said.endsWith(ANSWER_2)) said += ` ${await wire.receive(1)}`;
      expect(said).not.toContain(ANSWER_1);
      heard.add(said.slice(0, -ANSWER_2.length));
    }
    expect(heard.size).toBeGreaterThan(6);
  });
});
