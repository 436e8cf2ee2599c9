import { expect, it } from "vitest";
import { troubledEvening } from "../testing/evening.ts";
import { FakeGateway } from "../testing/fake-gateway.ts";
import { isRunning, standsOpen, zonesOf } from "./zone.ts";

const gateway = new FakeGateway({ directory: "" });
troubledEvening(gateway);
const open = gateway.alerts().filter(({ label }) => label !== "closed");
const zones = zonesOf(gateway.hall, gateway.points(), open);
const zone = (id: string) => zones.find(each => each.id === id)!;
const thing = (zoneId: string, id: string) =>
  zone(zoneId).things.find(({ equipment }) => equipment.id === id)!;

it("zones stand in the order of the site file with their own temperature and people", () => {
  expect(zones.map(({ id }) => id)).toEqual(gateway.hall.zones.map(({ id }) => id));
  expect([zone("hall").temperature?.value, zone("back").people?.value, zone("archive").people]).toEqual([
    26.8,
    1,
    null,
  ]);
});

it("a door that nobody can read carries the alert of its source", () => {
  expect(thing("archive", "D5").alert?.target).toBe("mqtt:D5");
  expect(thing("back", "D2").alert?.fact).toBe("door-not-secured");
  expect(thing("back", "D4").alert).toBeNull();
});

it("what still holds stands before what is over", () => {
  expect(zone("hall").alerts.map(({ target, label }) => [target, label])).toEqual([
    ["AC-hall", "acknowledged"],
    ["L-hall", "returned"],
  ]);
});

it("a setpoint is told only of a machine that is seen to run", () => {
  const roles = (zoneId: string, id: string) => thing(zoneId, id).points.map(({ role }) => role);
  expect([roles("hall", "AC-hall"), roles("off1", "AC-off1"), roles("off2", "AC-off2")]).toEqual([
    ["mode", "setpoint"],
    ["mode"],
    ["mode"],
  ]);
});

it("lights, machines and circuits run or not; a meter only counts", () => {
  const runs = (zoneId: string, id: string) =>
    isRunning(thing(zoneId, id).equipment, thing(zoneId, id).points);
  expect([
    runs("hall", "AC-hall"),
    runs("hall", "L-hall"),
    runs("off2", "L-off2a"),
    runs("equip", "SEC"),
    runs("equip", "M-main"),
  ]).toEqual([true, false, true, true, false]);
});

it("a door stands open when its contact says so", () => {
  gateway.set("D1.contact", "open");
  const points = gateway.points().filter(({ owner }) => owner === "D1");
  expect([standsOpen(points), standsOpen(thing("back", "D2").points)]).toEqual([true, false]);
});
