import { expect, test } from "vitest";
import type { ModbusPlace, ModbusTable } from "#rules/site/modbus.ts";
import type { ModbusProfile } from "#rules/site/profile.ts";
import { decodings } from "./decodings.ts";
import { fitOf, type PlaceReader } from "./identify.ts";
import { modbusModels } from "./models.ts";
import { float, zeroes } from "./testing/registers.ts";

type Registers = Readonly<Record<number, number>>;

/** A whole number in two registers, high word first. */
const whole = (address: number, value: number): Registers => ({
  [address]: value >>> 16,
  [address + 1]: value & 0xffff,
});

/** Voltages of three phases from an address and the frequency at another, each written as this maker writes them. */
const mains = (
  write: (address: number, value: number) => Registers,
  at: number,
  frequencyAt: number,
  [volts, hertz]: readonly [number, number],
): Registers => ({
  ...Object.assign({}, ...[0, 2, 4].map(more => write(at + more, volts))),
  ...write(frequencyAt, hertz),
});

/** Meters that are sold under labels that look alike, with their registers at 230 V and 50 Hz. */
const DEVICES: Readonly<Record<string, readonly [ModbusTable, Registers]>> = {
  "DTSU666, floats of tenths": ["holding", mains(float, 0x2006, 0x2044, [2_304, 5_002])],
  "DTSU666 of an inverter maker, plain floats": ["holding", mains(float, 0x2006, 0x2044, [230.4, 50.02])],
  "SDM630, plain floats": ["input", { ...zeroes(90), ...mains(float, 0, 0x46, [230.4, 50.02]) }],
  "the same addresses, whole numbers of tenths": [
    "input",
    { ...zeroes(90), ...mains(whole, 0, 0x46, [2_304, 500]) },
  ],
};

const PAGES = ["chint-dtsu666", "chint-dtsu666-h", "eastron-sdm630"];

const readerOf =
  ([table, registers]: readonly [ModbusTable, Registers]): PlaceReader =>
  async (place: ModbusPlace) => {
    const words = [registers[place.address], registers[place.address + 1]];
    if (place.table !== table || words.includes(undefined)) return null;
    return words.map(word => word ?? 0);
  };

test("each page takes its own meter and none that only looks like it: its voltage would not be a voltage", async () => {
  const models = await modbusModels();
  const pages = PAGES.map(id => models.find(model => model.id === id) as ModbusProfile);
  const seen: Record<string, readonly string[]> = {};
  for (const [device, said] of Object.entries(DEVICES)) {
    const fits = await Promise.all(pages.map(page => fitOf(page, readerOf(said))));
    seen[device] = fits.map(({ is }) => is);
  }
  // In the order of the pages. Unknown: it has no register there, which proves nothing either way.
  expect(seen).toEqual({
    "DTSU666, floats of tenths": ["match", "no", "unknown"],
    "DTSU666 of an inverter maker, plain floats": ["no", "match", "unknown"],
    "SDM630, plain floats": ["unknown", "unknown", "match"],
    "the same addresses, whole numbers of tenths": ["unknown", "unknown", "no"],
  });
});

test("what a refused meter really has is read from its raw words: the likeliest form is the voltage", () => {
  const seen = Object.values(DEVICES).map(([, registers]) => {
    const from = Math.min(...Object.keys(registers).map(Number));
    const words = [0, 1, 2, 3, 4, 5].map(more => registers[from + more] ?? null);
    const [best] = decodings(words, "voltage");
    return [best?.at, best?.form.type, best?.scale, Math.round((best?.value ?? 0) * 10) / 10];
  });
  expect(seen).toEqual([
    [0, "f32", 0.1, 230.4],
    [0, "f32", 1, 230.4],
    [0, "f32", 1, 230.4],
    [1, "u16", 0.1, 230.4],
  ]);
});
