import type { QUANTIFIERS } from "../groups.ts";
import type { MeasureName } from "../scope.ts";
import { condition, type Example } from "./example.ts";

type Told = Example & { readonly call: string; readonly unit: string; readonly known: string };

const NOW_AND_HALF = "good now, and known for half of the window";
const NOW = "good now";
const WITHIN =
  "within limits while it was not always seen: a comparison is yes or no only where both limits agree";

/** Every function over time. `x` is a point or anything calculated from points, W a window. */
export const FUNCTIONS: Readonly<Record<MeasureName | "silent", Told>> = {
  average: {
    call: "average(x, W)",
    unit: "that of x",
    known: NOW_AND_HALF,
    ...condition("air-conditioner", 'average(outdoor.temperature, "15 min") > 28', "mean, weighted by time"),
  },
  min: {
    call: "min(x, W)",
    unit: "that of x",
    known: NOW,
    ...condition("zone", 'min(zone.illuminance, "10 min") < 200', "least value"),
  },
  max: {
    call: "max(x, W)",
    unit: "that of x",
    known: NOW,
    ...condition("zone", 'max(zone.occupancy, "30 min") == 0', "greatest value: nobody for half an hour"),
  },
  rise: {
    call: "rise(x, W)",
    unit: "that of x (K for °C)",
    known: NOW,
    ...condition(
      "power-circuit",
      'rise(circuit.power, "5 min") > 800',
      "how far it is above its least value: something was switched on",
    ),
  },
  fall: {
    call: "fall(x, W)",
    unit: "that of x (K for °C)",
    known: NOW,
    ...condition("zone", 'fall(zone.temperature, "30 min") > 3', "how far it is below its greatest value"),
  },
  rate: {
    call: "rate(x, W)",
    unit: "per hour: `K/h`, `W/h`",
    known: NOW_AND_HALF,
    ...condition(
      "zone",
      'rate(zone.temperature, "30 min") > 5',
      "from the first known value of the window to the last, per hour",
    ),
  },
  time_in: {
    call: "time_in(condition, W)",
    unit: "time",
    known: WITHIN,
    ...condition(
      "door",
      'time_in(door.contact == "open", "1 h") > closing_grace',
      "for how long it was so, all times added up",
    ),
  },
  changes: {
    call: "changes(x, W)",
    unit: "plain number",
    known: WITHIN,
    ...condition("door", 'changes(door.contact, "10 min") >= 6', "how often the value changed"),
  },
  energy: {
    call: "energy(x, W)",
    unit: "kW.h",
    known: WITHIN,
    ...condition(
      "power-circuit",
      'energy(circuit.power, "closing") > 0.5',
      "energy of a power, or increase of a counter, since the hall closed",
    ),
  },
  since_change: {
    call: "since_change(x)",
    unit: "time",
    known: NOW,
    ...condition(
      "camera",
      "since_change(camera.frame) > closing_grace",
      "time since the value changed or was first heard: a picture that stands still",
    ),
  },
  age: {
    call: "age(x)",
    unit: "time",
    known: "always; endless when it was never heard",
    ...condition(
      "door",
      'door.contact == "open" && age(door.badge) > "1 min"',
      "time since the last reading of the point was measured",
    ),
  },
  silent: {
    call: "silent(x)",
    unit: "yes or no",
    known: "always",
    ...condition(
      "camera",
      'silent(camera.online) || camera.online == "offline"',
      "no trustworthy reading now: stale, bad or never heard",
    ),
  },
};

/** Windows that a function over time can look back over. */
export const WINDOWS: readonly Example[] = [
  condition("light-circuit", 'average(light.power, "15 min") > 10', "the last quarter of an hour"),
  condition(
    "light-circuit",
    "average(light.power, closing_grace) > 10",
    "a setting that is a length of time",
  ),
  condition(
    "light-circuit",
    'energy(light.power, "closing") > 0.2',
    "since the hall closed; also `opening` (people came in), `open` (doors opened), `midnight`",
  ),
];

/** What can be asked of a collection. */
export const METHODS: Readonly<Record<keyof typeof QUANTIFIERS, Example>> = {
  all: condition(
    "hall",
    'doors.all(d, d.contact == "closed")',
    "every one; `d` is any name for the one that is looked at",
  ),
  exists: condition("zone", 'zone.doors.exists(d, d.contact == "open")', "at least one"),
  exists_one: condition("hall", 'cameras.exists_one(c, c.online == "offline")', "exactly one"),
  filter: condition(
    "hall",
    'terminals.filter(t, "staffed" in t.tags).all(t, t.online == "offline")',
    "only those of which the condition is yes",
  ),
  size: condition(
    "hall",
    'terminals.filter(t, t.online == "online").size() < 2',
    "how many; `size(terminals)` is the same",
  ),
};

/** Collections, and what their members can name. */
export const COLLECTIONS: readonly Example[] = [
  condition("hall", 'windows.exists(w, w.contact == "open")', "all windows of the hall"),
  condition(
    "air-conditioner",
    'ac.mode == "cool" && zone.windows.exists(w, w.contact == "open")',
    "those of the target's zone and of the areas within it; `room.windows` those of its room",
  ),
  condition("alarm-panel", 'panel.arm == "disarmed" && zones.all(z, z.occupancy == 0)', "all zones"),
  condition(
    "hall",
    'doors.exists(d, d.contact == "open" && d.zone.occupancy == 0)',
    "a member's own zone or room",
  ),
  condition(
    "hall",
    'zones.exists(z, has(z.windows) && z.windows.exists(w, w.contact == "open") && z.occupancy == 0)',
    "collections of a member that is a zone",
  ),
];
