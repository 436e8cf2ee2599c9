import { type Gap, gaps } from "#rules/roster/gaps.ts";
import type { Diagnostic } from "#rules/site/diagnostic.ts";
import type { Site } from "#rules/site/model.ts";
import type { Instant } from "#rules/time/instant.ts";
import { placeIn } from "./place-in.ts";

/** Days that are looked at in advance. */
export const ROSTER_DAYS = 30;
/** Dates that a warning names; of more it says how many there are. */
const SHOWN = 5;

type Read = { readonly file: string; readonly text: string; readonly site: Site };

/**
 * The days to come without a duty manager, as a warning at the roster of the site file; none where nobody of the hall is
 * duty manager.
 *
 * @see ZX-5-3 in the clause catalogue
 */
export const rosterDoubts = ({ file, text, site }: Read, now: Instant): readonly Diagnostic[] => {
  if (!site.people.some(({ roles }) => roles.includes("duty-manager"))) return [];
  const from = site.calendar.dateAt(now);
  const found = gaps(site, site.roster, "duty-manager", { from, days: ROSTER_DAYS });
  if (found.length === 0) return [];
  const message = `roster: ${found.length} of the next ${ROSTER_DAYS} days without a duty manager: ${dates(found)}`;
  const help = "hallwatch roster shows them all";
  const place = placeIn(text, file, ["roster"], "key");
  return [{ severity: "warning", code: "CFG913", file, ...place, message, help }];
};

const dates = (found: readonly Gap[]): string => {
  const shown = found.slice(0, SHOWN).map(({ date, isOpen }) => `${date}${isOpen ? "" : " (closed)"}`);
  return found.length > SHOWN ? `${shown.join(", ")}, …` : shown.join(", ");
};
