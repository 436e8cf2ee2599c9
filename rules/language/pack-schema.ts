import { z } from "zod";
import { form, reading, type Told, told } from "../site/form.ts";
import { kindOfAlias, kindOfPlural } from "../site/kind-names.ts";
import { kinds } from "../site/kinds.ts";
import type { AlertClass } from "../site/model.ts";
import { nearest } from "../site/nearest.ts";
import { ROLES } from "../site/roles.ts";
import { text, words } from "../site/schema-points.ts";
import { CLASSES } from "./classes.ts";
import { dutyEntry } from "./duty-schema.ts";
import { forces } from "./edges.ts";
import { cel, paragraph, span, spanOrNever } from "./entry-forms.ts";
import { length, SETTING } from "./lengths.ts";
import type { Rule } from "./rule.ts";
import { settingUnit } from "./setting-value.ts";
import { id, suppressionEntry } from "./suppression-schema.ts";

/** What a rule can be judged for: every kind of equipment, `zone`, and `hall`. */
export const TARGETS = [...Object.keys(kinds), "hall"] as Rule["each"][];

/** Reads what a rule is judged for; the name that it has in conditions is the nearest thing that somebody meant. */
const target = (word: string): Told<Rule["each"]> => {
  const known = TARGETS.find(each => each === word);
  if (known !== undefined) return told(known);
  const near = kindOfAlias.get(word) ?? kindOfPlural.get(word) ?? nearest(word, TARGETS);
  const help = near === null ? `one of ${TARGETS.join(", ")}` : `did you mean "${near}"?`;
  return { is: "refused", code: "CFG104", why: `"${word}" is nothing that a rule can be judged for`, help };
};

/** A setting, as a person writes it. */
export const settingEntry = z
  .strictObject({
    value: z.union([z.number(), z.string()], { error: "expected a number or a text" }),
    unit: z
      .union([z.string(), z.literal(1)], { error: "expected a unit" })
      .transform(reading(unit => settingUnit(String(unit))))
      .describe("A UCUM code: W, Cel, %, min; 1 for a bare number; time for a time of day"),
    zh: text,
    en: text,
  })
  .describe("A value that a site may override: { value: 26, unit: Cel, zh: …, en: … }");

const season = z
  .string()
  .regex(/^(?:not )?[A-Za-z][A-Za-z0-9_-]*$/, "is no season")
  .describe("A season of the site's calendar: summer, or not summer");

/** Reads what an incident asks for: `true` for a summary alone, or within what time it must be reported upward. */
const incident = (said: unknown): Told<NonNullable<Rule["incident"]>> => {
  if (said === true) return told({ reportWithin: null });
  const { report_within: within, ...others } = (said ?? {}) as Readonly<Record<string, unknown>>;
  const odd = Object.keys(others)[0];
  const isSpan = typeof within === "string" || typeof within === "number";
  if (typeof said !== "object" || odd !== undefined || !isSpan)
    return {
      is: "refused",
      code: "CFG103",
      why: "expected true, or { report_within: 5 min }",
      help: "true: it must be summed up; report_within: and reported upward in time",
      ...(odd !== undefined && typeof said === "object" && { item: [odd] }),
    };
  const read = length(within);
  return read.is === "told" ? told({ reportWithin: read.value }) : { ...read, item: ["report_within"] };
};

/** A rule, as a person writes it. */
export const ruleEntry = z.strictObject({
  id: id.describe("Short name of the rule: door-after-closing"),
  title: words,
  clauses: z.array(text).min(1).describe("Clauses of the regulations: [GA-5.3-8b]"),
  each: form(target).describe("What it is judged for, once for each of them in the hall"),
  where: cel.optional().describe('Which of them: "escape" in door.tags'),
  in_force: z
    .unknown()
    .optional()
    .transform(reading(said => forces(said === undefined ? "always" : said)))
    .describe('When it can find anything: [lunch, after-work] or { from: "22:00", to: opening }'),
  season: season.optional(),
  condition: cel.describe("What is wrong: light.power >= 10 && zone.occupancy == 0"),
  clear: cel
    .optional()
    .describe("When the finding ends, where that is not simply the opposite of the condition"),
  hold: span.describe("How long the condition must hold: 10 min, or a setting"),
  gap: z
    .enum(["pause", "reset", "continue"])
    .default("pause")
    .describe("What a stretch without evidence does to the hold"),
  fact: id.describe("The physical fact; rules with the same fact share one alert"),
  level: z
    .enum(["violation", "advisory", "fault", "cue"])
    .describe("violation, advisory or fault; cue: makes no alert, duties wait for it"),
  priority: z
    .literal([1, 2, 3, 4])
    .optional()
    .describe("1 critical, 2 high, 3 medium, 4 low; a cue has none"),
  tell: z.array(z.enum(ROLES)).default([]).describe("Who is told: [guard, duty-manager]"),
  escalate: spanOrNever
    .optional()
    .describe("How long nobody may acknowledge before the next above is told: 30 min, or never"),
  class: z
    .enum(Object.keys(CLASSES) as [AlertClass, ...AlertClass[]])
    .optional()
    .describe("What is at stake: life-safety, security, equipment, energy, housekeeping or system"),
  latch: z.boolean().optional().describe("Whether it stays after it is over until a person has reset it"),
  realarm: spanOrNever
    .optional()
    .describe("After how long it is told again though acknowledged, while it holds: 30 min, or never"),
  silent: z.boolean().optional().describe("Whether it makes no sound in the hall: a panic button"),
  reset_by: z.array(z.enum(ROLES)).min(1).optional().describe("Who alone may reset it: [safety-officer]"),
  incident: z
    .unknown()
    .optional()
    .transform(reading(said => (said === undefined ? told(undefined) : incident(said))))
    .describe("It is to be summed up, and reported upward in time: { report_within: 5 min }, or true"),
  propose: z
    .strictObject({
      role: text.describe("The role of its target that is switched: command"),
      to: z.union([text, z.number()], { error: "expected a word or a number" }).describe("To what: off"),
    })
    .optional()
    .describe("What it would have switched, where the hall has such a control: { role: command, to: off }"),
  waste: cel.optional().describe("The power that is wasted while the condition holds: light.power"),
  show: z
    .array(z.string().regex(/^[a-z]\w*(?:\.\w+)+$/, "is no name of a point: camera.frame"))
    .default([])
    .describe("Further points that the alert shows: [camera.frame]"),
  steps: z.array(paragraph).default([]).describe("What the person shall do"),
  proof: paragraph.optional().describe("What proves that it is done"),
});

/** A rule as it was read, with lengths of time, phases and windows understood. */
export type RuleEntry = z.output<typeof ruleEntry>;

/** A regulation pack, as a person writes it. */
export const packFile = z.strictObject({
  pack: id.describe("Name of the pack, as site files give it"),
  title: words,
  settings: z
    .record(z.string().meta({ pattern: SETTING.source }), settingEntry)
    .default({})
    .describe("Values that a site may override, by name"),
  rules: z.array(ruleEntry).min(1),
  suppressions: z
    .array(suppressionEntry)
    .default([])
    .describe("What is not told because something else explains it"),
  duties: z.array(dutyEntry).default([]).describe("What people have to do, again and again"),
});

/** A pack as it was read. */
export type PackFile = z.output<typeof packFile>;
