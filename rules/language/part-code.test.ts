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

  it("tell both halves of a choice, and every member of a count", () => {
    const texts = (text: string) => {
      const { parts, hall } = judged(text);
      return parts(hall.slots({})).map(part => part.text);
    };
    expect(texts("zone.approved ? light.power > 1 : circuit.power > 1")).toEqual([
      "zone.approved",
      "light.power > 1",
      "circuit.power > 1",
    ]);
    expect(texts("terminals.exists_one(t, t.power > 1) && terminals.size() > 1")).toEqual([
      "T1.power > 1",
      "T2.power > 1",
      "T3.power > 1",
    ]);
    expect(texts("light.power > (zone.approved ? 1 : 2)")).toEqual(["light.power > (zone.approved ? 1 : 2)"]);
    expect(texts("!(zone.approved != (light.power > 5))")).toContain("light.power > 5");
  });

  it("have no unit where the number has none, and no words where nobody knows them", () => {
    const { parts, hall } = judged(
      'terminals.filter(t, t.power > 1).size() > 1 || ac.mode == "cool" || today > today',
    );
    expect(parts(hall.slots({ "T1.power": 5 }))).toEqual([
      { text: "terminals.filter(t, t.power > 1).size() > 1", is: "unknown", left: 1, right: 1 },
      { text: 'ac.mode == "cool"', is: "unknown", left: null, right: null, rightWord: "cool" },
      { text: "today > today", is: "unknown", left: null, right: null },
    ]);
  });
});
