import { expect, it } from "vitest";
import type { WirePoint } from "#gateway/wire/point.ts";
import { byUrgency } from "../store/reduce.ts";
import { troubledEvening } from "../testing/evening.ts";
import { FakeGateway } from "../testing/fake-gateway.ts";
import type { Family } from "./family.ts";
import { placeIdOf } from "./place-id.ts";
import { floorWith, isDark, sceneOf } from "./scene.ts";

const gateway = new FakeGateway({ directory: "" });
troubledEvening(gateway);
const isGood = ({ state }: WirePoint) => state === "good";
const scene = (family: Family = "all", isTrusted = isGood) =>
  sceneOf("1F", {
    plan: gateway.plan,
    hall: gateway.hall,
    points: gateway.points(),
    alerts: gateway
      .alerts()
      .filter(({ label }) => label !== "closed")
      .sort(byUrgency),
    family,
    isTrusted,
  });
const zone = (id: string, of = scene()) => of.zones.find(({ place }) => place.id === id)!;
const thing = (id: string, of = scene()) => of.things.find(({ place }) => place.id === id)!;

it("every zone and thing of the hall is on its floor", () => {
  const { zones, things } = scene();
  expect(zones.map(({ place }) => place.id)).toEqual(gateway.hall.zones.map(({ id }) => id));
  expect(things.length).toBe(gateway.hall.equipment.length);
});

it("a zone tells its most urgent alert at hand; what is over or put aside does not count", () => {
  const told = (id: string) => [zone(id).worst?.target ?? null, zone(id).count];
  expect([told("back"), told("hall"), told("off1")]).toEqual([
    ["D2", 1],
    ["AC-hall", 1],
    [null, 0],
  ]);
});

it("a zone of which nobody sees anything is dark; one without points is not, and says nothing", () => {
  expect(["archive", "equip", "off1", "outside"].map(id => isDark(zone(id)))).toEqual([
    true,
    false,
    false,
    false,
  ]);
  const never = () => false;
  expect(scene("all", never).zones.map(isDark)).toEqual(gateway.hall.zones.map(() => true));
  expect(isDark({ ...zone("archive"), blind: [], points: 0 })).toBe(false);
});

it("a door that nobody can read is neither open nor closed nor locked, whatever it was last", () => {
  const { contact, lock, blind, alert } = thing("D5").state;
  expect([contact, lock, blind.length, alert?.target]).toEqual(["unknown", "unknown", 2, "mqtt:D5"]);
  const known = thing("D2").state;
  expect([known.contact, known.lock, thing("W1").state.lock]).toEqual(["closed", "unlocked", null]);
});

it("a family leaves out what nobody looks for, but no alert, no wall and no missing data", () => {
  const shown = scene("environment").things.map(({ place }) => place.id);
  expect(shown).toContain("AC-off1");
  expect(shown).not.toContain("L-off1");
  expect(shown).toContain("L-off2a");
  expect(shown).toContain("D3");
  const marks = (family: Family) => scene(family).zones.map(({ worst, blind }) => [worst?.id, blind.length]);
  expect(marks("power")).toEqual(marks("all"));
});

it("the plan is opened on the floor of what is looked for", () => {
  expect([
    floorWith(gateway.plan, "D5"),
    floorWith(gateway.plan, "back"),
    floorWith(gateway.plan, "D99"),
  ]).toEqual(["1F", "1F", null]);
});

it("an alert has the place of its thing, else of its zone, and a dead line has none", () => {
  const at = (target: string, zoneId = "") => placeIdOf({ target, zone: zoneId }, gateway.hall);
  expect([at("D5"), at("mqtt:D5"), at("hall"), at("modbus:plant/3", "off2"), at("modbus:plant")]).toEqual([
    "D5",
    "D5",
    "hall",
    "off2",
    null,
  ]);
});
