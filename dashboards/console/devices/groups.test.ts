import { expect, it } from "vitest";
import type { WireDevice, WireSource } from "#gateway/wire/device.ts";
import { groupsOf, sourceOf } from "./groups.ts";

const device = (
  id: string,
  via: string,
  silence: number | null,
  reasons: readonly string[] = [],
): WireDevice => ({
  id,
  name: { zh: id, en: id },
  zone: "hall",
  kind: "meter",
  profile: null,
  via,
  heardAt: null,
  points: { total: 2, good: reasons.length > 0 ? 0 : 2, stale: reasons.length > 0 ? 2 : 0, bad: 0, never: 0 },
  silence,
  reasons: [...reasons],
  battery: null,
});
const source = (id: string, state: WireSource["state"] = "up"): WireSource => ({
  id,
  state,
  since: "2025-07-08T10:00:00.000Z",
  lastError: "",
  counts: {},
  gauges: {},
});
const ids = (groups: ReturnType<typeof groupsOf>) =>
  groups.map(group => [group.id, ...group.devices.map(each => each.device.id)]);

it("units belong to their line, and what speaks MQTT to the broker", () => {
  expect(["modbus:plant/3", "modbus:plant", "mqtt:D1", "mqtt", "own"].map(sourceOf)).toEqual([
    "modbus:plant",
    "modbus:plant",
    "mqtt",
    "mqtt",
    "own",
  ]);
});

it("a source that is down comes first, even with no device behind it; then what cannot be trusted, then who is silent longest", () => {
  const groups = groupsOf(
    [
      device("D1", "mqtt:D1", 0.2),
      device("D2", "mqtt:D2", 0.9),
      device("M1", "modbus:plant/1", 0.1, ["no answer"]),
      device("M2", "modbus:plant/2", null, ["no answer"]),
      device("M3", "modbus:plant/3", 0.8),
    ],
    [source("mqtt"), source("modbus:plant"), source("modbus:plant/1"), source("modbus:empty", "down")],
  );
  expect(ids(groups)).toEqual([["modbus:empty"], ["modbus:plant", "M2", "M1", "M3"], ["mqtt", "D2", "D1"]]);
  expect(groups[1]?.devices.map(({ unit }) => unit?.id ?? null)).toEqual([null, "modbus:plant/1", null]);
});

it("a cause is shared when most of those in trouble, and at least two, have it", () => {
  const shared = (...reasons: readonly (readonly string[])[]) =>
    groupsOf(
      reasons.map((each, n) => device(`M${n}`, `modbus:plant/${n}`, 2, each)),
      [],
    )[0]?.shared ?? null;
  expect(shared(["timeout"], ["timeout", "crc"], [])).toEqual({ reason: "timeout", count: 2 });
  expect(shared(["timeout"])).toBeNull();
  expect(shared(["timeout"], ["crc"])).toBeNull();
  expect(shared(["timeout"], ["timeout"], ["crc"], ["stuck"])).toBeNull();
});
