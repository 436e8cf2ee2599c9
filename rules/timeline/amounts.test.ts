import { describe, expect, test } from "vitest";
import { pointClasses } from "../site/point-classes.ts";
import { readEnergy, readQuantity, unitCode } from "./amounts.ts";

const classOf = (id: string) => {
  const found = pointClasses.get(id);
  if (!found) throw new Error(id);
  return { class: found };
};
const POWER = classOf("elec-power-active");
const WARMTH = classOf("zone-air-temp");

describe("a number with its unit", () => {
  test("comes out in the unit of the point", () => {
    const read = (text: string, of = POWER) => {
      const told = readQuantity(text, of);
      return told.is === "told" ? told.value : told.why;
    };
    expect(["200", "200 W", "200W", "1.2 kW", "-3 W"].map(text => read(text))).toEqual([
      200, 200, 200, 1_200, -3,
    ]);
    expect(["25", "25 °C", "25 Cel", "25 ℃", "77 °F", "298.15 K"].map(text => read(text, WARMTH))).toEqual([
      25, 25, 25, 25, 25, 25,
    ]);
    expect(["", "W", "many W", "2 x", "2 V", "1e3 W"].map(text => read(text))).toEqual([
      'expected a number, found ""',
      'expected a number, found "W"',
      'expected a number, found "many W"',
      '"x" is no unit that is known',
      "V is voltage, W is power",
      '"e3 W" is no unit that is known',
    ]);
  });

  test("may be written as people write units", () => {
    expect(["kWh", "kW·h", "kW.h", "°C", "分钟", "%", "furlong", ""].map(unitCode)).toEqual([
      "kW.h",
      "kW.h",
      "kW.h",
      "Cel",
      "min",
      "%",
      null,
      null,
    ]);
  });
});

test("an amount of energy says how far off it may be; without that, by its digits", () => {
  expect(
    ["57 Wh", "57.0 Wh", "1.2 kWh", "57 Wh ± 5 %", "57 Wh +- 3 Wh", "1 kWh +/- 20 Wh", "0 Wh"].map(text => {
      const told = readEnergy(text);
      return told.is === "told" ? [told.value.value, Number(told.value.off.toPrecision(6))] : told.why;
    }),
  ).toEqual([
    [57, 0.5],
    [57, 0.05],
    [1_200, 50],
    [57, 2.85],
    [57, 3],
    [1_000, 20],
    [0, 0.5],
  ]);
  for (const text of ["57", "57 W", "Wh", "57 Wh ±", "57 Wh ± 5", "57 Wh ± 5 V", "a lot"])
    expect(readEnergy(text)).toMatchObject({ is: "refused", why: `"${text}" is no amount of energy` });
});
