import { z } from "zod";
import { measured, time } from "./common.ts";

export const point = measured.extend({
  class: z.string(),
  owner: z.string(),
  zone: z.string(),
  role: z.string(),
  /** The words of a worded class, in value order, to read its history by. */
  words: z.array(z.string()).optional(),
  /** What its readings arrive through: `modbus:plant/3`, `mqtt:D1`. */
  via: z.string(),
  /** Older than this is stale. */
  staleAfterSeconds: z.number(),
  /** Since when the state is as it is. */
  since: time,
});
export const pointList = z.object({ points: z.array(point), at: time });
export const pointHistoryQuery = z.strictObject({
  from: time.optional(),
  to: time.optional(),
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
});
export const pointHistory = z.object({
  values: z.array(
    z.object({ at: time, value: z.number().nullable(), quality: z.enum(["good", "uncertain", "bad"]) }),
  ),
});

export type WirePoint = z.infer<typeof point>;
