import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { connectAsync } from "mqtt";
import { expect, test } from "vitest";
import { until } from "../stores/testing/until.ts";
import { incidentPage, type WireIncidentPage } from "../wire/incident.ts";
import { startHall } from "./testing/running-hall.ts";

const thing = (kind: string, id: string, point: string): string =>
  `  ${id}: { kind: ${kind}, zone: room, name: { zh: 设备, en: ${id} }, mqtt: { topic: office/${id} }, points: { ${point}: { path: $.v } } }`;

/** A meter that shows whether there is power, and lights that say that they are too dark. */
const darkHall = (directory: string, mqtt: string): string => {
  writeFileSync(join(directory, "own.yaml"), PACK);
  const lights = ["L1", "L2", "L3"].map(id => thing("light-circuit", id, "power"));
  writeFileSync(
    join(directory, "site.yaml"),
    `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [./own.yaml] }
calendar: { holidays: none, week: { mon-sun: ["08:30-17:30"] } }
people: [{ id: G1, name: 王伟, roles: [guard] }, { id: M1, name: 李丽, roles: [duty-manager] }]
sources: { mqtt: ${mqtt} }
zones: { room: { name: { zh: 房间, en: Room } } }
equipment:
${thing("meter", "M9", "voltage")}
${lights.join("\n")}
`,
  );
  return join(directory, "site.yaml");
};

const rule = (id: string, each: string, condition: string, more: string): string => `  - id: ${id}
    title: { zh: 断电, en: ${id} }
    clauses: [TY-2.2-1]
    each: ${each}
    condition: ${condition}
    hold: 0 s
    fact: ${id}
    level: violation
    tell: [guard]
    ${more}`;

const PACK = `pack: own
title: { zh: 自定, en: Own }
rules:
${rule("power-cut", "meter", "meter.voltage < 180", "priority: 1\n    incident: { report_within: 5 min }\n    class: security")}
${rule("too-dark", "light-circuit", "light.power < 10", "priority: 3")}
suppressions:
  - { id: mains-lost, title: { zh: 停电引起, en: Power cut }, cause: power-cut, within: hall, facts: [too-dark], settle: 1 min }
`;

test("an incident shows all that it explained, each with its trail, also once that is over and closed", async () => {
  const hall = await startHall({ speed: 60, write: darkHall });
  const device = await connectAsync(hall.mqttUrl);
  const say = (id: string, v: number) => device.publishAsync(`office/${id}`, `{"v":${v}}`, { qos: 1 });
  const alerts = () => hall.api.alerts("all");
  const acknowledge = (id: string) =>
    fetch(`${hall.api.url}/api/alerts/${id}/acknowledge`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ by: "G1" }),
    });
  await say("L3", 1);
  await until("a light is dark on its own account", async () => (await alerts()).length === 1);
  const own = (await alerts())[0]?.id ?? "";
  await acknowledge(own);
  await say("L3", 50);
  await until("that is over", async () => (await alerts())[0]?.label === "closed");
  await say("M9", 0);
  await until("the cut is found", async () => (await alerts()).length === 2);
  for (const id of ["L1", "L2"]) await say(id, 1);
  await until("all is found", async () => (await alerts()).length === 4);
  const cut = (await alerts()).find(({ fact }) => fact === "power-cut")?.id ?? "";
  const page = () => hall.api.read<WireIncidentPage>(`/api/alerts/${cut}/incident`);
  const during = await page();
  expect(incidentPage.safeParse(during).error?.issues ?? []).toEqual([]);
  expect(during.explains.map(({ target, label }) => [target, label])).toEqual([
    ["L1", "suppressed"],
    ["L2", "suppressed"],
  ]);
  await say("M9", 230);
  for (const id of ["L1", "L2"]) await say(id, 50);
  const labels = async () => (await page()).explains.map(({ label }) => label);
  await until("they are explained no longer", async () =>
    (await labels()).every(label => label === "returned" || label === "closed"),
  );
  for (const { id } of during.explains) await acknowledge(id);
  await until("they are closed", async () => (await labels()).every(label => label === "closed"));
  const afterwards = await page();
  expect(afterwards.explains.map(({ target }) => target)).toEqual(["L1", "L2"]);
  expect(afterwards.explains.flatMap(({ events }) => events.map(({ is }) => is))).toContain("released");
  expect(afterwards.isCut).toBe(false);
  expect((await fetch(`${hall.api.url}/api/alerts/nothing/incident`)).status).toBe(404);
  await device.endAsync(true);
  await hall.stop();
});
