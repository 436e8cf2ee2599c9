import { describe, expect, test } from "vitest";
import { shippedCatalogue } from "#rules/clause/testing/shipped.ts";
import { rulebook } from "#rules/engine/rulebook.ts";
import { parsePack } from "#rules/language/pack.ts";
import { parseSite } from "#rules/site/parse.ts";
import { checkedClauses, uncovered } from "./uncovered.ts";
import { uncoveredText } from "./uncovered-text.ts";
import { en } from "./words/en.ts";
import { zh } from "./words/zh.ts";

const rule = (id: string, clause: string, each: string, condition: string, where = "") => `
  - id: ${id}
    title: { zh: 试验, en: Trial }
    clauses: [${clause}]
    each: ${each}
    ${where}
    condition: ${condition}
    hold: 5 min
    fact: ${id}
    level: advisory
    priority: 4`;

const PACK = `pack: trial
title: { zh: 试验, en: Trial }
rules:${[
  rule("light", "TY-2.2-1", "light-circuit", "light.power >= 10 W && zone.occupancy == 0"),
  rule("odour", "GA-1.3-7b", "zone", "zone.nh3 >= 0.5", `where: '"toilet" in zone.tags'`),
  rule("stuffy", "DM-1.2a", "zone", "zone.co2 >= 1000"),
  rule("door", "GA-5.3-8b", "door", 'door.lock != "locked"'),
  rule("escape", "AQ-19b", "door", 'door.release != "ready"', `where: '"escape" in door.tags'`),
  rule("down", "ZX-17-1-2b", "hall", 'terminals.all(t, t.online == "offline")'),
  rule("cooling", "GA-1.2-15", "door", 'door.contact == "open" && outdoor.temperature > 28'),
  rule("lamp", "GA-5.4-5b", "light-circuit", "light.power < light.rated_power"),
  rule("winter", "GA-1.2-15n", "door", 'door.contact == "open"', "season: not summer"),
  rule("kiosk", "GA-1.2-7a", "kiosk", 'kiosk.online == "offline"'),
].join("")}
`.replaceAll("10 W", "10");

const mqtt = (id: string, roles: readonly string[]) =>
  `mqtt: { topic: ${id} }, points: { ${roles.join(", ")} }`;
const zone = (id: string, roles: readonly string[], more = "") =>
  `  ${id}: { name: { zh: 房间, en: Room }, ${more}${mqtt(id, roles)} }`;
const PEOPLE = "occupancy: { path: $.people }";
const SITE = `hallwatch: 1
site: { id: trial, name: { zh: 试验厅, en: Trial hall }, timezone: Asia/Shanghai, packs: [trial] }
calendar: { holidays: china, week: { mon-fri: ["08:30-17:30"], sat-sun: closed } }
people: [{ id: G1, name: 王伟, roles: [guard] }]
sources: { mqtt: { broker: embedded } }
zones:
${zone("hall", [PEOPLE, "co2: { path: $.co2 }"])}
${zone("off1", ["temperature: { path: $.t }"])}
${["r1", "r2", "r3", "r4", "r5"].map(id => zone(id, [PEOPLE])).join("\n")}
${zone("wc", [PEOPLE], "tags: [toilet], ")}
equipment:
  L1: { kind: light-circuit, zone: hall, name: { zh: 灯, en: Light }, ${mqtt("L1", ["power: { path: $.w }"])} }
  L2: { kind: light-circuit, zone: off1, name: { zh: 灯, en: Light }, ${mqtt("L2", ["power: { path: $.w }"])} }
  D1: { kind: door, zone: hall, name: { zh: 门, en: Door }, ${mqtt("D1", ["contact: { path: $.c, values: { C: closed, O: open } }"])} }
`;

const pack = parsePack(PACK, "trial.yaml");
const site = parseSite(SITE, "site.yaml");
if (pack.is === "refused" || site.is === "refused")
  throw new Error(JSON.stringify([pack, site].flatMap(each => (each.is === "refused" ? each.problems : []))));
const book = rulebook(site.site, [pack.pack]);
const hall = {
  site: site.site,
  packs: [pack.pack],
  book,
  catalogue: shippedCatalogue,
  warnings: [],
  texts: new Map(),
};
const clauses = checkedClauses(hall);
const gaps = uncovered(clauses);

