import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { plan as planShape, type WirePlan } from "../wire/plan.ts";
import { startHall } from "./testing/running-hall.ts";

const light = (id: string) =>
  `{ kind: light-circuit, zone: room, name: { zh: 灯, en: Light }, points: { power: { path: $.v, topic: office/${id} } } }`;
const site = (mqtt: string) => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [generic] }
calendar: { holidays: none, week: { mon-sun: ["08:30-17:30"] }, seasons: { summer: 06-01..09-30 } }
sources: { mqtt: ${mqtt} }
plan: { floors: { 1F: { name: { zh: 一层, en: Ground floor }, size: [12, 8], background: floor.svg } } }
zones:
  room: { name: { zh: 房间, en: Room } }
  yard: { name: { zh: 院子, en: Yard } }
equipment:
  L1: ${light("L1")}
  L2: ${light("L2")}
`;
const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80">
  <rect data-zone="room" width="60" height="80" fill="none"/>
  <path d="M60 0v80" stroke="#c00" fill="none" id="wall"/>
  <circle data-point="L2.power" cx="30" cy="60" r="2" fill="none" stroke="none"/>
</svg>`;

test("a running hall tells its plan: what its picture draws and places, and the rest laid out", async () => {
  const hall = await startHall({
    write: (directory, mqtt) => {
      writeFileSync(join(directory, "floor.svg"), picture);
      const config = join(directory, "site.yaml");
      writeFileSync(config, site(mqtt));
      return config;
    },
  });
  onTestFinished(() => hall.stop());
  const told = await hall.api.read<WirePlan>("/api/plan");
  expect(planShape.safeParse(told).error?.issues ?? []).toEqual([]);
  expect(told.floors).toEqual([
    {
      id: "1F",
      name: { zh: "一层", en: "Ground floor" },
      size: [12, 8],
      isGenerated: false,
      drawing: [{ d: "M60 0v80", matrix: [0.1, 0, 0, 0.1, 0, 0], isFilled: false, isLined: true }],
    },
    expect.objectContaining({ id: ".unplaced", isGenerated: true, drawing: [] }),
  ]);
  expect(told.zones.map(({ id, floor, box }) => [id, floor, box.width])).toEqual([
    ["room", "1F", 6],
    ["yard", ".unplaced", 4],
  ]);
  expect(told.things.map(({ id, at }) => [id, at])).toEqual([
    ["L1", [3, 4.7]],
    ["L2", [3, 6]],
  ]);
  expect(JSON.stringify(told)).not.toMatch(/#c00|wall/);
});
