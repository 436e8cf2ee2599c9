import { parsePack } from "../../language/pack.ts";
import { renderDiagnostic } from "../../site/diagnostic.ts";
import { parseSite } from "../../site/parse.ts";
import { draftTimeline, draftValues } from "../draft.ts";
import { renderFailures, type Shown } from "../render.ts";
import { resolveTimeline } from "../resolve.ts";
import { type Run, runTimeline } from "../run.ts";
import { type TestHall, testHall } from "../test-hall.ts";
import type { Timeline } from "../timeline.ts";
import type { Language } from "../words.ts";

/** An office with a light, a door and a thermometer; staleness limits: light 4 min, people and lock 10 min, door 20 min. */
const SITE = `hallwatch: 1
site: { id: tiny, name: { zh: 小厅, en: Tiny hall }, timezone: Asia/Shanghai, packs: [tiny] }
calendar:
  holidays: china
  staff_from: "07:50"
  week: { mon-fri: ["08:30-12:00", "14:00-17:30"], sat-sun: closed }
people:
  - { id: G1, name: 王伟, roles: [guard] }
  - { id: M1, name: 李娜, roles: [duty-manager] }
  - { id: H1, name: 陈静, roles: [hall-director] }
  - { id: F1, name: 赵磊, roles: [facilities] }
sources: { mqtt: { broker: embedded } }
zones:
  room:
    name: { zh: 房间, en: Room }
    mqtt: { topic: tiny/room }
    points: { occupancy: { path: $.people, stale: 10 min }, temperature: { path: $.temp, stale: 10 min } }
keys:
  K1: { name: { zh: 门钥匙, en: Door key }, opens: [D1] }
equipment:
  L1:
    kind: light-circuit
    zone: room
    name: { zh: 灯, en: Light }
    mqtt: { topic: tiny/L1 }
    points: { power: { path: $.power, stale: 4 min } }
  L2: { kind: light-circuit, zone: room, name: { zh: 灯二, en: Light 2 }, points: {} }
  D1:
    kind: door
    zone: room
    name: { zh: 门, en: Door }
    mqtt: { topic: tiny/D1 }
    points:
      contact: { path: $.contact, values: { OPEN: open, CLOSED: closed }, stale: 20 min }
      lock: { path: $.lock, values: { L: locked, U: unlocked, J: jammed }, stale: 10 min }
`;

const PACK = `pack: tiny
title: { zh: 小, en: Tiny }
settings:
  light_off_below: { value: 10, unit: W, zh: 算关灯, en: off below this }
rules:
  - id: light-in-empty-room
    title: { zh: 没人，灯还亮着, en: "Lights on, nobody there" }
    clauses: [TY-2.2-1]
    each: light-circuit
    in_force: [lunch, after-work]
    condition: light.power >= light_off_below && zone.occupancy == 0
    hold: 5 min
    fact: light-on
    level: violation
    priority: 4
    tell: [duty-manager]
    waste: light.power
  - id: light-after-closing
    title: { zh: 下班后灯还亮着, en: Lights on after closing }
    clauses: [GA-1.3-5b]
    each: light-circuit
    in_force: closed
    condition: light.power >= light_off_below
    hold: 15 min
    fact: light-on
    level: violation
    priority: 3
    tell: [guard]
  - id: light-on-average
    title: { zh: 灯的平均功率过高, en: Lights above their power on average }
    clauses: [GA-1.3-5a]
    each: light-circuit
    condition: average(light.power, "15 min") > 100 * light_off_below
    clear: average(light.power, "15 min") < light_off_below
    hold: 1 min
    fact: light-above
    level: advisory
    priority: 4
    tell: []
  - id: room-hot
    title: { zh: 房间过热, en: Room too hot }
    clauses: [x-cool-rooms]
    each: hall
    condition: zones.exists(z, z.temperature > 50)
    hold: 0 s
    fact: heat
    level: violation
    priority: 3
    tell: [guard]
  - id: door-open
    title: { zh: 门开着, en: Door open }
    clauses: [GA-5.3-8b]
    each: door
    condition: door.contact == "open"
    hold: 1 min
    fact: door-open
    level: violation
    priority: 2
    tell: [guard]
  - id: door-jammed
    title: { zh: 门锁卡住, en: Lock jammed }
    clauses: [GA-5.3-8b]
    each: door
    condition: door.lock == "jammed"
    hold: 0 s
    fact: jammed
    level: violation
    priority: 1
    class: system
    latch: true
    silent: true
    realarm: 20 min
    incident: { report_within: 5 min }
    tell: [guard]
duties:
  - id: cool-down
    title: { zh: 降温, en: Cool down }
    clauses: [x-cool-rooms]
    who: duty-manager
    when: { on: heat, within: 2 h }
    items: [{ id: windows, zh: 开窗, en: open windows }, { id: fans, zh: 开风扇, en: start fans }]
suppressions:
  - id: heat-explains
    title: { zh: 过热引起, en: Because of the heat }
    cause: heat
    within: hall
    facts: [light-on]
    settle: 2 min
`;

