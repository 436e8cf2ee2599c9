import { z } from "zod";
import { durationWithin, parseDuration } from "./durations.ts";
import { form, type Told, told } from "./form.ts";
import { date } from "./opening-hours.ts";
import { ROLES } from "./roles.ts";

/** As in schema-points.ts, which this is a part of. */
const text = z.string().trim().min(1).max(200);

/** Reads how often something may be switched: `6 in 1 h`. */
const rateForm = (said: string): Told<{ readonly count: number; readonly within: number }> => {
  const [, count, length] = /^(\d{1,4}) in (.+)$/.exec(said.trim()) ?? [];
  const within = length === undefined ? null : parseDuration(length);
  if (count !== undefined && Number(count) > 0 && within !== null && within > 0)
    return told({ count: Number(count), within });
  return {
    is: "refused",
    code: "CFG106",
    why: `expected how often in how long, found "${said}"`,
    help: "write it as 6 in 1 h",
  };
};

const amount = z.union([z.number(), text], { error: "expected an amount: 20 W" });
const about = {
  point: text.describe("A point of the hall: off1.occupied"),
  is: z
    .union([text, z.array(text).min(1)], { error: "expected a word or a list of words" })
    .optional()
    .describe("What it must say: vacant"),
  below: amount.optional().describe("It must be below this: 20 W"),
  above: amount.optional().describe("It must be above this: 20 W"),
};

const check = z.strictObject(about).describe("What a point must say: { point: off1.occupied, is: vacant }");
const proof = z
  .strictObject({
    ...about,
    within: form(durationWithin("1 s", "1 h")).describe("In what time after sending it must say so: 60 s"),
  })
  .describe("What proves it: { point: L1.power, below: 20 W, within: 60 s }");

/** `control:` of a point: whether and how it may be switched from here. */
export const controlPart = z
  .strictObject({
    allow: z
      .union([z.array(z.union([text, z.number()])).min(1), z.strictObject({ from: amount, to: amount })], {
        error: "expected a list of words, or { from: 16 °C, to: 30 °C }",
      })
      .describe("What it may be set to: [off], or { from: 16 °C, to: 30 °C }"),
    roles: z.array(z.enum(ROLES)).min(1).describe("Who may: [guard, duty-manager]"),
    rate: form(rateForm).describe("How often at most: 6 in 1 h"),
    tries: z.int().min(1).max(5).default(2).describe("How often a command is sent until it is proved"),
    only_if: z.array(check).default([]).describe("What must be so when it is sent; unknown blocks it"),
    proof: z
      .record(z.string(), proof)
      .describe("By the word that it proves, or any: another point that says that it worked"),
  })
  .describe("That the point may be switched from here, and how");

const automation = z.strictObject({
  rule: text.describe("Id of a rule that proposes something: light-after-closing"),
  approved_by: text.describe("Who approved that it acts by itself: H1"),
  on: form(date).describe("Since which day: 2025-07-01"),
});

/** `controls:` of the site file. */
export const controlsPart = z
  .strictObject({
    enabled: z.boolean().describe("Whether anything is switched from here at all"),
    automations: z.array(automation).default([]).describe("Rules whose proposals go out without a person"),
  })
  .optional()
  .describe("What of the hall may be switched from here; without it nothing is");

export type CheckForm = z.output<typeof check>;
