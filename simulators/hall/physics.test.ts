import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FaultName, faultKinds } from "../faults.ts";
import { at, demoHall, until } from "../testing/moving.ts";
import { demoPlan, type FaultText, faultsOn } from "../testing/site.ts";
import { hallOf } from "./hall.ts";

const plan = demoPlan();

describe("physics", () => {
  it("holds over any day, seed and set of faults: no counter goes back, no room leaves the bounds", () => {
    const names = Object.keys(faultKinds) as FaultName[];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 0, max: 364 }),
        fc.subarray(names),
        (seed, day, faults) => {
          const start = at("2025-01-01T06:00") + day * 86_400_000;
          const moved = hallOf({ plan, faults: faultsOn(plan, ...faults), seed, start });
          let counted = 0;
          for (let hour = 1; hour <= 14; hour++) {
            moved.advance(start + hour * 3_600_000);
            const kwh = Number(moved.show("M-main", "energy"));
            expect(kwh).toBeGreaterThanOrEqual(counted);
            counted = kwh;
            for (const zone of ["hall", "off1", "off2", "equip"]) {
              const celsius = Number(moved.show(zone, "temperature"));
              expect(celsius).toBeGreaterThan(-15);
              expect(celsius).toBeLessThan(42);
            }
          }
        },
      ),
      { numRuns: 3, seed: 7 },
    );
  });

  it("lets the main meter count what all circuits draw, and the lighting meter the lights", () => {
    const { show } = demoHall("2025-07-08T10:00");
    const sum = (kinds: readonly string[]) =>
      plan.things
        .filter(({ kind }) => kinds.includes(kind))
        .reduce((watts, { id }) => watts + Number(show(id, "power")), 0);
    expect(show("M-light", "power")).toBeCloseTo(sum(["light-circuit"]), 0);
    expect(show("M-main", "power")).toBeCloseTo(
      sum(["light-circuit", "power-circuit", "air-conditioner"]),
      0,
    );
  });

  it("books the energy of an hour as the mean power times one hour", () => {
    const hour = demoHall("2025-07-08T20:00");
    const before = Number(hour.show("M-main", "energy"));
    until(hour, "2025-07-08T21:00");
    expect(Number(hour.show("M-main", "energy")) - before).toBeCloseTo(
      Number(hour.show("M-main", "power")) / 1000,
      2,
    );
  });

  it("never shows less on the meter when the simulators are started again on a later day", () => {
    const days = ["2025-07-08", "2025-07-09", "2025-07-10"];
    const evenings = days.map(day => Number(demoHall(`${day}T23:59`).show("M-main", "energy")));
    const mornings = days.map(day => Number(demoHall(`${day}T00:00`).show("M-main", "energy")));
    expect([evenings[0]! < mornings[1]!, evenings[1]! < mornings[2]!]).toEqual([true, true]);
  });

  it("takes more electricity to hold 24 °C than 26 °C", () => {
    const used = [[], ["setpoint"]].map(faults =>
      Number(demoHall("2025-07-08T16:00", { faults: faults as FaultText[] }).show("AC-hall", "power")),
    );
    expect(used[1]).toBeGreaterThan(1.1 * used[0]!);
  });
});
