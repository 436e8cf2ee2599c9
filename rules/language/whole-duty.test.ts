import { describe, expect, it } from "vitest";
import { hall } from "../engine/testing/hall.ts";
import { settleDuty } from "./duty-settle.ts";
import { thingsOf } from "./duty-where.ts";
import { parsePack } from "./pack.ts";
import { settingsOf } from "./settings.ts";

const HEAD = `pack: p
title: { zh: 包, en: Pack }
settings:
  pace: { value: 20, unit: s, zh: 间隔, en: pace }
  grace: { value: 30, unit: min, zh: 宽限, en: grace }
  warm: { value: 22, unit: Cel, zh: 温度上限, en: warmest }
  noon: { value: "12:00", unit: time, zh: 中午, en: noon }
rules:
  - id: rain
    title: { zh: 下雨, en: Rain }
    clauses: [GA-1]
    each: weather-station
    condition: weather.rain >= 0.5
    hold: 0 s
    fact: rain
    level: cue
duties:
`;
const LEAST = `  - id: least
    title: { zh: 少, en: Least }
    clauses: [GA-1]
    who: guard
    when: { every: month }
`;

const packOf = (duties: string) => {
  const parsed = parsePack(HEAD + duties, "p.yaml");
  if (parsed.is === "refused") throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  return parsed.pack;
};
const dutyOf = (text: string) => {
  const [duty] = packOf(text).duties ?? [];
  if (duty === undefined) throw new Error("no duty");
  return duty;
};

it("a duty that says only what it must is one item that a person confirms, and the hall director hears when it is late", () => {
  expect(dutyOf(LEAST)).toEqual({
    id: "least",
    title: { zh: "少", en: "Least" },
    clauses: ["GA-1"],
    who: "guard",
    when: { is: "month", workday: null },
    closedDay: "do",
    items: [],
    evidence: ["confirmation"],
    asks: [],
    photo: "no",
    isInOrder: false,
    pace: 0,
    within: null,
    remind: null,
    missedAfter: null,
    late: { priority: 3, class: "housekeeping", tell: ["hall-director"], escalate: 1_800_000, isFire: false },
    isForOpening: false,
    steps: [],
  });
});

it("what the hall director does not do is told to the superior", () => {
  expect(dutyOf(LEAST.replace("who: guard", "who: hall-director")).late.tell).toEqual(["superior"]);
});

it("a duty that says everything keeps it", () => {
  const duty = dutyOf(
    `${LEAST.replace("{ every: month }", "{ every: day, windows: [{ zh: 上午, en: morning, from: open - grace, due: noon }] }")}    each: [zone]
    where: '"outside" in it.tags || has(zone.co2)'
    evidence: [scan, reading]
    closed_day: do
    reading: { role: smoke, word: alarm }
    ask:
      - { id: gauge, zh: 压力表, en: gauge, options: { green: 绿区|green, low: { zh: 红区, en: low } }, good: [green], clauses: [GA-2], ticket: true }
      - { id: heat, zh: 温度, en: heat, number: Cel, from: 18, to: warm }
      - { id: words, zh: 内容, en: words, text: true }
      - { id: seal, zh: 铅封, en: seal }
    photo: required
    in_order: true
    pace: pace
    within: 30 min
    sign: duty-manager
    remind: opened
    missed_after: grace
    late: { priority: 2, class: equipment, tell: [guard, superior], escalate: never, fire: true }
    opening: true
    steps: [{ zh: 看。, en: Look. }]
    guide: https://example.org
`,
  );
  const { settings } = settingsOf([packOf(LEAST)], {});
  expect(settleDuty(duty, settings)).toEqual({
    id: "least",
    title: { zh: "少", en: "Least" },
    clauses: ["GA-1"],
    who: "guard",
    when: {
      is: "day",
      windows: [
        {
          name: { zh: "上午", en: "morning" },
          from: { at: { is: "open" }, offset: -1_800_000 },
          due: { at: { is: "time", minute: 720 }, offset: 0 },
        },
      ],
    },
    closedDay: "do",
    each: ["zone"],
    where: '"outside" in it.tags || has(zone.co2)',
    items: [],
    evidence: ["scan", "reading"],
    reading: { role: "smoke", word: "alarm" },
    asks: [
      {
        id: "gauge",
        title: { zh: "压力表", en: "gauge" },
        answer: {
          is: "choice",
          options: [
            { id: "green", title: { zh: "绿区", en: "green" } },
            { id: "low", title: { zh: "红区", en: "low" } },
          ],
          good: ["green"],
        },
        clauses: ["GA-2"],
        opensTicket: true,
      },
      {
        id: "heat",
        title: { zh: "温度", en: "heat" },
        answer: { is: "number", unit: "Cel", low: 18, high: 22 },
        clauses: [],
        opensTicket: false,
      },
      {
        id: "words",
        title: { zh: "内容", en: "words" },
        answer: { is: "text" },
        clauses: [],
        opensTicket: false,
      },
      {
        id: "seal",
        title: { zh: "铅封", en: "seal" },
        answer: { is: "yes-no" },
        clauses: [],
        opensTicket: false,
      },
    ],
    photo: "required",
    isInOrder: true,
    pace: 20_000,
    within: 1_800_000,
    sign: "duty-manager",
    remind: "opened",
    missedAfter: 1_800_000,
    late: { priority: 2, class: "equipment", tell: ["guard", "superior"], escalate: null, isFire: true },
    isForOpening: true,
    steps: [{ zh: "看。", en: "Look." }],
    guide: "https://example.org",
  });
});

