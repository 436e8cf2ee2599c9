import type { DutyEntry } from "../duty-schema.ts";
import type { Key } from "./keys.ts";

/** Every key of a duty, in the order in which duties are written. */
export const DUTY_KEYS: Readonly<Record<keyof DutyEntry, Key>> = {
  id: {
    example: "`fire-equipment-weekly`",
    says: "its name; every time that it falls due is a task of that name",
  },
  title: {
    example: "`{ zh: 周一消防器材巡检, en: Monday inspection of fire equipment }`",
    says: "what people call it",
  },
  clauses: { example: "`[DZ-2.1c]`", says: "the clauses that it keeps, as for a rule" },
  who: { example: "`duty-manager`", says: "the role whose duty it is; the hall director may always do it" },
  when: { example: "see [When it falls due](#when-it-falls-due)", says: "when it falls due" },
  closed_day: {
    example: "`skip`, `defer`, `do`",
    says: "when the hall is closed on its day: not at all; on the next business day of the same week, month or longer period; all the same. Without it: `skip` for a day, `defer` for a week, else `do`",
  },
  each: {
    example: "`extinguisher`, `[extinguisher, hydrant]`",
    says: "one item for each of these in the hall. Without it: `items`; with neither the duty is one item",
  },
  where: {
    example: "`'\"outside\" in it.tags'`, `has(it.test)`",
    says: "which of them, by what the site file says; `it` is the thing that is asked about",
  },
  items: { example: "`[{ id: mats, zh: 防滑垫, en: mats }]`", says: "what is to be done, item by item" },
  evidence: {
    example: "`[scan, confirmation]`",
    says: "what proves an item: `confirmation` (a person says so), `scan` (the code at the place was read), `reading` (a device says so), `photo`. The first is asked for, the others are taken too. Without it: `[confirmation]`",
  },
  reading: {
    example: "`{ role: test, word: passed }`",
    says: "which reading proves an item, only with `reading` under `evidence`: the role of a point of the thing and the word that it must say while the task is open",
  },
  ask: { example: "see [What is asked](#what-is-asked)", says: "questions about every item" },
  photo: {
    example: "`no`, `allowed`, `required`",
    says: "whether a photo goes with an item; where the site keeps no photos, `required` asks for none. Without it: `no`",
  },
  in_order: { example: "`true`", says: "items are done in the order that they stand in. Without it: in any" },
  pace: {
    example: "`20 s`, `patrol_pace`",
    says: "least time between two items: what comes faster is implausible and not taken. Without it: none",
  },
  within: {
    example: "`30 min`",
    says: "longest time from the first item to the last. Without it: as long as it is open",
  },
  sign: {
    example: "`duty-manager`",
    says: "the role whose signature ends it, once every item is answered. Without it: the last answer does",
  },
  remind: {
    example: "`opened`, `2 d`, `patrol_warning`",
    says: "when people are reminded: as soon as it can be done, or so long before it is due. Without it: they are not",
  },
  missed_after: {
    example: "`24 h`",
    says: "how long after it was due it is missed for good. Without it: when the next one opens",
  },
  late: {
    example: "see [Late and missed](#late-and-missed)",
    says: "who hears that it was not done in time, and how",
  },
  opening: {
    example: "`true`",
    says: "part of the opening check: a clean opening certificate needs it done. Without it: no",
  },
  steps: { example: "`[{ zh: 看压力表。, en: Look at the gauge. }]`", says: "how it is done, in order" },
  guide: { example: "`https://…`", says: "where people read how to do it" },
};

/** Keys of a duty that may be left out, with what then holds. */
export const DUTY_OPTIONAL: ReadonlySet<keyof DutyEntry> = new Set(
  (Object.keys(DUTY_KEYS) as (keyof DutyEntry)[]).filter(
    key => !["id", "title", "clauses", "who", "when"].includes(key),
  ),
);

/** Every form of `when`; a test reads each. */
export const TIME_EXAMPLES: readonly (readonly [written: string, says: string])[] = [
  ["{ every: day, from: opening, due: open }", "once a business day, in this window"],
  [
    '{ every: day, windows: [{ zh: 上午, en: morning, from: open, due: "12:00" }, { zh: 下午, en: afternoon, from: "12:00", due: closing }] }',
    "once in each of these",
  ],
  [
    "{ every: week, on: monday, from: opening, due: open }",
    "once a week; without `from` and `due`: from `opening` until `closing`",
  ],
  ["{ every: month }", "once a month, by the end of its last day; also `quarter`, `half-year`, `year`"],
  ["{ every: month, due: workday 5 }", "by the end of the fifth working day of the country, not of the hall"],
  ["{ every: month, due: day 4 }", "by the end of the fourth day, whoever works on it"],
  [
    "{ every: 2 h, during: [open, lunch] }",
    "again and again in these phases; the first one is due 2 h after they began, the next 2 h after that; what is left at their end asks for nothing",
  ],
  ["{ every: 2 h, during: night }", "through the night, also before a closed day"],
  [
    "{ on: kiosk-down, within: 15 min }",
    "when an alert or a cue of this fact begins, for the thing that it is about; due so soon",
  ],
  [
    "{ on: rain, within: 15 min, during: [opening, open, lunch] }",
    "only in these phases; what began before them counts when they begin",
  ],
  [
    "{ after: rain, delay: 60 min, within: 30 min }",
    "so long after an alert or a cue of this fact is over; a new one in between starts the wait anew",
  ],
];

/** Every form of a question; a test reads each. */
export const ASK_EXAMPLES: readonly (readonly [written: string, says: string])[] = [
  ["{ id: seal, zh: 铅封完好, en: seal intact }", "yes or no; yes is good"],
  [
    "{ id: gauge, zh: 压力表, en: gauge, options: { green: 绿区|green, low: 红区|low, high: 黄区|overcharged }, good: [green] }",
    "one of these; which of them are good",
  ],
  [
    "{ id: temperature, zh: 室温, en: temperature, number: Cel, from: 18, to: 22 }",
    "a number in this unit; good within the limits, which may be settings: `to: equipment_room_max`",
  ],
  ["{ id: minutes, zh: 会议内容, en: what was said, text: true }", "a text; good when it says something"],
  [
    "{ id: pin, zh: 保险销, en: pin, clauses: [GA-5.3-1b], ticket: true }",
    "an answer that is not good is a finding with these clauses, and opens a ticket",
  ],
];

/** Every key of `late` with what holds without it. */
export const LATE_KEYS: Readonly<Record<string, string>> = {
  priority: "of the alert. Without it: 3",
  class: "what is at stake. Without it: `housekeeping`",
  tell: "who hears of it, never only the role whose duty it is. Without it: the hall director, or the superior of what is the hall director's own duty",
  escalate:
    "how long nobody may acknowledge it before the next above is told, or `never`. Without it: 30 min",
  fire: "`true`: the line above ends with the safety officer. Without it: no",
};