/** Clauses of the tiny hall's catalogue. */
export const CLAUSES = ["TY-2.2-1", "GA-1.3-5a", "GA-1.3-5b", "GA-5.3-8b"];

export const tinyHall = (settings: TestHall["site"]["settings"] = {}): TestHall =>
  hallFrom(SITE, PACK, settings);

/** A hall of a site file with one pack, for rule tests; mistakes throw. */
export const hallFrom = (siteText: string, packText: string, settings: Settings): TestHall => {
  const site = parseSite(siteText, "tiny.yaml");
  const pack = parsePack(packText, "tiny-pack.yaml");
  if (site.is === "refused") throw new Error(site.problems.map(({ message }) => message).join("\n"));
  if (pack.is === "refused") throw new Error(pack.problems.map(({ message }) => message).join("\n"));
  return testHall(site.site, [pack.pack], settings, CLAUSES);
};

type Settings = TestHall["site"]["settings"];

/** The mistakes in a rule test of the tiny hall, as a person sees them; empty when there are none. */
export const mistakesIn = (
  text: string,
  file = "test.timeline.yaml",
  values?: string,
  hallOf: (settings: Settings) => TestHall = tinyHall,
): string => {
  const drafted = draftTimeline(text, file);
  const shared = values === undefined ? null : draftValues(values, "values.yaml");
  const show = (problems: readonly Parameters<typeof renderDiagnostic>[0][]): string =>
    problems.map(each => renderDiagnostic(each, each.file === file ? text : (values ?? ""))).join("\n\n");
  if (drafted.is === "refused") return show(drafted.problems);
  if (shared?.is === "refused") return show(shared.problems);
  const hall = hallOf(drafted.draft.form.settings);
  const resolved = resolveTimeline(drafted.draft, hall, shared ? [shared.draft] : []);
  return resolved.is === "refused" ? show(resolved.problems) : "";
};

/** A rule test of the tiny hall that begins on Tuesday 2025-07-08 at 11:50, a lunch break ahead; its rest as in a file. */
export const tinyTimeline = (
  rest: string,
  hallOf: (settings: Settings) => TestHall = tinyHall,
): { readonly timeline: Timeline; readonly lineOf: Shown["lineOf"] } => {
  const text = /^start:/m.test(rest) ? rest : `start: 2025-07-08 11:50\n${rest}`;
  const whole = `timeline: test\nsite: tiny.yaml\n${text}`;
  const drafted = draftTimeline(whole, "test.timeline.yaml");
  if (drafted.is === "refused") throw new Error(mistakesIn(whole));
  const resolved = resolveTimeline(drafted.draft, hallOf(drafted.draft.form.settings), []);
  if (resolved.is === "refused") throw new Error(mistakesIn(whole, "test.timeline.yaml", undefined, hallOf));
  const { source } = drafted.draft;
  return { timeline: resolved.timeline, lineOf: path => source.place(path, "value").line };
};

/** Plays such a rule test. `text`: why it failed, empty when it passed; `story`: what the hall said, line by line. */
export const played = (
  rest: string,
  language: Language = "en",
  hallOf: (settings: Settings) => TestHall = tinyHall,
) => {
  const { timeline, lineOf } = tinyTimeline(rest, hallOf);
  const hall = hallOf({});
  const run = runTimeline(timeline, hall);
  const text = renderFailures(run, { timeZone: "Asia/Shanghai", language, lineOf });
  return { run, text, story: storyOf(run) };
};

/** What the hall said, without what was done to it: `12:08:00 raised light-on/L1`. */
const storyOf = ({ happenings }: Run): readonly string[] =>
  happenings
    .filter(({ alert }) => alert !== undefined)
    .map(({ at, is, what }) => `${new Date(at + 8 * 3_600_000).toISOString().slice(11, 19)} ${is} ${what}`);
