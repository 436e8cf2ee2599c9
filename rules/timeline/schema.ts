import { z } from "zod";
import { durationWithin, parseDuration } from "../site/durations.ts";
import { form, reading, type Told, told } from "../site/form.ts";
import { text, words } from "../site/schema-points.ts";
import type { Millis } from "../time/instant.ts";
import { commandKeys } from "./schema-commands.ts";
import { matcher } from "./schema-matcher.ts";
import { messageMatcher } from "./schema-message.ts";
import { paperKeys } from "./schema-papers.ts";
import { RULE_SAYS } from "./timeline.ts";
import { type ValueForm, valueForm } from "./values.ts";

/** What later versions will let a step do and expect. They are refused now, so that nobody believes them tested. */
export const LATER = {
  steps: [],
  expect: [],
} as const;

/** Keys that are known, and refused wherever they stand; the type does not have them. */
const later = (keys: readonly string[]): Readonly<Record<never, z.ZodType>> =>
  Object.fromEntries(
    keys.map(key => [
      key,
      z
        .unknown()
        .transform(reading(() => notYet(key)))
        .optional(),
    ]),
  );

const notYet = (key: string): Told<never> => ({
  is: "refused",
  code: "CFG609",
  why: `"${key}" is kept for later: rule tests cannot play it yet`,
  help: "leave it out; docs/rule-tests.md lists what there is",
});

const length = form(durationWithin("0 s", "366 d"));
const moment = text.describe('When, on the hall\'s clock: "12:03", "+1 d 07:50" or "2025-07-09 10:30"');
const points = z.array(text).describe("Points: [L-off1.power]");
const value = z.unknown().transform(reading(valueForm));
const values = z.record(z.string(), value).describe("Points with values: { off1.occupancy: 0 }");

/** A length of time with its direction: `+1 h`, `-30 min`. */
const shift = form((written: string): Told<Millis> => {
  const by = parseDuration(written.replace(/^[-+]/, ""));
  if (by !== null) return told((written.startsWith("-") ? -by : by) as Millis);
  return {
    is: "refused",
    code: "CFG201",
    why: `"${written}" says not by how much`,
    help: "write +1 h or -30 min",
  };
});

/** How long a restart takes: `true`, or `{ down: 10 min }`. */
const restart = (input: unknown): Told<Millis> => {
  if (input === true) return told(0 as Millis);
  const { down, ...more } =
    typeof input === "object" && input !== null ? (input as Record<string, unknown>) : {};
  const time = typeof down === "string" && Object.keys(more).length === 0 ? parseDuration(down) : null;
  if (time !== null) return told(time);
  return {
    is: "refused",
    code: "CFG103",
    why: "a restart is true or says how long it takes",
    help: "write true or { down: 10 min }",
  };
};

const delivery = z.strictObject({
  point: text.describe("The point: D4.contact"),
  value,
  measured: text.describe('When it was measured: "11:40"'),
});
const deliveries = z.array(delivery).describe('[{ point: D4.contact, value: open, measured: "11:40" }]');

const expectation = z
  .strictObject({
    alerts: z.array(matcher).default([]).describe("Each must fit an alert that is not closed"),
    no_alerts: z.array(matcher).default([]).describe("No alert that is not closed may fit one of these"),
    only: z.boolean().default(false).describe("true: no other alert is active or unknown"),
    signals: z
      .record(z.string(), z.enum(["good", "stale", "bad", "never"]))
      .default({})
      .describe("What is known of points: { D4.lock: stale }"),
    rules: z
      .record(z.string(), z.enum(RULE_SAYS))
      .default({})
      .describe("What rules say: { light-in-empty-room/L-off1: unknown }"),
    messages: z
      .array(messageMatcher)
      .default([])
      .describe("Each must fit a message that was sent since a step last looked at messages"),
    no_messages: z.array(messageMatcher).default([]).describe("No message since then may fit one of these"),
    only_messages: z.boolean().default(false).describe("true: there is no other message since then"),
    incidents: z
      .int()
      .min(0)
      .optional()
      .describe("How many incidents are not closed, exactly; what another alert explains is none"),
    ...paperKeys,
    refused: text.optional().describe("Part of the reason for which a command of this step is refused"),
    ...later(LATER.expect),
  })
  .describe("What must be true now");

const step = z.strictObject({
  at: moment,
  set: values.default({}),
  silent: points.default([]),
  heard: points.default([]),
  bad: z
    .record(z.string(), text)
    .default({})
    .describe('Points that fail, with the reason: { D4.lock: "no answer" }'),
  once: values.default({}),
  late: deliveries.default([]),
  repeat: deliveries.default([]),
  retained: values.default({}),
  source_time: z
    .record(
      z.string(),
      z.union([text, z.null()], { error: "expected a time, a shift such as +10 min, or null" }),
    )
    .default({})
    .describe('What a device\'s clock says: { D4.lock: "1970-01-01 00:00" }; null: right again'),
  clock: shift.optional().describe("By how much the gateway's clock is moved: +1 h"),
  restart: z.unknown().transform(reading(restart)).optional(),
  purge: z
    .strictObject({ keep_days: z.int().min(1).max(36_500).describe("How many days are kept: 184") })
    .optional()
    .describe("What the record need not keep any longer is removed"),
  ...commandKeys,
  expect: expectation.optional(),
  ...later(LATER.steps),
});

/** A rule test, as a person writes it. */
export const timelineFile = z.strictObject({
  timeline: z
    .union([text, words], { error: "expected a title, or one in each language" })
    .describe('What it tells: "Lunch break, office empty, lights on"'),
  scenario: text.optional().describe("The scenario of the regulations that it plays: S01"),
  proves: z.array(text).default([]).describe("Clauses whose keeping it proves: [TY-2.2-1]"),
  rules: z.array(text).default([]).describe("Rules that it exercises: [light-in-empty-room]"),
  duties: z
    .union([z.literal("all"), z.array(text)], { error: "expected all, or a list of duties" })
    .default([])
    .describe("Duties that people have in it, beside those that it names: [toilets], or all"),
  site: text.describe("The hall's site file, seen from this file: ../../sites/site-a.yaml"),
  settings: z
    .record(z.string(), z.union([z.number(), z.string()], { error: "expected a number or a text" }))
    .default({})
    .describe("Settings of the packs that differ here: { light_off_below: 10 }"),
  start: text.describe('When it begins, on the hall\'s clock: "2025-07-08 11:50"'),
  tolerance: length.default(0 as Millis).describe("How far expected times may be off: 30 s"),
  given_from: z
    .union([text, z.array(text)])
    .default([])
    .describe("Files with values that devices report from the start: ../../sites/site-a.day.yaml"),
  given: values.default({}),
  steps: z.array(step).min(1).describe("What happens, in order of time"),
  never: z.array(matcher).default([]).describe("No alert at any time may fit one of these"),
});

/** Values that devices report from the start, in a file of their own that several tests share. */
export const valuesFile = z.record(z.string(), value);

export type TimelineFile = z.output<typeof timelineFile>;
export type StepForm = TimelineFile["steps"][number];
export type ExpectationForm = NonNullable<StepForm["expect"]>;
export type Values = Readonly<Record<string, ValueForm>>;
