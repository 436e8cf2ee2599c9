import { z } from "zod";
import type { AlertEvent, AlertLabel } from "../alert/alert.ts";
import { ROLES } from "../site/roles.ts";
import { ALERT_CLASSES } from "../site/schema-notify.ts";
import { text } from "../site/schema-points.ts";

const roles = z.array(z.enum(ROLES));
const moment = text.describe('When, on the hall\'s clock: "12:08", "12:08:30" or "2025-07-08 12:08"');
const energy = text.describe("Energy, and how far off it may be: 57 Wh ± 5 %");
const yesOrText = (what: string) =>
  z.union([z.boolean(), text], { error: `expected true, false or ${what}` });
const noOrMoment = z.union([z.literal(false), moment], { error: "expected false or a time" });
const EVENTS = [
  "raised",
  "joined",
  "left",
  "blinded",
  "seen",
  "cleared",
  "returned",
  "acknowledged",
  "escalated",
  "carried",
  "closed",
  "unacknowledged",
  "noted",
  "confirmed",
  "reset",
  "shelved",
  "unshelved",
  "suppressed",
  "released",
  "taken-out",
  "put-back",
  "realarmed",
  "worsened",
  "eased",
  "reported",
  "overdue",
  "supplemented",
] as const satisfies readonly AlertEvent["is"][];

const incident = z.union(
  [
    z.boolean(),
    z.strictObject({
      report_due: noOrMoment.optional(),
      reported: yesOrText("when").optional(),
      reported_by: text.optional().describe("Id of the person who reported it: M1"),
      overdue: yesOrText("when").optional(),
      owed: z.array(z.enum(ROLES)).optional().describe("Levels that are owed a report: [hall-director]"),
      supplemented: z.array(z.enum(ROLES)).optional().describe("Levels that have got theirs"),
    }),
  ],
  { error: "expected true, false or what is asked of the incident" },
);
const LABELS = [
  "unacknowledged",
  "acknowledged",
  "returned",
  "latched",
  "unfinished",
  "shelved",
  "suppressed",
  "out-of-service",
  "closed",
] as const satisfies readonly AlertLabel[];

/** What an alert must be like. Every key that is there must fit; what is absent is not asked for. */
export const matcher = z
  .strictObject({
    fact: text.optional().describe("The physical fact: light-on"),
    target: text.optional().describe("What it is about: L-off1"),
    zone: text.optional().describe("Where it is: off1"),
    clause: text.optional().describe("A clause that it breaks: TY-2.2-1"),
    clauses: z.array(text).optional().describe("All clauses that it breaks: [TY-2.2-1, GA-1.3-5b]"),
    rule: text.optional().describe("A rule that found it: light-in-empty-room"),
    level: z.enum(["violation", "advisory", "fault"]).optional(),
    priority: z.literal([1, 2, 3, 4]).optional().describe("1 critical, 2 high, 3 medium, 4 low"),
    condition: z
      .enum(["active", "unknown", "clear"])
      .optional()
      .describe("active: it holds; unknown: nobody can see; clear: over"),
    class: z.enum(ALERT_CLASSES).optional(),
    label: z.enum(LABELS).optional().describe("What people see it as: unacknowledged"),
    revision: z.int().min(1).optional().describe("How often it has come to need somebody: 1"),
    acknowledged: yesOrText("the id of the person who did").optional(),
    confirmed: yesOrText("the id of the person who did").optional(),
    shelved: yesOrText("the id of the person who put it aside").optional(),
    suppressed_by: yesOrText("the fact that explains it").optional(),
    out_of_service: yesOrText("the work order").optional(),
    latched: z.boolean().optional().describe("Whether somebody has to reset it once it is over"),
    silent: z.boolean().optional().describe("Whether nothing may be heard or seen of it in the hall"),
    realarm: noOrMoment.optional().describe("When it is told again though it is acknowledged; false: not"),
    incident: incident.optional().describe("Whether it is an incident; or what is asked of that"),
    closed: yesOrText("when").optional(),
    opened: moment.optional(),
    since: moment.optional(),
    cleared: moment.optional(),
    occurrences: z.int().min(1).optional().describe("How often it was found before anybody closed it: 1"),
    late: z.boolean().optional().describe("Whether it was found in the past, from late data"),
    tell: roles.optional().describe("Whom its rules say to tell: [duty-manager, facilities]"),
    told: roles.optional().describe("Exactly who has been told so far: [duty-manager]"),
    told_at: z.record(z.string(), moment).optional().describe('When: { hall-director: "12:38" }'),
    not_told: roles.optional().describe("Who has not been told: [guard]"),
    stands_in: roles.optional().describe("Exactly who was told in the place of those away: [superior]"),
    waste: energy.optional(),
    wasted: z.record(z.string(), energy).optional().describe("By clause: { TY-2.2-1: 57 Wh ± 5 % }"),
    evidence: z
      .record(z.string(), z.union([z.number(), text], { error: "expected a number or a word" }))
      .optional()
      .describe("What was seen: { L-off1.power: 200 W, D4.lock: stale }"),
    parts: z
      .record(z.string(), z.enum(["yes", "no", "unknown"]))
      .optional()
      .describe('What each comparison said: { "room.occupancy == 0": yes }'),
    events: z
      .array(z.enum(EVENTS))
      .optional()
      .describe("All that happened to it, in order: [raised, acknowledged, closed]"),
    why: text.optional().describe("Part of the reason of what happened to it last: out-of-force"),
  })
  .describe("What an alert must be like: { fact: light-on, target: L-off1 }");

export type MatcherForm = z.output<typeof matcher>;
