import { z } from "zod";
import { durationWithin } from "../site/durations.ts";
import { form } from "../site/form.ts";
import { date } from "../site/opening-hours.ts";
import { ROLES } from "../site/roles.ts";
import { text } from "../site/schema-points.ts";

const by = text.describe("Id of a person of the hall: M1");
const note = z.string().default("");
const grounds = { note, photo: text.optional().describe("A photo that is kept with it: p1.jpg") };
const moment = text.describe('When: "12:08", "+30 min" or "2025-07-09 10:30"');
const pause = form(durationWithin("0 s", "1 d")).describe("How long between one and the next: 40 s");

/** One, or a list of them: two people sign at the same step. */
const oneOrMore = <T extends z.ZodType>(one: T) =>
  z
    .union([one, z.array(one).min(1)], { error: "expected keys with values, or a list of them" })
    .transform(said => [said].flat() as z.output<T>[])
    .optional();

const task = text.describe(
  "A task by the id of its duty (the one that is open), or by its own: mats/2025-07-18",
);
const items = z.array(text).min(1).describe("Ids of things or of items of the duty: [X1, X2]");
const about = {
  values: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .default({})
    .describe("Answers by the id of the question: { gauge: green }"),
  outcome: z.enum(["ok", "fault", "not-applicable"]).default("ok"),
  ...grounds,
  made_at: text.optional().describe('When it was done, where it is sent later: "10:20"'),
  by,
};

const answer = z.strictObject({
  task,
  item: text.optional().describe("One item; without item and items: the task is one"),
  items: items.optional(),
  evidence: z.enum(["confirmation", "scan", "photo"]).default("confirmation"),
  scan: z.enum(["nfc", "qr", "typed"]).optional().describe("How the place was proved, of evidence scan"),
  ...about,
});

const scan = z.strictObject({
  items,
  task: task.optional(),
  every: pause.optional(),
  scan: z.enum(["nfc", "qr", "typed"]).default("qr"),
  ...about,
});

const sign = z.strictObject({
  task: task.optional(),
  closing: z
    .enum(["final", "partial"])
    .optional()
    .describe("The closing: all of it, or all but what is occupied"),
  opening: z.literal(true).optional().describe("The opening check: true"),
  handover: z.enum(ROLES).optional().describe("The handover of a post: duty-manager"),
  as: z.enum(["from", "to", "bridge"]).optional().describe("Of a handover: hands over, takes it, or bridges"),
  by,
});

const openTicket = z.strictObject({
  target: text.describe("What it is about: K1, a zone, or hall"),
  kind: z.enum(["fault", "finding", "complaint"]).default("fault"),
  description: z.string().default("reported"),
  affecting: z.boolean().default(false).describe("Whether business suffers from it"),
  confidential: z.boolean().optional(),
  major: z.boolean().optional(),
  cause: text.optional().describe("Fact and target of the alert that it comes from: kiosk-down/K1"),
  by,
});

/** What can be done about a ticket. */
export const TICKET_ACTS = [
  "note",
  "consent",
  "sign",
  "chase",
  "contacted",
  "answered",
  "revisited",
  "attempt",
  "report",
  "reply",
  "remove",
  "spare",
  "grant",
  "extend",
  "close",
] as const;

const ticket = z.strictObject({
  target: text.describe("The open ticket about this: K1; or its id"),
  act: z.enum(TICKET_ACTS),
  note,
  repaired: z.boolean().default(false).describe("Of attempt: whether it works now"),
  receiver: z.string().default("").describe("Of report: who took it"),
  department: z.string().default("").describe("Of report: of which department"),
  limit: moment.optional().describe("Of report and reply: until when it is to be repaired"),
  days: z.number().min(0).default(1).describe("Of remove: for how many days, as expected"),
  spare: text.optional().describe("Of spare: what stands there instead"),
  who: z.string().default("").describe("Of grant: who is let in"),
  doors: z.array(text).default([]).describe("Of grant: by which doors"),
  from: moment.optional().describe("Of grant: since when; now, if it is left out"),
  until: moment.optional().describe("Of grant and extend"),
  cause: z.string().default("").describe("Of close: what it was"),
  by,
});

