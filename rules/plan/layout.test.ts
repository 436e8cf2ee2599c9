import fc from "fast-check";
import { expect, it } from "vitest";
import type { Site } from "../site/model.ts";
import { holds, overlap } from "../site/outline.ts";
import { parseSite } from "../site/parse.ts";
import type { XY } from "../site/site-plan.ts";
import { planCoverage } from "./coverage.ts";
import { type FloorPlan, floorPlan } from "./layout.ts";

const head = `
hallwatch: 1
site: { id: b, name: { zh: 城东营业厅, en: East Hall }, timezone: Asia/Shanghai, packs: [service-hall] }
calendar: { week: { mon-sun: ["08:30-17:30"] } }
sources: { mqtt: { broker: embedded } }
`;
const site = (text: string): Site => {
  const parsed = parseSite(head + text, "site.yaml");
  if (parsed.is === "refused") throw new Error(parsed.problems.map(p => p.message).join("\n"));
  return parsed.site;
};
const door = "points: { contact: { path: $, topic: d, values: { C: closed, O: open } } }";
const light = "points: { power: { path: $, topic: l } }";
const thing = (id: string, kind: "door" | "light-circuit", zone: string, more = ""): string =>
  `  ${id}: { kind: ${kind}, zone: ${zone}, name: { zh: ${id}, en: ${id} }, ${kind === "door" ? door : light}${more} }\n`;
const zone = (id: string, more = ""): string => `  ${id}: { name: { zh: ${id}, en: ${id} }${more} }\n`;
const of = (plan: FloorPlan, id: string) => plan.things.find(each => each.id === id)!;

it("without any place each zone is a block, with its things in it and its doors in a wall", () => {
  const built = site(
    `zones:\n${zone("hall")}${zone("back")}equipment:\n${thing("L1", "light-circuit", "hall")}${thing("D1", "door", "hall")}`,
  );
  const plan = floorPlan(built);
  expect(plan.floors.map(({ id, name, isGenerated }) => [id, name.en, isGenerated])).toEqual([
    [".unplaced", "All zones", true],
  ]);
  expect([of(plan, "L1").facingDeg, of(plan, "D1").facingDeg]).toEqual([null, 180]);
  expect(planCoverage(built)).toMatchObject({
    zones: { placed: 0, all: 2 },
    points: { placed: 0, all: 2 },
    unplacedZones: ["hall", "back"],
    unplacedPoints: ["L1.power", "D1.contact"],
    loose: [],
  });
});

const stated = site(`plan: { floors: { 1F: { name: { zh: 一层, en: Ground floor }, size: [20, 12] } } }
zones:
${zone("hall", ", place: { floor: 1F, polygon: [[0, 0], [10, 0], [10, 4], [6, 4], [6, 8], [0, 8]] }")}${zone("back")}equipment:
${thing("L1", "light-circuit", "hall")}${thing("L2", "light-circuit", "hall", ", place: { at: [1, 3] }")}${thing("D1", "door", "hall", ", place: { at: [10, 2], width: 1.8 }")}${thing("D2", "door", "hall", ", place: { at: [3, 8], facing: 360 }")}${thing("D3", "door", "back")}`);

it("what the file places stays there; a door without a direction leads out of its room", () => {
  const plan = floorPlan(stated);
  expect(of(plan, "L2")).toEqual({ id: "L2", floor: "1F", at: [1, 3], facingDeg: null, widthM: 1 });
  expect(of(plan, "D1")).toEqual({ id: "D1", floor: "1F", at: [10, 2], facingDeg: 90, widthM: 1.8 });
  expect(of(plan, "D2")).toMatchObject({ at: [3, 8], facingDeg: 0 });
  expect(plan.zones[0]?.box).toEqual({ left: 0, top: 0, width: 6, height: 8 });
});

it("what has no place is drawn apart, and a loose thing in its room keeps away from what stands there", () => {
  const plan = floorPlan(stated);
  const [x, y] = of(plan, "L1").at;
  expect(holds(plan.zones[0]?.outline ?? [], [x, y])).toBe(true);
  expect(Math.hypot(x - 1, y - 3)).toBeGreaterThanOrEqual(0.8);
  expect(plan.floors.map(({ id, name }) => [id, name.en])).toEqual([
    ["1F", "Ground floor"],
    [".unplaced", "Not placed"],
  ]);
  expect([plan.zones[1]?.floor, of(plan, "D3").floor]).toEqual([".unplaced", ".unplaced"]);
  expect(planCoverage(stated)).toMatchObject({
    unplacedZones: ["back"],
    unplacedPoints: ["D3.contact"],
    loose: ["L1"],
  });
});

it("doors in a slanted wall lead out of the room, however its corners go round", () => {
  const corners = "[[2, 2], [12, 7], [2, 12]]";
  const back = "[[2, 12], [12, 7], [2, 2]]";
  const facing = [corners, back].map(polygon => {
    const built = site(`plan: { floors: { 1F: { name: { zh: 一层, en: Ground floor }, size: [20, 14] } } }
zones:
${zone("hall", `, place: { floor: 1F, polygon: ${polygon} }`)}equipment:
${thing("D1", "door", "hall", ", place: { at: [7, 4.5] }")}${thing("D2", "door", "hall", ", place: { at: [2, 5] }")}`);
    return floorPlan(built).things.map(({ facingDeg }) => facingDeg);
  });
  expect(facing).toEqual([
    [27, 270],
    [27, 270],
  ]);
});

const halls = fc
  .array(fc.tuple(fc.nat(12), fc.nat(5)), { minLength: 1, maxLength: 14 })
  .map(zones =>
    site(
      `zones:\n${zones.map((_, i) => zone(`z${i}`)).join("")}equipment:\n${zones
        .flatMap(([lights, doors], i) => [
          ...Array.from({ length: lights }, (_, n) => thing(`L${i}-${n}`, "light-circuit", `z${i}`)),
          ...Array.from({ length: doors }, (_, n) => thing(`D${i}-${n}`, "door", `z${i}`)),
        ])
        .join("")}${thing("L", "light-circuit", "z0")}`,
    ),
  );

it("nothing overlaps and everything is inside, whatever zones and things there are; twice is the same", () => {
  fc.assert(
    fc.property(halls, built => {
      const plan = floorPlan(built);
      expect(floorPlan(built)).toEqual(plan);
      const [width, height] = plan.floors[0]?.sizeM ?? [0, 0];
      const isOn = ([x, y]: XY) => x >= 0 && y >= 0 && x <= width && y <= height;
      expect(plan.zones.map(({ id }) => id)).toEqual(built.zones.map(({ id }) => id));
      expect(plan.things.map(({ id }) => id).sort()).toEqual(built.equipment.map(({ id }) => id).sort());
      for (const [i, { outline }] of plan.zones.entries()) {
        expect(outline.every(isOn)).toBe(true);
        expect(plan.zones.slice(0, i).some(other => overlap(outline, other.outline))).toBe(false);
      }
      const outlineOf = new Map(plan.zones.map(({ id, outline }) => [id, outline]));
      for (const { id, at } of plan.things) {
        const owner = built.equipment.find(each => each.id === id)?.zone ?? "";
        expect(holds(outlineOf.get(owner) ?? [], at)).toBe(true);
      }
      const spots = plan.things.map(({ at }) => at);
      for (const [i, [x, y]] of spots.entries())
        for (const [ax, ay] of spots.slice(0, i)) expect(Math.hypot(x - ax, y - ay)).toBeGreaterThan(0.7);
    }),
    { seed: 20250708, numRuns: 60 },
  );
});
