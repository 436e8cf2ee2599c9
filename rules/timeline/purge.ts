import type { Alert } from "../alert/alert.ts";
import { keptAlert, keptPaper } from "../retention/kept.ts";
import { type Kept, mayGo, type Retention, underOpen } from "../retention/retention.ts";
import type { Paper } from "../routine/clerk.ts";

/** Keys of papers and alerts of a run that may be removed from the record now: `ticket:<id>`, `alert:<id>`. */
export const purged = (
  papers: readonly Paper[],
  alerts: readonly Alert[],
  retention: Retention,
): ReadonlySet<string> => {
  const all: readonly Kept[] = [...papers.flatMap(paper => keptPaper(paper) ?? []), ...alerts.map(keptAlert)];
  const open = underOpen(all);
  return new Set(all.filter(each => mayGo(each, open, retention).is === "go").map(({ key }) => key));
};
