import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { temporary } from "../stores/testing/temporary.ts";
import { loadHall } from "./load-hall.ts";

const site = (packs: string): string => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [${packs}] }
calendar: { holidays: china, week: { mon-fri: ["08:30-17:30"], sat-sun: closed }, seasons: { summer: 06-01..09-30 } }
sources: { mqtt: { broker: embedded, port: 1883 } }
zones:
  room: { name: { zh: 房间, en: Room }, mqtt: { topic: office/room }, points: { occupancy: { path: $.people } } }
equipment:
  L1: { kind: light-circuit, zone: room, name: { zh: 灯, en: Light }, mqtt: { topic: office/L1 }, points: { power: { path: $.power } } }
`;
const pack = (name: string, rule: string, condition = "light.power >= 5"): string => `pack: ${name}
title: { zh: 自定, en: Own }
rules:
  - id: ${rule}
    title: { zh: 灯, en: Light }
    clauses: [TY-2.2-1]
    each: light-circuit
    condition: ${condition}
    hold: 5 min
    fact: ${rule}
    level: advisory
    priority: 4
`;

describe("a hall with rules of its own", () => {
  let directory: string;
  let remove: () => void;
  const file = (name: string, text: string): string => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };
  beforeEach(() => {
    ({ directory, remove } = temporary());
    mkdirSync(join(directory, "rules"));
    file("my-rules.yaml", pack("mine", "low-light"));
    file("rules/b.yaml", pack("b", "rule-b"));
    file("rules/a.yml", pack("a", "rule-a"));
    file("rules/a.timeline.yaml", "not a pack");
  });
  afterEach(() => remove());
  const load = async (packs: string, instead: readonly string[] = []) => {
    const loaded = await loadHall(file("site.yaml", site(packs)), { instead });
    return loaded.is === "hall"
      ? loaded.hall.packs.map(({ name }) => name)
      : loaded.problems.map(
          ({ code, file, line, column, message }) =>
            `${code} ${file.replace(`${directory}/`, "")}:${line}:${column} ${message.replaceAll(`${directory}/`, "")}`,
        );
  };

  test("names its packs by file or directory beside the site file, among those that come with Hallwatch", async () => {
    expect(await load("service-hall, ./my-rules.yaml")).toEqual(["service-hall", "mine"]);
    expect(await load("my-rules.yaml")).toEqual(["mine"]);
    expect(await load("./rules, service-hall")).toEqual(["a", "b", "service-hall"]);
  });

  test("is told where a pack is missing, and where two rules have one name", async () => {
    file("twin.yaml", pack("twin", "low-light"));
    file("rules/broken.yaml", pack("broken", "r", "light.powr >= 5"));
    mkdirSync(join(directory, "empty"));
    expect(await load("service-hal")).toEqual([
      expect.stringMatching(
        /^CFG501 site\.yaml:2:\d+ site\.packs: there is no regulation pack "service-hal"$/,
      ),
    ]);
    expect(await load("./my-rule.yaml, ./empty")).toEqual([
      expect.stringMatching(
        /^CFG501 site\.yaml:2:\d+ site\.packs: there is no file or directory my-rule\.yaml$/,
      ),
      expect.stringMatching(/^CFG501 site\.yaml:2:\d+ site\.packs: there is no pack in the directory empty$/),
    ]);
    expect(await load("./my-rules.yaml, ./twin.yaml")).toEqual([
      'CFG504 twin.yaml:4:9 rule "low-light" is in my-rules.yaml too',
    ]);
    expect(await load("./rules")).toEqual([
      expect.stringMatching(/^CFG503 rules\/broken\.yaml:8:\d+ r\.condition: /),
    ]);
  });

  test("can be read with other packs in the place of those of the same name, or beside them", async () => {
    const other = file("other.yaml", pack("mine", "other-light"));
    const more = file("more.yaml", pack("more", "more-light"));
    const loaded = await loadHall(file("site.yaml", site("./my-rules.yaml, ./rules")), {
      instead: [other, more],
    });
    const rules =
      loaded.is === "hall" ? loaded.hall.packs.map(each => [each.name, each.rules[0]?.id]) : loaded;
    expect(rules).toEqual([
      ["mine", "other-light"],
      ["a", "rule-a"],
      ["b", "rule-b"],
      ["more", "more-light"],
    ]);
    expect(await load("./my-rules.yaml", [join(directory, "none.yaml")])).toEqual([
      "CFG501 none.yaml:1:1 cannot read the pack: there is no such file",
    ]);
  });
});
