import { describe, expect, test } from "vitest";
import { syntheticYear } from "./year.ts";

describe("a made-up year", () => {
  test("is the same for the same seed, in order, and another for another seed", () => {
    const taken = (seed: number) => {
      const year = syntheticYear(seed, 60);
      let [sum, last, isInOrder] = [0, 0, true];
      for (const readings of year.readings())
        for (const { at, value } of readings) {
          isInOrder &&= at >= last;
          [sum, last] = [sum + value, at];
        }
      return { sum, isInOrder, truth: JSON.stringify([...year.truth().meters]) };
    };
    const one = taken(1);
    expect(one.isInOrder).toBe(true);
    expect(taken(1)).toEqual(one);
    expect(taken(2).truth).not.toBe(one.truth);
  });

  test("has the same energy and faults however seldom it is read", () => {
    const of = (everyMinutes: number) => {
      const year = syntheticYear(3, everyMinutes);
      for (const _ of year.readings());
      const { faults, days } = year.truth();
      return { faults: faults.length, saved: days.reduce((sum, { savedKwh }) => sum + savedKwh, 0) };
    };
    const often = of(15);
    expect(of(60)).toEqual(often);
    expect(often.saved).toBeGreaterThan(100);
  });

  test("saves nothing before the setpoint is changed", () => {
    const year = syntheticYear(4, 60);
    for (const _ of year.readings());
    const { days, changedOn } = year.truth();
    const before = days.filter(({ date }) => date < changedOn).map(({ savedKwh }) => savedKwh);
    expect(before.length).toBe(208);
    expect(before.every(kWh => kWh === 0)).toBe(true);
  });
});
