import { expect, test } from "vitest";
import type { PointClass } from "#rules/site/point-class.ts";
import { pointClasses } from "#rules/site/point-classes.ts";
import type { ModbusProfile } from "#rules/site/profile.ts";
import { millis } from "#rules/time/instant.ts";
import { Reader } from "./reader.ts";
import { scan, type UnitFound } from "./scan.ts";
import { float, serveRegisters, type UnitRegisters, zeroes } from "./testing/registers.ts";

const classOf = (id: string): PointClass => pointClasses.get(id) as PointClass;

/** A meter of floats whose voltage and frequency stand at two addresses. */
const meter = (id: string, voltageAt: number, frequencyAt: number): ModbusProfile => ({
  is: "modbus",
  id,
  vendor: "V",
  product: id,
  kind: "meter-3ph",
  confidence: "memory",
  sources: ["this test"],
  quirks: [],
  limits: { reserved: [], illegal: [] },
  multipliers: {},
  invariants: [],
  points: {
    v: point("elec-voltage", voltageAt),
    f: point("elec-frequency", frequencyAt),
  },
  probe: [{ is: "between", point: "f", low: 45, high: 65 }],
});

const point = (id: string, address: number): ModbusProfile["points"][string] => ({
  is: "modbus",
  class: classOf(id),
  place: { table: "input", address, type: "f32", words: "big" },
  scale: 1,
  offset: 0,
  multipliers: [],
  sentinels: [],
});

const profiles = [meter("right", 0, 70), meter("other-map", 10, 70), meter("same-map", 0, 70)];
const registers: UnitRegisters = {
  input: { ...zeroes(80), ...float(0, 230.4), ...float(70, 50.02) },
  holding: { 0: 1, 1: 2 },
};

const scanned = async (
  port: number,
  framing: "tcp" | "rtu",
  units: readonly number[],
  stopAfter = Infinity,
) => {
  const stop = new AbortController();
  const wire = { is: framing, host: "127.0.0.1", port };
  const reader = new Reader({ wire, timeout: millis(150), gap: millis(0), signal: stop.signal });
  const turned = { ...wire, is: framing === "tcp" ? "rtu" : "tcp" } as const;
  const other = new Reader({ wire: turned, timeout: millis(150), gap: millis(0), signal: stop.signal });
  const found: UnitFound[] = [];
  const told = (unit: UnitFound): void => {
    found.push(unit);
    if (found.length >= stopAfter) stop.abort();
  };
  try {
    const result = await scan({
      reader,
      other,
      units,
      profiles,
      signal: stop.signal,
      progress: () => {},
      found: told,
    });
    return { ...result, found };
  } finally {
    await Promise.all([reader.close(), other.close()]);
  }
};

const summary = (units: readonly UnitFound[]) =>
  units.map(each =>
    each.is === "answers"
      ? [each.unit, each.fits.map(({ profile, is }) => `${profile.id}: ${is}`)]
      : [each.unit, each.is],
  );

test("a unit is told by its values: one page fits, one is refused by its voltage, one cannot be told apart", async () => {
  await using server = await serveRegisters({ 3: registers });
  const { units, trouble } = await scanned(server.port, "tcp", [2, 3]);
  expect([summary(units), trouble]).toEqual([
    [
      [2, "silent"],
      [3, ["right: match", "same-map: match", "other-map: no"]],
    ],
    null,
  ]);
});

test("a scan only reads, whatever answers", async () => {
  await using server = await serveRegisters({ 3: registers, 4: {} });
  await scanned(server.port, "tcp", [3, 4, 5]);
  expect(server.functions.length).toBeGreaterThan(4);
  expect(server.functions.filter(code => code > 4)).toEqual([]);
});

test("a unit that only refuses is there, and of no model that is known", async () => {
  await using server = await serveRegisters({ 9: {} });
  const { units } = await scanned(server.port, "tcp", [9]);
  expect(summary(units)).toEqual([[9, ["right: unknown", "other-map: unknown", "same-map: unknown"]]]);
});

test("RTU frames on a network port are named, in both directions", async () => {
  await using rtu = await serveRegisters({ 1: registers }, "rtu");
  await using tcp = await serveRegisters({ 1: registers }, "tcp");
  expect(summary((await scanned(rtu.port, "rtu", [1])).units)).toEqual([
    [1, ["right: match", "same-map: match", "other-map: no"]],
  ]);
  const wrong = [await scanned(tcp.port, "rtu", [1]), await scanned(rtu.port, "tcp", [1])];
  expect(wrong.map(({ trouble }) => trouble)).toEqual([
    { is: "other-framing", unit: 1 },
    { is: "other-framing", unit: 1 },
  ]);
});

test("whoever stops a scan keeps what was found", async () => {
  await using server = await serveRegisters({ 1: registers, 2: registers, 3: registers });
  const { units } = await scanned(server.port, "tcp", [1, 2, 3], 2);
  expect(units.map(({ unit }) => unit)).toEqual([1, 2]);
});

test("where nothing listens at all it is a fault, not an empty bus", async () => {
  const server = await serveRegisters({});
  await server[Symbol.asyncDispose]();
  await expect(scanned(server.port, "tcp", [1])).rejects.toThrow(/refused/);
});
