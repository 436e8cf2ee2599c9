import type { Instant } from "../time/instant.ts";
import type { Role } from "./role.ts";

/**
 * Who is on duty when, and who is away. A role for which there is no shift at all is always on duty; a person who is away
 * is not, whatever the shifts say.
 */
export type Roster = {
  /** A CSV of further shifts beside the site file; `shifts` has them once it was read. */
  readonly file?: string;
  readonly shifts: readonly Shift[];
  readonly absences: readonly Absence[];
};

/** One person's duty in one role, `to` not included. */
export type Shift = {
  readonly person: string;
  readonly role: Role;
  readonly from: Instant;
  readonly to: Instant;
};

export type Absence = {
  readonly person: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly why: string;
};
