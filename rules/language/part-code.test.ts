import { describe, expect, it } from "vitest";
import { judged } from "./testing/small-hall.ts";

describe("the parts of a condition", () => {
  it("tell each comparison as it stands", () => {
    const { parts, hall } = judged(
      'light.power >= limit_kw && door.lock in ["unlocked", "jammed"] && zone.occupancy == 0',
    );
    expect(parts(hall.slots({ "light.power": 12, "door.lock": "jammed" }))).toEqual([
      { text: "light.power >= limit_kw", is: "yes", left: 12, right: 10, unit: "W" },
      { text: 'door.lock in ["unlocked", "jammed"]', is: "yes", left: null, right: null, leftWord: "jammed" },
      { text: "zone.occupancy == 0", is: "unknown", left: null, right: 0, unit: "{person}" },
    ]);
  });

  it("tell dates as dates, calculated values as numbers, and each member by its own name", () => {
    const { parts, hall } = judged(
      "today > extinguisher.due_on - notice\n  || terminals.exists(t,\n t.power * 2 > 5) || silent(door.lock) || zone.approved",
    );
    expect(parts(hall.slots({ today: 20_250, "T2.power": 4, "silent 5": 0, "zone.approved": 1 }))).toEqual([
      {
        text: "today > extinguisher.due_on - notice",
        is: "yes",
        left: null,
        right: null,
        leftWord: "2025-06-11",
        rightWord: "2025-06-08",
      },
      { text: "T1.power * 2 > 5", is: "unknown", left: null, right: 5, unit: "W" },
      { text: "T2.power * 2 > 5", is: "yes", left: 8, right: 5, unit: "W" },
      { text: "T3.power * 2 > 5", is: "unknown", left: null, right: 5, unit: "W" },
      { text: "silent(door.lock)", is: "no", left: null, right: null },
      { text: "zone.approved", is: "yes", left: null, right: null },
    ]);
  });

  it("leave out what is certain, and never hold a number that JSON has not", () => {
    const { parts, hall } = judged('"escape" in door.tags && has(light.power) && age(door.badge) > "1 min"');
    expect(parts(hall.slots({ "low age(door.badge)": Number.POSITIVE_INFINITY }))).toEqual([
      { text: 'age(door.badge) > "1 min"', is: "yes", left: null, right: 60, unit: "s" },
    ]);
    const far = judged("today + 1000000000000 > today");
    expect(far.parts(far.hall.slots({ today: 5 }))[0]?.leftWord).toBeUndefined();
  });
});
