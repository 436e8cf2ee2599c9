import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { type FaultName, faultsOf } from "../faults.ts";
import type { Readout } from "../readout.ts";
import { planWith } from "../testing/site.ts";
import { type Wire, wireTo } from "../testing/wire.ts";
import { crc16, rtu } from "./rtu.ts";
import { ModbusServer } from "./server.ts";
import { unitsOf } from "./unit.ts";

it("the CRC is that of the standard: 01 03 00 00 00 0A ends with C5 CD, 02 07 with 41 12", () => {
  // The second is the worked example of Modbus over Serial Line V1.02, appendix B.
  expect(crc16(Buffer.from("01030000000A", "hex"))).toBe(0xcdc5);
  expect(crc16(Buffer.from("0207", "hex"))).toBe(0x1241);
});

const plan = planWith(`
  A: { kind: meter, zone: room, modbus: { line: line, unit: 17 }, points: { power: { holding: 107 }, voltage: { input: 8 } } }
`);
const shown: Readonly<Record<string, number>> = { "A.power": 555, "A.voltage": 10 };
const read: Readout = (thing, role) => shown[`${thing}.${role}`];

const open: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

const bus = async (...on: readonly `${FaultName}:${string}`[]): Promise<Wire> => {
  const faults = faultsOf(plan);
  for (const fault of on) expect(faults.set(fault, "on").is).toBe("switched");
  const units = unitsOf(plan, "line", read);
  const server = new ModbusServer({
    line: "line",
    host: "127.0.0.1",
    port: 0,
    framing: "rtu",
    units,
    faults,
    seed: 7,
  });
  open.push({ close: () => server.stop() });
  const wire = await wireTo(await server.start());
  open.push(wire);
  return wire;
};

/** A frame with its CRC. */
const framed = (hex: string): string => {
  const body = Buffer.from(hex.replaceAll(" ", ""), "hex");
  const crc = crc16(body);
  return [...body, crc & 0xff, crc >> 8]
    .map(byte => byte.toString(16).padStart(2, "0"))
    .join(" ")
    .toUpperCase();
};

const ASK = framed("11 04 00 08 00 01");
const ANSWER = framed("11 04 02 00 0A");

describe("a unit on a bus behind a converter", () => {
  it("answers in frames of the bus, also when a request comes byte by byte or two come at once", async () => {
    const wire = await bus();
    for (const byte of ASK.split(" ")) wire.send(byte);
    expect(await wire.receive(7)).toBe(ANSWER);
    wire.send(ASK, framed("11 03 00 6B 00 01"));
    expect(await wire.receive(14)).toBe(`${ANSWER} ${framed("11 03 02 02 2B")}`);
  });

  it("refuses what it does not know, with an exception", async () => {
    const wire = await bus();
    wire.send(framed("11 64"));
    expect(await wire.receive(5)).toBe(framed("11 E4 01"));
    wire.send(framed("11 10 00 00 00 01 02 00 07"));
    expect(await wire.receive(5)).toBe(framed("11 90 01"));
    wire.send(framed("11 04 00 09 00 01"));
    expect(await wire.receive(5)).toBe(framed("11 84 02"));
  });

  it("does not hear a frame with a wrong CRC, nor one for a unit that is not there, and stays connected", async () => {
    const wire = await bus();
    wire.send("11 04 00 08 00 01 00 00", "FF 00", framed("12 04 00 08 00 01"), ASK);
    expect(await wire.receive(7)).toBe(ANSWER);
    expect(wire.isClosed()).toBe(false);
  });

  it("says nothing that passes for its answer while it answers garbage", () => {
    const frame = Buffer.from(ANSWER.replaceAll(" ", ""), "hex");
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 0.999_999, noNaN: true })), draws => {
        const draw = () => draws.next().value as number;
        expect(rtu.nonsense(frame, draw).equals(frame)).toBe(false);
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
