import { z } from "zod";
import { durationWithin } from "../site/durations.ts";
import { form } from "../site/form.ts";
import { kinds } from "../site/kinds.ts";
import type { EquipmentKind } from "../site/model.ts";
import { ROLES } from "../site/schema.ts";
import { text, words } from "../site/schema-points.ts";

const KINDS = Object.keys(kinds).filter(kind => kind !== "zone") as EquipmentKind[];
const phase = z.enum(["always", "opening", "open", "lunch", "closed", "after-work", "night"]);
const id = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,62}$/,
    "must begin with a small letter and hold only small letters, digits and -",
  );

const setting = z
  .strictObject({ value: z.number(), unit: text, zh: text, en: text })
  .describe("A number that a site may override: { value: 26, unit: Cel, zh: …, en: … }");

const rule = z.strictObject({
  id: id.describe("Short name of the rule: door-after-closing"),
  title: words,
  clauses: z.array(text).min(1).describe("Clauses of the regulations: [GA-5.3-8b]"),
  each: z.enum(KINDS).describe("What it is judged for, once for each of them in the hall"),
  in_force: z
    .union([phase, z.array(phase).min(1)], {
      error: "expected open, lunch, closed, opening or always, or a list of these",
    })
    .default("always")
    .describe("When it can find anything: [lunch, after-work]"),
  season: text.optional().describe("A season of the site's calendar: summer"),
  condition: text.describe("What is wrong: light.power >= 10 && zone.occupancy == 0"),
  clear: text
    .optional()
    .describe("When the finding ends, where that is not simply the opposite of the condition"),
  hold: form(durationWithin("0 s", "30 d")).describe("How long the condition must hold: 10 min"),
  gap: z
    .enum(["pause", "reset", "continue"])
    .default("pause")
    .describe("What a stretch without evidence does to the hold"),
  fact: id.describe("The physical fact; rules with the same fact share one alert"),
  level: z.enum(["violation", "advisory"]),
  priority: z.literal([1, 2, 3, 4]).describe("1 critical, 2 high, 3 medium, 4 low"),
  tell: z.array(z.enum(ROLES)).default([]).describe("Who is told: [guard, duty-manager]"),
  steps: z.array(words).default([]).describe("What the person shall do"),
});

/** A regulation pack, as a person writes it. */
export const packFile = z.strictObject({
  pack: id.describe("Name of the pack, as site files give it"),
  title: words,
  settings: z.record(z.string(), setting).default({}),
  rules: z.array(rule).min(1),
});

export type PackFile = z.output<typeof packFile>;
