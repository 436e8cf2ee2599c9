import { expect, it } from "vitest";
import { signOf } from "./comparison.ts";

it.each([
  ["light.power >= light_off_below", "≥"],
  ['door.lock != "locked"', "≠"],
  ['ac.mode == "cool"', "="],
  ["today > extinguisher.due_on", ">"],
  ['time_in(zone.co2 > 1000, "15 min") >= 10', "≥"],
  ["(a == 1 ? b : c) < 3", "<"],
  ['"x >= y" != zone.name', "≠"],
  ["silent(panel.online)", ""],
  ['"an open quote >= 1', ""],
])("the sign of %s is %s", (text, sign) => {
  expect(signOf(text)).toBe(sign);
});
