import { z } from "zod";
import { ROLES } from "../site/roles.ts";
import { text } from "../site/schema-points.ts";
import type { TicketClock } from "../ticket/ticket.ts";

const moment = text.describe('When, on the hall\'s clock: "12:08", "+1 d 08:30" or "2025-07-08 12:08"');
const ids = z.array(text);
const count = z.int().min(0).optional().describe("How many such there are, exactly; else: one or more");
const yesOrIds = z.union([z.boolean(), ids], { error: "expected true, false or a list of ids" });
const yesOrText = z.union([z.boolean(), text], { error: "expected true, false or a text" });

/** What a task must be like. Every key that is there must fit; what is absent is not asked for. */
export const taskMatcher = z
  .strictObject({
    duty: text.optional().describe("The duty that fell due: fire-equipment-weekly"),
    id: text.optional().describe("The task by its id: fire-equipment-weekly/2025-07-14"),
    period: text.optional().describe("Part of what its period is called: 2025-07, morning"),
    day: text.optional().describe("The business day that it counts for: 2025-07-14"),
    target: text.optional().describe("What it is about, where something that happened asked for it: K1"),
    state: z
      .enum(["coming", "open", "late", "done", "done-late", "missed", "deferred", "withdrawn"])
      .optional()
      .describe("open and done also fit what is late"),
    done: text.optional().describe("How many of its items are answered: 3/5"),
    missing: ids.optional().describe("Exactly the items that nobody answered: [X4, X5]"),
    faults: ids.optional().describe("Exactly the items with a fault: [X4]"),
    doubts: ids.optional().describe("Exactly the items of whose answer something speaks against: [CP3]"),
    sent_late: ids.optional().describe("Exactly the items whose answer came in late: [X2]"),
    by_reading: ids.optional().describe("Exactly the items that a reading proved: [P1]"),
    late_by: z
      .union([z.literal(false), text], { error: "expected false or a length of time" })
      .optional()
      .describe("How long after it was due it was done: 12 min; false: in time, or not done"),
    signed: yesOrText.optional().describe("Whether it is signed, or by whom: M1"),
    opens: moment.optional(),
    due: moment.optional(),
    ended: moment.optional(),
    reminded: z.union([z.literal(false), moment], { error: "expected false or a time" }).optional(),
    why: text.optional().describe("Part of why it was deferred or withdrawn, in either language"),
    count,
  })
  .describe("What a task must be like: { duty: toilets, state: late, done: 0/1 }");

const verdict = z.enum(["pass", "fail", "unknown", "by-hand", "excepted"]);

/** What a closing or opening check must say now. */
export const checklistForm = z
  .strictObject({
    pass: z.int().min(0).optional(),
    fail: z.int().min(0).optional(),
    unknown: z.int().min(0).optional(),
    by_hand: z.int().min(0).optional(),
    excepted: z.int().min(0).optional(),
    items: z
      .array(
        z.strictObject({
          item: text.describe("Id of the item: D4, zone:off1, task:meeting"),
          verdict: verdict.optional(),
          why: text.optional().describe("Part of why, in either language"),
        }),
      )
      .default([])
      .describe("Some of its items: [{ item: D4, verdict: fail, why: locked }]"),
    occupied: ids.optional().describe("Exactly the zones in which somebody is, or may be: [off2]"),
    signed: ids.optional().describe("Exactly who has signed so far: [E1]"),
    extended: z
      .union([z.literal(false), moment], { error: "expected false or a time" })
      .optional()
      .describe("Until when closing was extended, as approved"),
  })
  .describe("What the check says now: { fail: 1, items: [{ item: D4, verdict: fail }] }");

/** What a certificate must be like. */
export const certificateMatcher = z
  .strictObject({
    kind: z.enum(["closing", "opening"]).optional(),
    id: text.optional(),
    day: text.optional().describe("The business day: 2025-07-10"),
    scope: z.enum(["final", "partial", "clean", "with-exceptions"]).optional(),
    since: moment.optional().describe("Only evidence from here on counted"),
    issued: moment.optional(),
    signed: ids.optional().describe("Exactly who signed it, in order: [E1, G1]"),
    by_hand: ids.optional().describe("Exactly the items that a person vouches for: [D7]"),
    excepted: ids.optional().describe("Exactly the items that are not part of it: [L-off2]"),
    state: z.enum(["holds", "broken", "ended"]).optional().describe("Whether it still says how the hall is"),
    broken: yesOrIds.optional().describe("Whether something contradicts it, or exactly which items: [D4]"),
    broken_at: moment.optional().describe("Since when its first contradiction, by the time of the source"),
    ended_by: z.enum(["opening", "closing", "re-entry", "final"]).optional(),
    count,
  })
  .describe("What a certificate must be like: { kind: closing, scope: final, signed: [E1, G1] }");

