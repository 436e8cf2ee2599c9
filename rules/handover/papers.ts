import type { Entry, Hall, Paper } from "../routine/clerk.ts";
import type { Instant } from "../time/instant.ts";
import type { Handover } from "./handover.ts";

/** A handover as it is kept. The one of a post that was done last is open still. */
export const handoverPaper = (
  handover: Handover,
  { calendar }: Pick<Hall, "calendar">,
  isOpen = true,
): Paper => ({
  kind: "handover",
  id: handover.id,
  day: calendar.phaseAt(handover.openedAt).businessDay,
  at: handover.openedAt,
  isOpen,
  value: handover,
});

/** The handover of a paper of kind `handover`. */
export const handoverOf = ({ value }: Paper): Handover => value as Handover;

/** What happened to a handover, for the trail. */
export const entryOf = (
  { id }: Handover,
  what: string,
  { at, by, detail }: { readonly at: Instant; readonly by: string | null; readonly detail: unknown },
): Entry => ({ is: "entry", kind: "handover", paper: id, what, at, by, detail });