const key = z.strictObject({
  key: text.describe("Id of a key of the hall: K1"),
  act: z.enum(["give", "return", "lost", "lock-replaced"]),
  to: text.optional().describe("Of give: who gets it"),
  note,
  by,
});

const order = z.strictObject({
  point: text.describe("The point that is switched: L-hall.command"),
  to: z.union([text, z.number()], { error: "expected a word or a number" }).describe("To what: off"),
  why: z.string().default("closing"),
  cause: text.optional().describe("The paper that it serves"),
  by,
});

const decide = z.strictObject({
  point: text.describe("The point whose last command is meant: L-hall.command"),
  as: z.enum(["approve", "withdraw", "undo"]),
  why: note,
  by,
});

const tried = z.strictObject({
  point: text.describe("The point whose command is under way: L-hall.command"),
  outcome: z.enum(["done", "refused", "unknown"]).default("done"),
  why: note.describe("In the words of the driver"),
});

const reportName = text.describe(
  "A report by its plan (the last one whose time is over), or by its id: daily-facility/2025-07-21",
);
const version = z.int().min(1).optional().describe("Which version; the latest, if it is left out");
const onReport = z.strictObject({ report: reportName, version, note, by });

const drafted = z.strictObject({
  report: reportName,
  version,
  completeness: z.number().min(0).max(1).default(1).describe("0 … 1: what the gateway says"),
  why: note.describe("Why there is another version"),
});

const post = z.enum(ROLES).describe("The post that is handed over: duty-manager");

/** What people do about tasks, checks, tickets, keys and handovers, and about the calendar. */
export const workKeys = {
  answer: oneOrMore(answer),
  scan: oneOrMore(scan),
  retract: z.strictObject({ task, item: text.optional(), why: note, by }).optional(),
  confirm_item: oneOrMore(z.strictObject({ item: text, ...grounds, by })),
  except_item: oneOrMore(z.strictObject({ item: text, ...grounds, by })),
  extend: z.strictObject({ until: moment, why: note, by }).optional(),
  approve_extension: z.strictObject({ by }).optional(),
  re_enter: z.strictObject({ why: note, by }).optional(),
  open_ticket: oneOrMore(openTicket),
  ticket: oneOrMore(ticket),
  key: oneOrMore(key),
  order: oneOrMore(order),
  decide: oneOrMore(decide),
  tried: oneOrMore(tried),
  report_drafted: oneOrMore(drafted),
  review_report: oneOrMore(onReport),
  release_report: oneOrMore(onReport),
  return_report: oneOrMore(z.strictObject({ report: reportName, version, why: note, by })),
  hand_over: z.strictObject({ post, to: text, by }).optional(),
  read_item: oneOrMore(
    z.strictObject({
      handover: post,
      items: z
        .union([z.literal("all"), items], { error: "expected all, or a list of items" })
        .default("all")
        .describe("all, or some of them: [alert:light-on/L1, ticket:K1]"),
      by,
    }),
  ),
  remark: z
    .strictObject({
      handover: post,
      remarks: note,
      counts: z.record(z.string(), z.number()).default({}),
      by,
    })
    .optional(),
  add: z.strictObject({ handover: post, text: z.string(), by }).optional(),
  sign: oneOrMore(sign),
  set_day: z
    .strictObject({
      date: form(date).describe("A date: 2025-07-18"),
      hours: z
        .union([z.enum(["closed", "as-planned"]), z.array(text)], { error: "expected hours" })
        .describe('closed, as-planned, or ["09:00-12:00"]'),
      why: note,
      by,
    })
    .optional(),
};

const work = z.strictObject(workKeys);
/** What people do at a step, as it was read. */
export type WorkForms = z.output<typeof work>;