/** What must have happened to a ticket by when. */
export const CLOCKS = [
  "sign",
  "report",
  "reply",
  "same-day",
  "limit",
  "spare",
  "contact",
  "contact-promised",
  "answer",
  "close",
  "revisit",
  "replace-lock",
] as const satisfies readonly TicketClock["is"][];

/** The same for every clock. */
const byClock = <T extends z.ZodType>(of: T) =>
  Object.fromEntries(CLOCKS.map(clock => [clock, of])) as Record<(typeof CLOCKS)[number], T>;

/** What a ticket must be like. */
export const ticketMatcher = z
  .strictObject({
    target: text.optional().describe("What it is about: K1"),
    id: text.optional(),
    kind: z.enum(["fault", "finding", "complaint", "key"]).optional(),
    state: z.enum(["open", "reported", "parked", "repaired", "closed"]).optional(),
    affecting: z.boolean().optional(),
    opened: moment.optional(),
    opened_by: text.optional().describe("Id of the person: M1"),
    cause: text.optional().describe("Part of the id of the alert or task that it came from"),
    limit: moment.optional().describe("The time limit that was agreed"),
    spare: text.optional().describe("What stands there instead: K9"),
    granted: z.array(text).optional().describe("Exactly who is let in for the repair: [vendor]"),
    clocks: z
      .strictObject(byClock(z.enum(["running", "overdue", "done", "late", "none"]).optional()))
      .optional()
      .describe("How its clocks stand: { same-day: overdue }; late: done, but not in time"),
    due: z
      .strictObject(byClock(moment.optional()))
      .optional()
      .describe('When they are over: { sign: "10:15" }'),
    clauses: ids.optional().describe("All clauses that it is about"),
    count,
  })
  .describe("What a ticket must be like: { target: K1, state: reported, clocks: { same-day: overdue } }");

/** What a handover must be like. */
export const handoverMatcher = z
  .strictObject({
    post: z.enum(ROLES).optional(),
    id: text.optional(),
    state: z.enum(["open", "bridged", "done"]).optional(),
    from: text.optional().describe("Whose shift ends: M1"),
    to: yesOrText.optional().describe("Whose begins; false: nobody's"),
    bridge: yesOrText.optional().describe("Who takes it meanwhile; false: nobody"),
    opened: moment.optional(),
    due: moment.optional(),
    items: ids.optional().describe("Some of its items: [alert:light-on/L1, ticket:K1, task:toilets]"),
    item_count: z.int().min(0).optional(),
    unread: z
      .union([z.int().min(0), ids], { error: "expected a number or a list of items" })
      .optional()
      .describe("What whoever takes it has not read: how many, or exactly these"),
    signed: z
      .array(z.string())
      .optional()
      .describe("All signatures in order: [from:M1, to:H1, from:H1, to:M2]"),
    additions: z.int().min(0).optional(),
    remarks: text.optional().describe("Part of what was remarked"),
    count,
  })
  .describe("What a handover must be like: { post: duty-manager, state: bridged, unread: 1 }");

/** What a command to a device must be like. */
export const orderMatcher = z
  .strictObject({
    point: text.optional().describe("The point that is switched: L-hall.command"),
    id: text.optional(),
    to: z.union([text, z.number()], { error: "expected a word or a number" }).optional(),
    before: z
      .union([text, z.number(), z.literal(false)], { error: "expected a word, a number or false" })
      .optional()
      .describe("What it was before; false: nobody knew"),
    state: z.enum(["proposed", "sending", "sent", "proved", "failed", "refused", "withdrawn"]).optional(),
    by: yesOrText.optional().describe("Who ordered it; false: nobody did, a rule proposed it"),
    rule: text.optional().describe("The rule that proposed it"),
    approved: yesOrText.optional().describe("Who approved what a rule proposed"),
    attempts: z.int().min(0).optional().describe("How often it was sent"),
    outcome: text.optional().describe("Part of how it went, in either language"),
    proof: z
      .union([text, z.literal(false)], { error: "expected a point or false" })
      .optional()
      .describe("The point whose reading proves it, or contradicts it"),
    undone: z.boolean().optional(),
    ended: moment.optional(),
    count,
  })
  .describe("What a command must be like: { point: L-hall.command, to: off, state: proved }");

