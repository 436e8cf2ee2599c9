import { z } from "zod";
import { commandId, who } from "./command.ts";
import { time, words } from "./common.ts";
import { secret, signature } from "./signature.ts";

const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** A question about every item of a task. */
export const ask = z.object({
  id: z.string(),
  title: words,
  answer: z.discriminatedUnion("is", [
    z.object({ is: z.literal("yes-no") }),
    z.object({
      is: z.literal("choice"),
      options: z.array(z.object({ id: z.string(), title: words })),
      good: z.array(z.string()),
    }),
    z.object({
      is: z.literal("number"),
      unit: z.string(),
      low: z.number().optional(),
      high: z.number().optional(),
    }),
    z.object({ is: z.literal("text") }),
  ]),
});

export const taskAnswer = z.object({
  by: z.string(),
  at: time,
  heardAt: time,
  isSentLate: z.boolean(),
  evidence: z.enum(["confirmation", "scan", "reading", "photo"]),
  scan: z.enum(["nfc", "qr", "reader", "typed"]).nullable(),
  values,
  outcome: z.enum(["ok", "fault", "not-applicable"]),
  note: z.string(),
  photo: z.string().nullable(),
  doubts: z.array(words),
  ticket: z.string().nullable(),
});

export const taskItem = z.object({
  id: z.string(),
  title: words,
  /** Id of the zone; empty: nowhere. */
  zone: z.string(),
  answer: taskAnswer.nullable(),
});

/** One time that a duty falls due. */
export const task = z.object({
  id: z.string(),
  duty: z.string(),
  title: words,
  period: words,
  day: z.string(),
  /** Whose it is: a role, and who is on duty in it now. */
  who: z.string(),
  people: z.array(z.string()),
  clauses: z.array(z.string()),
  target: z.string().nullable(),
  opensAt: time,
  dueAt: time,
  missedAt: time.nullable(),
  /** `coming`: opens later today. */
  state: z.enum(["coming", "open", "late", "done", "done-late", "missed", "deferred", "withdrawn"]),
  endedAt: time.nullable(),
  lateByMs: z.int().nullable(),
  why: words.nullable(),
  items: z.array(taskItem),
  asks: z.array(ask),
  /** What is asked for as proof of an item, first the one that is asked for. */
  evidence: z.array(z.enum(["confirmation", "scan", "reading", "photo"])),
  photo: z.enum(["no", "allowed", "required"]),
  isInOrder: z.boolean(),
  /** Least time between two items. */
  paceMs: z.int(),
  /** Role whose signature ends it; null: the last answer does. */
  sign: z.string().nullable(),
  signature: signature.nullable(),
  steps: z.array(words),
  guide: z.string().nullable(),
});

/** `GET /api/tasks?day=2025-07-14`: all of a business day, those of longer periods that are open, and what is coming. */
export const taskList = z.object({ tasks: z.array(task), at: time });
export const taskQuery = z.strictObject({ day: z.iso.date().optional() });

/** `POST /api/tasks/answer`. `code`: what was read from the tag or sticker; `madeAt`: when it was done, where it is sent later. */
export const answerTask = z.strictObject({
  by: who,
  id: commandId,
  task: z.string().min(1).max(200),
  item: z.string().min(1).max(100),
  evidence: z.enum(["confirmation", "scan", "photo"]),
  scan: z.enum(["nfc", "qr", "typed"]).optional(),
  code: z.string().max(200).optional(),
  values: values.default({}),
  outcome: z.enum(["ok", "fault", "not-applicable"]),
  note: z.string().trim().max(1000).default(""),
  photo: z.string().optional(),
  madeAt: time.optional(),
});
/** `POST /api/tasks/sign` */
export const signTask = z.strictObject({ by: who, id: commandId, secret, task: z.string() });
/** `POST /api/tasks/retract` */
export const retractAnswer = z.strictObject({
  by: who,
  id: commandId,
  task: z.string(),
  item: z.string(),
  why: z.string().trim().min(1).max(500),
});

/** Business days, both included; a year and a bit at most. */
export const statisticsQuery = z
  .strictObject({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) <= 400 * 86_400_000, {
    error: "must not end before it begins, nor be longer than 400 days",
    path: ["to"],
  });

/** `GET /api/tasks/statistics?from=2025-07-01&to=2025-07-31`: by duty; late stays late. */
export const taskStatistics = z.object({
  from: z.string(),
  to: z.string(),
  duties: z.array(
    z.object({
      duty: z.string(),
      title: words,
      done: z.int(),
      late: z.int(),
      missed: z.int(),
      deferred: z.int(),
      open: z.int(),
      /** Share of those that were due and were done in time, 0..1; null: none was due. */
      inTime: z.number().nullable(),
    }),
  ),
});

export type WireTask = z.infer<typeof task>;
export type WireTaskItem = z.infer<typeof taskItem>;
export type WireTaskAnswer = z.infer<typeof taskAnswer>;
export type WireAsk = z.infer<typeof ask>;
export type AnswerTask = z.infer<typeof answerTask>;
export type SignTask = z.infer<typeof signTask>;
export type RetractAnswer = z.infer<typeof retractAnswer>;
export type WireTaskList = z.infer<typeof taskList>;
export type WireTaskStatistics = z.infer<typeof taskStatistics>;
