import { hours, type Millis, millis, minutes } from "../time/instant.ts";

/** How long people have for what; days of complaints are counted as the names say. */
export type Times = {
  readonly sign: Millis;
  readonly report: Millis;
  readonly reply: Millis;
  readonly spare: Millis;
  readonly replaceLock: Millis;
  readonly contact: Millis;
  readonly answerWorkdays: number;
  readonly closeWorkdays: number;
  readonly revisitWorkdays: number;
  readonly majorDays: number;
};

/**
 * The times of a hall: what its packs set, else ours. The regulations give numbers for the spare (one day) and for
 * complaints; those of the sign, the report, the reply and the lock are our proposals.
 *
 * @see GA-1.2-7b, ZX-12-3a, ZX-6-2g, ZX-12-4b, GA-5.3-7b, GA-7.2, GA-7.6 in the clause catalogue
 */
export const timesOf = (setting: (name: string) => number | null): Times => ({
  sign: millis(setting("fault_sign_within") ?? minutes(15)),
  report: millis(setting("report_upward_within") ?? minutes(30)),
  reply: millis(setting("reply_within") ?? hours(24)),
  spare: millis(setting("spare_after") ?? hours(24)),
  replaceLock: millis(setting("lock_replaced_within") ?? hours(24)),
  contact: millis(setting("complaint_contact_within") ?? minutes(45)),
  answerWorkdays: setting("complaint_answer_workdays") ?? 2,
  closeWorkdays: setting("complaint_close_workdays") ?? 5,
  revisitWorkdays: setting("complaint_revisit_workdays") ?? 2,
  majorDays: setting("complaint_major_days") ?? 10,
});
