import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** A rule of the hall's own: a light that draws more than `limit` watts, found after `hold`. */
export const lightRule = ({
  id = "too-bright",
  limit = 10,
  hold = "0 s",
  fact = "too-bright",
}: {
  readonly id?: string;
  readonly limit?: number;
  readonly hold?: string;
  readonly fact?: string;
} = {}): string => `  - id: ${id}
    title: { zh: 太亮, en: Too bright }
    clauses: [TY-2.2-1]
    each: light-circuit
    condition: light.power > ${limit}
    hold: ${hold}
    fact: ${fact}
    level: violation
    priority: 2
    tell: [guard]
`;

export const ownPack = (...rules: readonly string[]): string =>
  `pack: own\ntitle: { zh: 自定, en: Own }\nrules:\n${rules.join("")}`;

/** A rule test that says from which power on the light is too bright. */
export const ownTest = (power: number): string => `timeline: Too bright
rules: [too-bright]
site: ./site.yaml
start: 2025-07-08 12:00
given: { L1.power: ${power} W, L2.power: 0 W }
steps:
  - at: "12:05"
    expect: { alerts: [{ fact: too-bright, target: L1 }] }
`;

/** A hall of two lights whose rules are in `own.yaml` beside its site file. */
export const reloadableSite = (mqtt: string): string => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [./own.yaml] }
calendar: { holidays: none, week: { mon-sun: ["08:30-17:30"] } }
people: [{ id: G1, name: 王伟, roles: [guard] }]
sources: { mqtt: ${mqtt} }
zones:
  room: { name: { zh: 房间, en: Room } }
equipment:
  L1: { kind: light-circuit, zone: room, name: { zh: 灯一, en: Light 1 }, mqtt: { topic: office/L1 }, points: { power: { path: $.power, stale: 1 h } } }
  L2: { kind: light-circuit, zone: room, name: { zh: 灯二, en: Light 2 }, mqtt: { topic: office/L2 }, points: { power: { path: $.power, stale: 1 h } } }
`;

/** Files of a hall in a directory; `write` replaces one. */
export const reloadableFiles = (directory: string, mqtt: string) => {
  const write = (name: string, text: string): string => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };
  write("own.yaml", ownPack(lightRule()));
  return { config: write("site.yaml", reloadableSite(mqtt)), write };
};
