import { z } from "zod";
import { ALERT_CLASSES } from "../site/schema-notify.ts";
import { text } from "../site/schema-points.ts";

/** What a message must be like. Every key that is there must fit; what is absent is not asked. */
export const messageMatcher = z
  .strictObject({
    to: text.optional().describe("Who gets it: a person by id, or anybody of a role"),
    kind: z
      .enum(["found", "escalated", "overdue", "repeated", "returned", "digest", "reminder"])
      .optional()
      .describe("Why it is sent: found"),
    fact: text.optional().describe("A fact that it tells of: smoke"),
    target: text.optional().describe("What one of its alerts is about: SD-hall"),
    class: z.enum(ALERT_CLASSES).optional(),
    priority: z.literal([1, 2, 3, 4]).optional().describe("Of the most urgent that it tells of"),
    silent: z.boolean().optional().describe("Whether nothing may be heard or seen of it in the hall"),
    title: text.optional().describe("Part of what it tells or reminds of, in either language"),
    alerts: z.int().min(1).optional().describe("Of how many alerts it tells"),
    at: text.optional().describe('When it goes out: "23:40:45"'),
    count: z.int().min(1).optional().describe("How many such messages there are, exactly; else: one or more"),
    from: text.optional().describe("Looks at all since then, not only at those that no step has looked at"),
  })
  .describe("What a message must be like: { to: M1, kind: found, fact: smoke }");

export type MessageMatcherForm = z.output<typeof messageMatcher>;
