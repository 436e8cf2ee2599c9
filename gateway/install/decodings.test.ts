import fc from "fast-check";
import { expect, test } from "vitest";
import { decodings } from "./decodings.ts";
import { QUANTITIES, type QuantityName } from "./quantity.ts";
import { RAW_FORMS, type RawForm, rawIn } from "./raw-form.ts";

/** Registers that hold a number in a form: the other direction, written apart. */
const encoded = ({ type, words, bytes, width }: RawForm, raw: number): number[] => {
  const view = new DataView(new ArrayBuffer(8));
  if (type === "u16") view.setUint16(0, raw);
  else if (type === "i16") view.setInt16(0, raw);
  else if (type === "u32") view.setUint32(0, raw);
  else if (type === "i32") view.setInt32(0, raw);
  else if (type === "f32") view.setFloat32(0, raw);
  else if (type === "f64") view.setFloat64(0, raw);
  else if (type === "u64") view.setBigUint64(0, BigInt(raw));
  else if (type === "i64") view.setBigInt64(0, BigInt(raw));
  else
    for (let i = width - 1, rest = raw; i >= 0; i -= 1, rest = Math.floor(rest / 10_000))
      view.setUint16(2 * i, rest % 10_000);
  const own = Array.from({ length: width }, (_, i) => view.getUint16(2 * i, bytes === "little"));
  return words === "big" ? own : own.reverse();
};

test("230.4 V as a float is found in each of the four orders, and nothing comes before it", () => {
  for (const form of RAW_FORMS.filter(({ type }) => type === "f32")) {
    const [first] = decodings(encoded(form, 230.4), "voltage");
    expect([form.order, first?.form.order, first?.form.type, first?.value]).toEqual([
      form.order,
      form.order,
      "f32",
      230.4,
    ]);
  }
});

test("registers of nothing but zero say nothing of any quantity", () => {
  for (const quantity of Object.keys(QUANTITIES) as QuantityName[])
    expect(decodings([0, 0, 0, 0], quantity)).toEqual([]);
});

test("a hole in the block is read over, never read as zero", () => {
  const [first, second] = encoded(RAW_FORMS.find(({ type }) => type === "f32") as RawForm, 50.02);
  expect(decodings([null, first as number, second as number, null], "frequency")[0]).toMatchObject({
    at: 1,
    value: 50.02,
  });
  expect(
    decodings([first as number, null, second as number], "frequency").filter(({ form }) => form.width > 1),
  ).toEqual([]);
});

const usual: Readonly<Record<QuantityName, fc.Arbitrary<number>>> = {
  voltage: fc.double({ min: 210, max: 250, noNaN: true }),
  current: fc.double({ min: 0.5, max: 400, noNaN: true }),
  power: fc.double({ min: 30, max: 90_000, noNaN: true }),
  energy: fc.double({ min: 40, max: 900_000, noNaN: true }),
  frequency: fc.double({ min: 49.85, max: 50.15, noNaN: true }),
  temperature: fc.double({ min: 15, max: 32, noNaN: true }),
  humidity: fc.double({ min: 25, max: 75, noNaN: true }),
};

/** What a device would hold of a value, or null where the form is too small for it. */
const rawOf = (form: RawForm, value: number, quantity: QuantityName, pick: number): number | null => {
  const isFloat = form.type.startsWith("f");
  const { floatScales, integerScales } = QUANTITIES[quantity];
  const scales: readonly number[] = isFloat ? floatScales : integerScales;
  const raw = value / (scales[pick % scales.length] ?? 1);
  if (isFloat) return raw;
  const most = { u16: 65_535, i16: 32_767, u32: 2 ** 32 - 1, i32: 2 ** 31 - 1, mod10k32: 99_999_999 }[
    form.type as "u16"
  ];
  // Fewer than a hundred counts are no measurement that anybody could tell from noise.
  return raw < 100 || raw > (most ?? 2 ** 53) ? null : Math.round(raw);
};

test("a value in any type, order and scale is among the first ten for its quantity", () => {
  const property = fc.property(
    fc
      .constantFrom(...(Object.keys(QUANTITIES) as QuantityName[]))
      .chain(quantity => fc.tuple(fc.constant(quantity), usual[quantity])),
    fc.constantFrom(...RAW_FORMS),
    fc.nat(9),
    ([quantity, value], form, pick) => {
      const raw = rawOf(form, value, quantity, pick);
      fc.pre(raw !== null);
      const words = encoded(form, raw as number);
      const held = rawIn(form, words);
      expect(held).not.toBeNull();
      const ranked = decodings(words, quantity).filter(({ at }) => at === 0);
      const place = ranked.findIndex(
        ({ form: own, alike, raw: found }) => [own, ...alike].includes(form) && found === held,
      );
      expect(place, `${quantity} ${value} as ${form.type} ${form.order}`).toBeGreaterThanOrEqual(0);
      expect(place).toBeLessThan(10);
    },
  );
  fc.assert(property, { seed: 21, numRuns: 3_000 });
});
