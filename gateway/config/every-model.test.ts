import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { renderDiagnostic } from "#rules/site/diagnostic.ts";
import { kinds } from "#rules/site/kinds.ts";
import type { MqttFamily } from "#rules/site/mqtt.ts";
import type { Profile } from "#rules/site/profile.ts";
import { loadProfiles } from "../profiles/load.ts";
import { loadHall } from "./load-hall.ts";

const BASES: Readonly<Partial<Record<MqttFamily, string>>> = {
  homie: "homie/fridge",
  sparkplug: "hall/edge1/db1",
  chirpstack: "application/1/device/24e124aabbccdd01",
};

/** Kinds that measure or switch something; the gateway and its lines are no devices. */
const OWNERS = Object.entries(kinds).filter(([kind]) => kind !== "gateway" && kind !== "line");

const folder = mkdtempSync(join(tmpdir(), "hallwatch-models-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** How many points the kind takes of the profile. */
const taken = ({ points }: Profile, roles: (typeof kinds)["zone"]): number =>
  Object.values(points).filter(({ role = "", class: { id } }) => roles[role]?.class === id).length;

/** The kind that takes most of the profile's points; what has no role is taken with `from`. */
const kindOf = (profile: Profile): string =>
  OWNERS.toSorted(([, a], [, b]) => taken(profile, b) - taken(profile, a))[0]![0];

const ownerOf = (profile: Profile, unit: number): string => {
  const ratios = profile.is === "modbus" ? Object.keys(profile.multipliers) : [];
  const source =
    profile.is === "modbus"
      ? `modbus: { line: bus, unit: ${unit} }`
      : `mqtt: { base: ${BASES[profile.family] ?? `device-${unit}`} }`;
  const parts = [
    `name: { zh: 甲${unit}, en: E${unit} }`,
    `profile: ${profile.id}`,
    source,
    ...(ratios.length === 0 ? [] : [`multipliers: { ${ratios.map(name => `${name}: 200/5`).join(", ")} }`]),
  ];
  return parts.join(", ");
};

it("a hall with one device of every model is right, and has all their points that have a role", async () => {
  const profiles = (await loadProfiles()).filter(
    one => one.is === "modbus" || one.family !== "home-assistant",
  );
  const roles = (one: Profile) => OWNERS.find(([kind]) => kind === kindOf(one))?.[1] ?? {};
  const owners = profiles.flatMap((profile, i) =>
    taken(profile, roles(profile)) === 0 ? [] : [{ profile, kind: kindOf(profile), unit: i + 1 }],
  );
  const zones = owners.filter(({ kind }) => kind === "zone");
  const equipment = owners.filter(({ kind }) => kind !== "zone");
  const text = `hallwatch: 1
site: { id: models, name: { zh: 型号, en: Models }, timezone: Asia/Shanghai, packs: [generic] }
calendar: { holidays: china, week: { mon-fri: ["08:30-17:30"], sat-sun: closed }, seasons: { summer: 06-01..09-30 } }
sources: { mqtt: { broker: embedded }, modbus: { bus: { host: 10.0.0.7 } } }
zones:
  all: { name: { zh: 全部, en: All } }
${zones.map(({ profile, unit }) => `  E${unit}: { ${ownerOf(profile, unit)} }`).join("\n")}
equipment:
${equipment.map(({ profile, kind, unit }) => `  E${unit}: { kind: ${kind}, zone: all, ${ownerOf(profile, unit)} }`).join("\n")}
`;
  const file = join(folder, "hall.yaml");
  writeFileSync(file, text);
  const loaded = await loadHall(file);
  expect(loaded.is === "hall" ? [] : loaded.problems.map(each => renderDiagnostic(each, text))).toEqual([]);
  if (loaded.is !== "hall") return;
  const counts = new Map<string, number>();
  for (const { owner } of loaded.hall.site.points) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  const lacking = owners.filter(
    ({ profile, unit }) => (counts.get(`E${unit}`) ?? 0) < taken(profile, roles(profile)),
  );
  expect(lacking.map(({ profile }) => profile.id)).toEqual([]);
  const without = profiles.filter(one => !owners.some(({ profile }) => profile === one)).map(({ id }) => id);
  expect(without).toEqual(["waveshare-modbus-relay", "z2m-bridge"]);
});
