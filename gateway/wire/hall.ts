import { z } from "zod";
import { time, words } from "./common.ts";

/** What the hall is: does not change while the gateway runs. Points are joined to it by `owner` and `zone`. */
export const hall = z.object({
  id: z.string(),
  name: words,
  timeZone: z.string(),
  /** The clock runs this many times as fast as the world's (a demo); 1 in a real hall. */
  speed: z.number(),
  people: z.array(z.object({ id: z.string(), name: z.string(), roles: z.array(z.string()) })),
  zones: z.array(z.object({ id: z.string(), name: words })),
  /** Whether pictures may be kept beside notes and confirmations. */
  photos: z.boolean(),
  /** Where people open Grafana, over http or https, without a closing slash; null: the hall has none. */
  grafana: z.string().nullable(),
  equipment: z.array(z.object({ id: z.string(), kind: z.string(), name: words, zone: z.string() })),
});

/** Where the hall is in its day. `unknown`: the calendar has no official data for this year. */
export const hours = z.object({
  phase: z.enum(["opening", "open", "lunch", "closed", "unknown"]),
  since: time,
  /** When the phase ends; null when the calendar cannot tell. */
  until: time.nullable(),
  /** The business day that it belongs to, `YYYY-MM-DD`. */
  businessDay: z.string(),
});

export type WireHall = z.infer<typeof hall>;
export type WireHours = z.infer<typeof hours>;
