import { describe, expect, test } from "vitest";
import { CLASSES, classOf, usualClass } from "./classes.ts";
import { TARGETS } from "./pack-schema.ts";

describe("what is at stake where a rule does not say it", () => {
  test.each([
    ["smoke-detector", "violation", "life-safety"],
    ["smoke-detector", "fault", "life-safety"],
    ["door", "violation", "security"],
    ["light-circuit", "violation", "energy"],
    ["light-circuit", "fault", "equipment"],
    ["air-conditioner", "advisory", "energy"],
    ["zone", "violation", "security"],
    ["zone", "advisory", "housekeeping"],
    ["hall", "violation", "security"],
    ["gateway", "fault", "system"],
    ["kiosk", "violation", "equipment"],
  ] as const)("in a %s, as a %s: %s", (kind, level, stake) => expect(usualClass(kind, level)).toBe(stake));

  test("follows for every kind, and what a rule says comes first", () => {
    for (const kind of TARGETS) expect(Object.keys(CLASSES)).toContain(usualClass(kind, "violation"));
    expect(classOf({ each: "smoke-detector", level: "fault", class: "equipment" })).toBe("equipment");
    expect(classOf({ each: "smoke-detector", level: "fault" })).toBe("life-safety");
  });
});
