import { expect, test } from "vitest";
import { missingOf } from "./missing.ts";

test.each([
  ['zone wc has no point "nh3"', { is: "point", of: "zone", id: "wc", name: "nh3" }],
  [
    "light-circuit L1 has no rated_power in the site file",
    { is: "key", of: "light-circuit", id: "L1", name: "rated_power" },
  ],
  ["no camera is named that sees door D2", { is: "key", of: "door", id: "D2", name: "camera" }],
  ["zone off1 has no door", { is: "thing", of: "zone", id: "off1", name: "door" }],
  ["the hall has no uplink", { is: "kind", name: "uplink" }],
  ["the calendar has no season summer", { is: "season", name: "summer" }],
  [
    "the hall has several of uplink; a rule must go through uplinks",
    { is: "other", why: "the hall has several of uplink; a rule must go through uplinks" },
  ],
])("%s is taken apart", (why, missing) => {
  expect(missingOf(why)).toEqual(missing);
});