it.each([
  ["warmest", 'there is no setting "warmest"', 'did you mean "warm"?'],
  ["pace", "setting pace is in s, not Cel", "there are: warm"],
])("a limit that is no setting of that unit is told: %s", (limit, why, help) => {
  const asked = `    ask: [{ id: heat, zh: 温度, en: heat, number: Cel, to: ${limit} }]\n`;
  const parsed = parsePack(HEAD + LEAST + asked, "p.yaml");
  const problems = parsed.is === "refused" ? parsed.problems : [];
  expect(problems.map(each => [each.code, each.message.includes(why), each.help])).toEqual([
    ["CFG506", true, help],
  ]);
});

it("a limit goes by the hall's own value of its setting", () => {
  const pack = packOf(`${LEAST}    ask: [{ id: heat, zh: 温度, en: heat, number: Cel, to: warm }]\n`);
  const { settings } = settingsOf([pack], { warm: 30 });
  expect(pack.duties?.map(duty => settleDuty(duty, settings).asks[0]?.answer)).toEqual([
    { is: "number", unit: "Cel", high: 30 },
  ]);
});

const TIMES = [
  ["{ every: week, on: mon }", { is: "week", weekday: 1 }, "defer"],
  ["{ every: year, due: workday 5 }", { is: "year", workday: 5 }, "do"],
  ["{ every: month, due: day 4 }", { is: "month", workday: null, date: 4 }, "do"],
  [
    "{ every: 2 h, during: [open, night] }",
    { is: "every", length: 7_200_000, during: ["open", "closed"] },
    "do",
  ],
  ["{ every: day, from: opening, due: open }", { is: "day" }, "skip"],
  [
    "{ on: rain, within: 15 min }",
    { is: "event", fact: "rain", edge: "begin", delay: 0, within: 900_000, during: ["always"] },
    "do",
  ],
  [
    "{ after: rain, delay: grace, within: 15 min, during: open }",
    {
      is: "event",
      fact: "rain",
      edge: "end",
      delay: { setting: "grace" },
      within: 900_000,
      during: ["open"],
    },
    "do",
  ],
] as const;

it.each(TIMES)("%s is understood, with what becomes of it on a closed day", (written, when, closedDay) => {
  const duty = dutyOf(LEAST.replace("{ every: month }", written));
  expect(duty.when).toMatchObject(when);
  expect(duty.closedDay).toBe(closedDay);
});

it("a weekly duty without a window is open from when people come in until the hall closes", () => {
  const duty = dutyOf(LEAST.replace("{ every: month }", "{ every: week, on: friday }"));
  expect(duty.when).toMatchObject({
    weekday: 5,
    window: { from: { at: { is: "opening" } }, due: { at: { is: "closing" } } },
  });
});

describe("the things that a duty has items for", () => {
  const site = hall(
    {
      X1: ["extinguisher", "wc"],
      P1: ["panic-button", "wc", "button", "test"],
      P2: ["panic-button", "off", "button"],
    },
    { wc: [], off: ["co2"] },
  );
  const ids = (each: readonly ("extinguisher" | "panic-button" | "zone")[], where?: string) =>
    thingsOf({ each, ...(where !== undefined && { where }) }, site, new Map()).map(({ id }) => id);

  it("are all of its kinds, in the order of the kinds and of the site file", () => {
    expect(ids(["panic-button", "extinguisher"])).toEqual(["P1", "P2", "X1"]);
    expect(ids(["zone"])).toEqual(["wc", "off"]);
    expect(ids([])).toEqual([]);
  });

  it("or those that where names: by a point that they have, by their zone", () => {
    expect(ids(["panic-button"], "has(it.test)")).toEqual(["P1"]);
    expect(ids(["panic-button"], "!has(panic.test)")).toEqual(["P2"]);
    expect(ids(["panic-button", "extinguisher"], "has(zone.co2)")).toEqual(["P2"]);
    expect(ids(["zone"], '"outside" in it.tags')).toEqual([]);
  });

  it("of what the site file does not say, nothing is asked", () => {
    expect(ids(["extinguisher"], "it.rated_power > 5")).toEqual([]);
  });
});
