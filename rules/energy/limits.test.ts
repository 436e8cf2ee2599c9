import { describe, expect, test } from "vitest";
import type { ModbusSource, ModbusType } from "../site/modbus.ts";
import type { Equipment, Point } from "../site/model.ts";
import { pointClasses } from "../site/point-classes.ts";
import { minutes, seconds } from "../time/instant.ts";
import { counterLimits, counterModulus } from "./limits.ts";

const register = (type: ModbusType, more: Partial<ModbusSource> = {}): Pick<Point, "source"> => ({
  source: {
    is: "modbus",
    line: "plant",
    unit: 1,
    table: "holding",
    address: 20,
    type,
    words: "big",
    scale: 0.001,
    offset: 0,
    sentinels: [],
    every: seconds(60),
    ...more,
  },
});
const message: Pick<Point, "source"> = { source: { is: "mqtt", topic: "M1", path: ["energy"], scale: 1 } };

describe("where a counter begins again", () => {
  test.each([
    ["u16", [65.536]],
    ["u32", [4_294_967.296]],
    ["i32", [2_147_483.648, 4_294_967.296]],
    ["mod10k32", [100_000]],
    ["f32", []],
    ["f64", []],
    ["bit", []],
  ] as const)("%s of W.h: %j", (type, expected) => {
    expect(counterModulus(register(type)).map(kWh => Number(kWh.toPrecision(12)))).toEqual(expected);
  });

  test("with a current transformer of 40 it is 40 times as far", () => {
    expect(counterModulus(register("u32", { scale: 0.04 }))).toEqual([2 ** 32 * 0.04]);
  });

  test("a difference of two registers, a factor of the device and a message have none that is known", () => {
    const place = { table: "holding", address: 24, type: "u32", words: "big" } as const;
    expect([
      counterModulus(register("u32", { minus: place })),
      counterModulus(register("u32", { factor: { place, form: "power-of-ten" } })),
      counterModulus(message),
    ]).toEqual([[], [], []]);
  });
});

describe("how much can flow through a meter", () => {
  const power = (range: readonly [number, number]): Equipment["points"] => {
    const known = pointClasses.get("elec-power-active");
    if (!known) throw new Error("no such class");
    return { power: { class: known, range } as Point };
  };
  const most = (owner: Parameters<typeof counterLimits>[1]): number => counterLimits(message, owner).maxKw;

  test("what is approved or on its nameplate, and a quarter more", () => {
    expect(most({ ratedPowerW: 2_000, points: {} })).toBe(2.5);
    expect(most({ ratedPowerW: 2_000, approvedPowerW: 4_000, points: {} })).toBe(5);
  });

  test("else the greatest power that the site file finds plausible beside it", () => {
    expect(most({ points: power([0, 30_000]) })).toBe(30);
  });

  test("else a usual incoming breaker: the range of the class is nobody's word", () => {
    expect([most(undefined), most({ points: {} }), most({ points: power([-1e6, 1e6]) })]).toEqual([
      173, 173, 173,
    ]);
  });
});

test("the step of a float grows with what it has counted, that of an integer does not", () => {
  const step = (type: ModbusType, kWh: number): number =>
    counterLimits(register(type), undefined, kWh).resolutionKwh;
  expect(step("f32", 1_300_000)).toBeCloseTo(0.155, 3);
  expect(step("f32", 1_000)).toBeLessThan(0.001);
  expect(step("u32", 1_300_000)).toBe(0.001);
});

test("three missed polls are a gap; of a message nobody knows when it should come", () => {
  expect([
    counterLimits(register("u32"), undefined).gapAfter,
    counterLimits(register("u32", { every: seconds(5) }), undefined).gapAfter,
    counterLimits(message, undefined).gapAfter,
  ]).toEqual([minutes(3), minutes(1), minutes(15)]);
});