/** What a report that is owed must be like. */
export const reportMatcher = z
  .strictObject({
    report: text.optional().describe("Its plan: daily-facility"),
    id: text.optional().describe("The report by its id: daily-facility/2025-07-21"),
    name: text.optional().describe("What it is called, in either language: 20250721设施运行日报"),
    state: z.enum(["due", "draft", "reviewed", "released", "missed"]).optional(),
    version: z.int().min(0).optional().describe("How many versions there are"),
    draft: moment.optional().describe("When it may be drawn up first"),
    due: z
      .union([z.literal(false), moment], { error: "expected false or a time" })
      .optional()
      .describe("Before when it must be released; false: no deadline"),
    reading: z.enum(["strict", "lenient"]).optional().describe('How "before the 10th" is read'),
    late: z.boolean().optional().describe("Whether it was released too late, or should have been by now"),
    reminded: z.union([z.boolean(), moment], { error: "expected true, false or a time" }).optional(),
    reviewed: yesOrText.optional().describe("Whether its latest version was reviewed, or by whom"),
    released: z.union([z.boolean(), moment], { error: "expected true, false or a time" }).optional(),
    late_data: z.int().min(0).optional().describe("How many readings came since the latest version"),
    completeness: text.optional().describe("How much was measured, rounded down: 99.53%"),
    gaps: ids.optional().describe('Exactly what was silent: ["L-off1.power 03:00-03:20"]'),
    count,
  })
  .describe("What a report must be like: { report: daily-facility, state: released, late: false }");

/** What a step can expect of papers. */
export const paperKeys = {
  tasks: z.array(taskMatcher).default([]).describe("Each must fit a task"),
  no_tasks: z.array(taskMatcher).default([]).describe("No task may fit one of these"),
  checklist: checklistForm.optional().describe("What the closing check says now"),
  opening: checklistForm.optional().describe("What the opening check says now"),
  certificates: z.array(certificateMatcher).default([]).describe("Each must fit a certificate"),
  no_certificates: z.array(certificateMatcher).default([]).describe("No certificate may fit one of these"),
  tickets: z.array(ticketMatcher).default([]).describe("Each must fit a ticket"),
  no_tickets: z.array(ticketMatcher).default([]).describe("No ticket may fit one of these"),
  handovers: z.array(handoverMatcher).default([]).describe("Each must fit a handover"),
  no_handovers: z.array(handoverMatcher).default([]).describe("No handover may fit one of these"),
  orders: z.array(orderMatcher).default([]).describe("Each must fit a command to a device"),
  no_orders: z.array(orderMatcher).default([]).describe("No command may fit one of these"),
  reports: z.array(reportMatcher).default([]).describe("Each must fit a report that is owed"),
  no_reports: z.array(reportMatcher).default([]).describe("No report may fit one of these"),
  gone: z.array(text).default([]).describe("What was removed from the record: [ticket:K1]"),
  kept: z.array(text).default([]).describe("What is still there: [alert:light-on/L1]"),
  keys: z.record(z.string(), text).default({}).describe("Where keys are: { K1: M1, K2: box, K3: lost }"),
  responsible: z
    .record(z.string(), text)
    .default({})
    .describe("Who answers for a post now: { duty-manager: H1 }; nobody"),
  entries: z
    .record(z.string(), z.array(text))
    .default({})
    .describe("All that happened to a paper, in order: { ticket:K1: [opened, reported] }"),
};

export type TaskForm = z.output<typeof taskMatcher>;
export type ChecklistForm = z.output<typeof checklistForm>;
export type CertificateForm = z.output<typeof certificateMatcher>;
export type TicketForm = z.output<typeof ticketMatcher>;
export type OrderForm = z.output<typeof orderMatcher>;
export type ReportForm = z.output<typeof reportMatcher>;
export type HandoverForm = z.output<typeof handoverMatcher>;
