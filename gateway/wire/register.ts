import { z } from "zod";
import { commandId, who } from "./command.ts";
import { time, words } from "./common.ts";

/** One thing of the register: what is due for it, and when it was looked at last. Dates are of the hall's calendar. */
export const asset = z.object({
  id: z.string(),
  kind: z.enum([
    "extinguisher",
    "hydrant",
    "emergency-light",
    "checkpoint",
    "panic-button",
    "smoke-detector",
  ]),
  name: words,
  zone: z.string(),
  /** Extinguishers: water, powder, clean-gas, co2. */
  agent: z.string().nullable(),
  madeOn: z.string().nullable(),
  lastServicedOn: z.string().nullable(),
  nextServiceOn: z.string().nullable(),
  scrapOn: z.string().nullable(),
  /** The earliest date at which something is due, and what. */
  due: z.object({ on: z.string(), what: z.enum(["service", "scrap", "inspection", "test"]) }).nullable(),
  state: z.enum(["overdue", "soon", "fine", "unknown"]),
  lastInspected: z.object({ at: time, by: z.string(), outcome: z.string() }).nullable(),
  ticket: z.string().nullable(),
  /** What its sticker opens: `/x/X1?k=1a2b3c4d`; without the code for whoever is not signed in, once the hall has accounts. */
  sticker: z.string(),
  /** Whether its tag is known: then the number of the tag proves that somebody touched it, else the address written on it. */
  hasTag: z.boolean(),
});

/** `GET /api/register`. `gaps`: what has not exactly one owner, in words. */
export const register = z.object({
  assets: z.array(asset),
  gaps: z.array(z.object({ kind: z.enum(["zone", "equipment", "duty", "day"]), id: z.string(), why: words })),
  at: time,
});

/** `GET /api/days`: days that were announced to differ; `POST /api/days` announces one. */
export const announcedDay = z.object({
  date: z.string(),
  /** Empty: closed. `08:30-12:00` */
  hours: z.array(z.string()),
  why: z.string(),
  by: z.string(),
  at: time,
  /** What it changed of the tasks to come, in words. */
  changed: z.array(words),
});
export const dayList = z.object({ days: z.array(announcedDay), at: time });
export const setDay = z.strictObject({
  by: who,
  id: commandId,
  date: z.iso.date(),
  /** Null: as the site file has it, after all. */
  hours: z.array(z.string()).nullable(),
  why: z.string().trim().min(1).max(500),
});

export type WireAsset = z.infer<typeof asset>;
export type WireRegister = z.infer<typeof register>;
export type WireDay = z.infer<typeof announcedDay>;
export type SetDay = z.infer<typeof setDay>;
