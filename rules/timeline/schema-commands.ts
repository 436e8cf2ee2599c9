import { z } from "zod";
import { ROLES } from "../site/roles.ts";
import { text } from "../site/schema-points.ts";
import { workKeys } from "./schema-work.ts";

const by = text.describe("Id of a person of the hall: M1");
const maybe = z.string().default("");
const about = { fact: text, target: text, by };
const until = text.describe('Until when: "+30 min", "17:30" or "+1 d 07:50"');
const told = {
  receiver: text.describe("Who was told: a person or a department"),
  cause: text.describe("What caused it, as far as it is known"),
};

/** What people ask for at a step: about the open alert of a fact and target, about what is out of service, about people. */
export const commandKeys = {
  acknowledge: z
    .strictObject({
      ...about,
      note: maybe,
      revision: z.int().min(1).optional().describe("What the person saw: refused when it has changed since"),
    })
    .optional(),
  unacknowledge: z.strictObject(about).optional(),
  note: z.strictObject({ ...about, note: maybe }).optional(),
  confirm: z.strictObject({ ...about, note: maybe }).optional(),
  reset: z.strictObject({ ...about, note: maybe }).optional(),
  shelve: z
    .strictObject({ ...about, until, reason: maybe, shelf: z.enum(["timed", "one-shot"]).default("timed") })
    .optional(),
  unshelve: z.strictObject(about).optional(),
  report: z.strictObject({ ...about, ...told }).optional(),
  supplement: z.strictObject({ ...about, role: z.enum(ROLES), ...told }).optional(),
  take_out: z
    .strictObject({
      target: text,
      by,
      order: maybe.describe("The work order"),
      until,
      compensation: maybe.describe("What is done instead: a fire watch"),
      second: text.optional().describe("Who approves it, where two are needed: A1"),
    })
    .optional(),
  put_back: z.strictObject({ target: text, by }).optional(),
  roster: z
    .strictObject({
      absent: z.array(text).default([]).describe("Ids of people who will be away: [M1, H1]"),
      from: text.optional().describe("Since when; now, if it is left out"),
      until: until.optional(),
      why: maybe,
      present: z.array(text).default([]).describe("Ids of people who are there after all: [M1]"),
      by: text.optional().describe("Who says so; if it is left out, each of himself"),
    })
    .optional(),
  request_activity: z
    .strictObject({ id: text, zones: z.array(text).min(1), from: text, to: text, by: text })
    .optional(),
  approve_activity: z.strictObject({ id: text, by: text, override: text.optional() }).optional(),
  ...workKeys,
};

const commands = z.strictObject(commandKeys);
export type CommandForms = z.output<typeof commands>;
