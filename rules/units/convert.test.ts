import fc from "fast-check";
import { expect, it } from "vitest";
import { convert, convertibleTo } from "./convert.ts";
import { unitName, units } from "./units.ts";

const converted = (value: number, from: string, to: string) => {
  const found = convert(from, to);
  if (found.is === "refused") throw new Error(found.why);
  return value * found.scale + found.offset;
};
const code = fc.constantFrom(...units.keys());

it("converts what meters and thermometers say into what we keep", () => {
  expect(converted(1.2, "kW", "W")).toBe(1_200);
  expect(converted(3.6, "MJ", "kW.h")).toBeCloseTo(1, 12);
  expect(converted(250, "W.h", "kW.h")).toBe(0.25);
  expect(converted(212, "[degF]", "Cel")).toBeCloseTo(100, 9);
  expect(converted(-40, "[degF]", "Cel")).toBeCloseTo(-40, 9);
  expect(converted(300, "K", "Cel")).toBeCloseTo(26.85, 9);
  expect(converted(1013.25, "hPa", "Pa")).toBe(101_325);
  expect(converted(95, "%", "1")).toBeCloseTo(0.95, 12);
  expect(converted(2, "h", "s")).toBe(7_200);
});

it("a value goes to another unit and comes back as it was", () => {
  fc.assert(
    fc.property(code, code, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (from, to, value) => {
      if (convert(from, to).is === "refused") return;
      const back = converted(converted(value, from, to), to, from);
      expect(Math.abs(back - value)).toBeLessThanOrEqual(1e-9 * Math.max(1_000, Math.abs(value)));
    }),
    { seed: 7, numRuns: 500 },
  );
});

it("a unit is itself without any rounding, and refusals hold in both directions", () => {
  fc.assert(
    fc.property(code, code, (from, to) => {
      expect(convert(from, from)).toEqual({ is: "conversion", scale: 1, offset: 0 });
      expect(convert(from, to).is).toBe(convert(to, from).is);
      expect(convertibleTo(to).includes(from)).toBe(convert(from, to).is === "conversion");
    }),
    { seed: 7, numRuns: 500 },
  );
});

it("refuses to make energy of a temperature, and says why", () => {
  expect(convert("kW.h", "Cel")).toEqual({ is: "refused", why: "kW.h is energy, Cel is temperature" });
  expect(convert("W", "VA")).toEqual({ is: "refused", why: "W is power, VA is apparent power" });
  expect(convert("kWh", "kW.h")).toEqual({ is: "refused", why: "kWh is not a unit that we know" });
  expect(convert("constructor", "W").is).toBe("refused");
});

it("shows units as people write them", () => {
  expect(
    ["Cel", "kW.h", "{person}", "1", "furlong"].map(c => [unitName(c, "zh"), unitName(c, "en")]),
  ).toEqual([
    ["℃", "°C"],
    ["kW·h", "kW·h"],
    ["人", "people"],
    ["", ""],
    ["furlong", "furlong"],
  ]);
});