describe("what a poor hall cannot be judged by", () => {
  test("is grouped by what is missing, one line a clause, those that nobody can judge first", () => {
    expect(book.problems).toEqual([]);
    expect(
      uncoveredText(gaps, 100, false, en),
    ).toBe(`Sensors or entries are missing: 5 clauses cannot be judged (✕), 2 only in part (!)
  zone wc has no point nh3
    ✕ GA-1.3-7b  No noticeable odour in the toilet
  door D1 has no point lock
    ✕ GA-5.3-8b  After work all doors are locked
  the hall has no weather-station
    ✕ GA-1.2-15  Summer: AC is switched on when outdoor exceeds 28 C, and set to 26 C
  light-circuit L1, L2 have no rated_power in the site file
    ✕ GA-5.4-5b  Broken lighting is notified and replaced immediately
  the calendar has no season summer
    ✕ GA-1.2-15n  Outside summer keep the hall at a suitable level
  zone off1 has no point occupancy
    ! TY-2.2-1  (1 of 2 judged) At lunch and after work, lights must be off in any room without peo…
  zone off1, r1, r2, r3 and 3 more have no point co2
    ! DM-1.2a  (1 of 8 judged) Waiting area must be adequately ventilated

There, but none is tagged, used or equipped as the rules ask:
  door tagged escape  AQ-19b

Not in this hall:
  terminal  ZX-17-1-2b
  kiosk     GA-1.2-7a`);
  });

  test("is said in Chinese too; what stands in the site file stays as it is written there", () => {
    expect(
      uncoveredText(gaps, 100, false, zh),
    ).toBe(`缺少测点或资料：5 条规章无法判断（✕），2 条只能判断一部分（!）
  zone wc 没有测点 nh3
    ✕ GA-1.3-7b  卫生间无明显异味
  door D1 没有测点 lock
    ✕ GA-5.3-8b  下班后所有门上锁
  整个网点没有 weather-station
    ✕ GA-1.2-15  夏季室外超28度才开空调，室内开到26度即可
  light-circuit L1、L2 在网点文件里没有写 rated_power
    ✕ GA-5.4-5b  灯具坏了要即时通知更换
  日历里没有写季节 summer
    ✕ GA-1.2-15n  非夏季室内保持适宜温度
  zone off1 没有测点 occupancy
    ! TY-2.2-1  （2 个中能判断 1 个）午餐时和下班后，房间没人就得关灯
  zone off1、r1、r2、r3 等 7 个 没有测点 co2
    ! DM-1.2a  （8 个中能判断 1 个）等候区通风要充足

东西在，但没有标上、用作或装有规则要的：
  door（标签 escape）  AQ-19b

这个网点没有：
  terminal  ZX-17-1-2b
  kiosk     GA-1.2-7a`);
  });

  test("stays short where much is lacking, and --all leaves nothing out", () => {
    const many = Array.from({ length: 12 }, (_, n) => ({
      clause: "DM-1.2a",
      text: null,
      state: "blind" as const,
      judged: 0,
      lacks: [{ rule: "stuffy", target: `z${n}`, why: `zone z${n} has no point "role_${n}"` }],
      absent: [],
      isOwn: false,
    }));
    const short = uncoveredText(uncovered(many), 80, false, en).split("\n");
    expect(short).toHaveLength(1 + 8 * 2 + 1);
    expect(short.at(-1)).toBe("  … 4 more (--all lists everything)");
    expect(uncoveredText(uncovered(many), 80, true, en).split("\n")).toHaveLength(1 + 12 * 2);
  });

  test("with --all says in words, too, what the hall has nothing for", () => {
    expect(uncoveredText(gaps, 80, true, en)).toMatch(
      /Not in this hall:\n {2}terminal\n {4}· ZX-17-1-2b {2}All .*\n {2}kiosk\n {4}· GA-1\.2-7a {2}.*$/,
    );
  });

  test("which things a rule is for is said without the rule's own language, as far as it can be", () => {
    const said = [
      '"counter" in door.tags || "behind-counter" in door.tags',
      'circuit.use in ["equipment", "demo"]',
      'circuit.use == "sockets" && has(circuit.leakage)',
      '!("always-lit" in light.tags)',
    ].map(where => [en.check.chosen("thing", where), zh.check.chosen("thing", where)]);
    expect(said).toEqual([
      ["thing tagged counter or tagged behind-counter", "thing（标签 counter 或 标签 behind-counter）"],
      ["thing used for equipment, demo", "thing（用途 equipment, demo）"],
      ["thing used for sockets and with circuit.leakage", "thing（用途 sockets 且 测点 circuit.leakage）"],
      ["thing !(tagged always-lit)", "thing（!(标签 always-lit)）"],
    ]);
  });

  test("fits a narrow terminal", () => {
    for (const line of uncoveredText(gaps, 60, false, en).split("\n"))
      expect(line.length).toBeLessThanOrEqual(60);
  });
});

test("where nothing is lacking nothing is said", () => {
  const right = clauses.filter(({ state }) => state === "judged");
  expect(uncoveredText(uncovered(right), 80, false, en)).toBe("");
  expect(en.check.verdict(0, uncovered(right), 3)).toBe("Nothing is wrong, nothing is lacking.");
});

test("the verdict counts clauses, in both languages", () => {
  expect(en.check.verdict(2, gaps, 3)).toBe(
    "Nothing is wrong but for 2 warnings, 5 clauses cannot be judged for lack of a sensor or entry, 2 only in part, 3 clauses find nothing to judge here.",
  );
  expect(zh.check.verdict(0, gaps, 3)).toBe(
    "没有错误；有 5 条规章因缺少测点或资料而无法判断；有 2 条只能判断一部分；有 3 条在这里没有对象。",
  );
});

describe("what the hall's own rules lack", () => {
  test("stands first and is never left out, however many others there are", () => {
    const many = Array.from({ length: 12 }, (_, index) => index);
    const nothing = (isOwn: boolean) => (index: number) => ({
      absent: { each: `kind-${index}` },
      clauses: [
        {
          clause: `${isOwn ? "x-own" : "GA"}-${index}`,
          state: "absent",
          judged: 0,
          lacks: [],
          absent: [],
          text: null,
          isOwn,
        } as const,
      ],
    });
    const poor = { gaps: [], unmarked: [], blind: 0, inPart: 0, absent: 0 };
    const lines = (nowhere: ReturnType<ReturnType<typeof nothing>>[]) =>
      uncoveredText({ ...poor, nowhere }, 100, false, en).match(/\S+$/gm);
    const mixed = lines([...many.map(nothing(false)), nothing(true)(12)]);
    expect(mixed?.slice(1, 3)).toEqual(["x-own-12", "GA-0"]);
    expect(mixed).toHaveLength(10);
    expect(lines(many.map(nothing(true)))).toHaveLength(13);
  });
});
