import type { Paper } from "../routine/clerk.ts";
import type { Instant } from "../time/instant.ts";
import { ticketOf } from "./papers.ts";

/**
 * The doors through which somebody is let in for a repair now: those of the grants of tickets that are not closed. All
 * badges of visitors are taken there as long as the grant runs.
 *
 * @param papers  open ones of kind `ticket`
 * @see ZX-6-7 in the clause catalogue
 */
export const permittedDoors = (papers: readonly Paper[], at: Instant): ReadonlySet<string> =>
  new Set(
    papers
      .filter(({ kind }) => kind === "ticket")
      .map(ticketOf)
      .filter(({ state }) => state !== "closed")
      .flatMap(({ grants }) => grants.filter(({ from, to }) => from <= at && at < to))
      .flatMap(({ doors }) => doors),
  );
