import { z } from "zod";
import { reading, type Told, told } from "../site/form.ts";
import type { AlertClass, Words } from "../site/model.ts";
import { ROLES } from "../site/roles.ts";
import { text, words } from "../site/schema-points.ts";
import { millis } from "../time/instant.ts";
import { CLASSES } from "./classes.ts";
import type { DutyItem, DutyTarget, Limit } from "./duty.ts";
import { dutyTime } from "./duty-times.ts";
import { cel, paragraph, span, spanOrNever, spanOrOpened } from "./entry-forms.ts";
import { id, kind } from "./suppression-schema.ts";

/** What can prove that something was done, in the order in which people are told. */
export const EVIDENCE = ["confirmation", "scan", "reading", "photo"] as const;

/** Reads a kind of thing, or a list of them. */
const kindsIn = (said: string | readonly string[]): Told<readonly DutyTarget[]> => {
  const found: DutyTarget[] = [];
  for (const [index, word] of [said].flat().entries()) {
    const read = kind(word);
    if (read.is === "refused") return typeof said === "string" ? read : { ...read, item: index };
    found.push(read.value);
  }
  return told(found);
};

const item = z
  .strictObject({ id: id.describe("Short name: mats"), zh: text, en: text })
  .describe("One thing to do: { id: mats, zh: 防滑垫, en: mats }");

/** Reads an answer that people can choose: `绿区|green`, or `{ zh: 绿区, en: green }`. */
const choice = (said: unknown): Told<Words> => {
  const written = typeof said === "string" ? said.split("|") : [];
  const { zh, en } = (typeof said === "object" && said !== null ? said : {}) as Partial<Words>;
  const [first, second] = written.length === 2 ? written : [zh, en];
  if (typeof first === "string" && typeof second === "string" && first.trim() !== "" && second.trim() !== "")
    return told({ zh: first.trim(), en: second.trim() });
  return {
    is: "refused",
    code: "CFG103",
    why: "expected what people read, in Chinese and English",
    help: "write 绿区|green",
  };
};

const options = z
  .record(z.string().meta({ pattern: "^[a-z][a-z0-9-]{0,62}$" }), z.unknown().transform(reading(choice)))
  .transform((said): readonly DutyItem[] => Object.entries(said).map(([key, title]) => ({ id: key, title })));

/** A number, or the setting that says it. */
const limit = z
  .union([z.number(), z.string().regex(/^[a-z][a-z0-9_]{0,62}$/)], {
    error: "expected a number or a setting",
  })
  .transform((said): Limit => (typeof said === "number" ? said : { setting: said }));

const ask = z
  .strictObject({
    id: id.describe("Short name: gauge"),
    zh: text.describe("The question in Chinese"),
    en: text.describe("The question in English"),
    options: options.optional().describe("Answers to choose from: { green: 绿区|green, low: 红区|low }"),
    good: z.array(id).min(1).optional().describe("Which of the options are good: [green]"),
    number: z.string().min(1).optional().describe("The answer is a number in this unit: Cel"),
    from: limit.optional().describe("Least number that is good, or the setting that says it: 18"),
    to: limit.optional().describe("Greatest number that is good, or the setting that says it: 22"),
    text: z.literal(true).optional().describe("The answer is written: true"),
    clauses: z
      .array(text)
      .default([])
      .describe("Clauses that an answer that is not good breaks: [GA-5.3-1b]"),
    ticket: z.boolean().default(false).describe("Whether an answer that is not good opens a ticket"),
  })
  .describe("A question: { id: seal, zh: 铅封完好, en: seal intact } asks for yes or no");

const late = z
  .strictObject({
    priority: z.literal([1, 2, 3, 4]).default(3).describe("1 critical, 2 high, 3 medium, 4 low"),
    class: z
      .enum(Object.keys(CLASSES) as [AlertClass, ...AlertClass[]])
      .default("housekeeping")
      .describe("What is at stake: life-safety, security, equipment, energy, housekeeping or system"),
    tell: z.array(z.enum(ROLES)).min(1).optional().describe("Who hears of it: [hall-director]"),
    escalate: spanOrNever.optional().describe("How long nobody may acknowledge it: 30 min, or never"),
    fire: z.boolean().default(false).describe("Whether the line above ends with the safety officer"),
  })
  .describe("What becomes of it when it is not done in time: { priority: 3, tell: [hall-director] }");

/** A duty, as a person writes it. */
export const dutyEntry = z.strictObject({
  id: id.describe("Short name of the duty: fire-equipment-weekly"),
  title: words,
  clauses: z.array(text).min(1).describe("Clauses of the regulations: [DZ-2.1c]"),
  who: z.enum(ROLES).describe("Whose duty it is: duty-manager"),
  when: z
    .record(z.string(), z.unknown())
    .transform(reading(dutyTime))
    .describe("When it falls due: { every: week, on: monday, from: opening, due: open }"),
  closed_day: z
    .enum(["skip", "defer", "do"])
    .optional()
    .describe("When the hall is closed on its day: skip it, defer it to the next business day, or do it"),
  each: z
    .union([z.string(), z.array(z.string()).min(1)], { error: "expected kinds of things" })
    .transform(reading(kindsIn))
    .optional()
    .describe("One item for each of these in the hall: [extinguisher, hydrant]"),
  where: cel.optional().describe('Which of them: "outside" in it.tags'),
  items: z.array(item).default([]).describe("What is to be done, where it is not about things of the hall"),
  evidence: z
    .array(z.enum(EVIDENCE))
    .min(1)
    .default(["confirmation"])
    .describe("What proves an item; the first is what people are asked for: [scan, confirmation]"),
  reading: z
    .strictObject({
      role: text.describe("Role of the point: test"),
      word: text.describe("What it must say: passed"),
    })
    .optional()
    .describe("Which reading proves an item: { role: test, word: passed }"),
  ask: z.array(ask).default([]).describe("What is asked about every item"),
  photo: z.enum(["no", "allowed", "required"]).default("no").describe("Whether a photo is taken of an item"),
  in_order: z.boolean().default(false).describe("Whether items are done in the order that they stand in"),
  pace: span.default(millis(0)).describe("Least time between two items: 20 s"),
  within: span.optional().describe("Longest time from the first item to the last: 30 min"),
  sign: z.enum(ROLES).optional().describe("Whose signature ends it: duty-manager"),
  remind: spanOrOpened
    .optional()
    .describe("When people are reminded: opened, or so long before it is due: 2 d"),
  missed_after: span
    .optional()
    .describe("How long after it was due it is missed for good; without it: when the next one opens"),
  late: late.optional(),
  opening: z.boolean().default(false).describe("Whether it is part of the opening check"),
  steps: z.array(paragraph).default([]).describe("How it is done"),
  guide: text.optional().describe("Where people read how to do it: a link or a place"),
});

/** A duty as it was read, with its times and lengths of time understood. */
export type DutyEntry = z.output<typeof dutyEntry>;

/** A question of a duty as it was read. */
export type AskEntry = DutyEntry["ask"][number];
