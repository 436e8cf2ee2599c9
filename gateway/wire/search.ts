import { z } from "zod";
import { time } from "./common.ts";

/**
 * What is looked for among the alerts: all that is given must fit. Newest first; `before` is the `next` of the page
 * before.
 */
export const alertQuery = z.strictObject({
  state: z.enum(["open", "closed", "all"]).default("open"),
  limit: z.coerce.number().int().min(1).max(1000).default(500),
  /** Words of which each must stand somewhere: title, target, zone, fact, clause, rule, person, note. */
  text: z.string().trim().min(1).max(200).optional(),
  priority: z.coerce
    .number()
    .pipe(z.literal([1, 2, 3, 4]))
    .optional(),
  class: z.enum(["life-safety", "security", "equipment", "energy", "housekeeping", "system"]).optional(),
  /** Somebody who did something about it, by id or name. */
  person: z.string().trim().min(1).max(80).optional(),
  /** Of the finding, `to` not included. */
  from: time.optional(),
  to: time.optional(),
  before: z.string().min(1).max(200).optional(),
});

export type AlertQuery = z.infer<typeof alertQuery>;
