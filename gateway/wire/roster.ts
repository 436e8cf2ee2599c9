import { z } from "zod";
import { commandId, who } from "./command.ts";
import { time } from "./common.ts";

const person = z.object({ id: z.string(), name: z.string() });

/** Somebody's absence. `person` is the id, `name` the name. */
export const absence = z.object({
  person: z.string(),
  name: z.string(),
  from: time,
  to: time,
  why: z.string(),
});

/** Who is on duty now and in the days to come. */
export const roster = z.object({
  at: time,
  /** One entry for each role of the hall's people. */
  onDuty: z.array(
    z.object({
      role: z.string(),
      /** There are shifts for the role; without any, everybody who has it is always on duty. */
      hasShifts: z.boolean(),
      people: z.array(person),
    }),
  ),
  /** From now to the end of the days that were asked for, earliest first. */
  shifts: z.array(z.object({ person: z.string(), name: z.string(), role: z.string(), from: time, to: time })),
  /** Those that are not over. */
  absences: z.array(absence),
  /** Days (`YYYY-MM-DD`) on which nobody is duty manager; `isOpen`: the hall opens on them. */
  gaps: z.array(z.object({ date: z.string(), isOpen: z.boolean() })),
});
export const rosterQuery = z.strictObject({ days: z.coerce.number().int().min(1).max(60).default(14) });

/** Somebody will be away; times that overlap an absence of the same person replace it. */
export const absent = z.strictObject({
  by: who,
  id: commandId,
  person: who,
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  why: z.string().trim().min(1).max(200),
});
/** Somebody is back. */
export const present = z.strictObject({ by: who, id: commandId, person: who });

export type WireRoster = z.infer<typeof roster>;
export type WireAbsence = z.infer<typeof absence>;
export type Absent = z.infer<typeof absent>;
export type Present = z.infer<typeof present>;
