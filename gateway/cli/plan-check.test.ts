import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hallwatch } from "./testing/running.ts";

const door = (id: string, zone: string, more = "") =>
  `  ${id}: { kind: door, zone: ${zone}, name: { zh: 门, en: Door }, points: { contact: { path: $, topic: d/${id}, values: { C: closed, O: open } } }${more} }\n`;
const site = (plan: string, place: string): string => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [generic] }
calendar: { holidays: china, week: { mon-fri: ["08:30-17:30"], sat-sun: closed }, seasons: { summer: 06-01..09-30 } }
sources: { mqtt: { broker: embedded } }
${plan}
zones:
  room: { name: { zh: 房间, en: Room }${place} }
  store: { name: { zh: 库房, en: Store } }
equipment:
${door("D1", "room")}${door("D2", "store")}${door("D3", "room", place && ", place: { at: [2, 0] }")}`;
const floors = (more: string) =>
  `plan: { floors: { 1F: { name: { zh: 一层, en: Ground floor }, size: [12, 8]${more} } } }`;

let directory: string;
const file = (name: string): string => join(directory, name);
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "hallwatch-plan-"));
  const place = ", place: { floor: 1F, rect: [0, 0, 6, 8] }";
  await writeFile(file("hall.yaml"), site(floors(", background: floor.svg"), place));
  await writeFile(file("plain.yaml"), site("", ""));
  await writeFile(file("bad.yaml"), site(floors(", background: bad.svg"), place));
  await writeFile(
    file("floor.svg"),
    '<svg viewBox="0 0 12 8">\n<rect data-zone="stores" width="4" height="4"/>\n</svg>',
  );
  await writeFile(file("bad.svg"), '<svg viewBox="0 0 12 8" onload="alert(1)"/>');
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe("hallwatch plan check", () => {
  test("lists ids without points and points without a place, exit code 1", async () => {
    const run = hallwatch("plan", "check", file("hall.yaml"));
    expect(await run.ended).toBe(1);
    expect(run.answer()).toBe(`The floor plan of Office
  1F  Ground floor, 12 × 8 m
  1 of 2 zones and 2 of 3 points have a place

In pictures: ids that the hall does not have, and what is not drawn
  ${file("floor.svg")}:2  there is no zone "stores" (did you mean "store"?)

Zones without a place
  store

Points without a place
  D2.contact

Equipment of which only the zone has a place (put somewhere in it)
  D1
`);
  });

  test("a hall without a plan is laid out by itself, which is right", async () => {
    const run = hallwatch("--lang", "zh", "plan", "check", file("plain.yaml"));
    expect(await run.ended).toBe(0);
    expect(run.answer()).toBe("办公室 的平面图\n  网点文件没有写平面图（plan:）：值守台按区域自动排布。\n");
  });

  test("a picture with a handler is a mistake of the site: exit code 2 and its place", async () => {
    const run = hallwatch("plan", "check", file("bad.yaml"));
    expect(await run.ended).toBe(2);
    expect(run.output()).toContain("error[CFG212] onload: a handler");
    expect(run.output()).toContain("bad.svg:1:25");
  });

  test("for programs it is one document", async () => {
    const run = hallwatch("plan", "check", "--json", file("hall.yaml"));
    expect(await run.ended).toBe(1);
    expect(JSON.parse(run.answer())).toMatchObject({
      schema: 1,
      ok: false,
      floors: [{ id: "1F", size: [12, 8] }],
      unplacedZones: ["store"],
      unplacedPoints: ["D2.contact"],
      strangers: [{ line: 2, message: 'there is no zone "stores"' }],
    });
  });
});
