import { expect, it } from "vitest";
import { troubledEvening } from "../testing/evening.ts";
import { FakeGateway } from "../testing/fake-gateway.ts";
import { selectPoints, type Wanted } from "./selection.ts";

const gateway = new FakeGateway({ directory: "" });
troubledEvening(gateway);
const found = (wanted: Partial<Wanted>) =>
  selectPoints(
    gateway.hall,
    gateway.points(),
    { text: "", isOnlyNotGood: false, ...wanted },
    ({ state }) => state === "good",
  ).flatMap(({ points }) => points.map(({ point }) => point));

it("every point is found once, zone by zone", () => {
  const all = gateway.points().map(({ point }) => point);
  expect([...found({})].sort()).toEqual([...all].sort());
  expect(found({})[0]).toBe("hall.occupancy");
});

it("only what cannot be trusted, when that is asked", () => {
  expect(found({ isOnlyNotGood: true })).toEqual(["AC-off2.mode", "D5.contact", "D5.lock", "X3.scan"]);
});

it("a point is found by its names in both languages, its zone, its source and its state", () => {
  expect(found({ text: "后门 锁" })).toEqual(["D2.lock"]);
  expect(found({ text: "ARCHIVE DOOR contact" })).toEqual(["D5.contact"]);
  expect(found({ text: "plant/2" })).toEqual([
    "AC-off1.mode",
    "AC-off1.setpoint",
    "AC-off1.return_temperature",
    "AC-off1.power",
  ]);
  expect(found({ text: "数据过期" })).toEqual(["D5.contact", "D5.lock"]);
  expect(found({ text: "no such thing" })).toEqual([]);
});
