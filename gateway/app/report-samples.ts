import { firstReleased, isLate, reportOf } from "#rules/filing/report.ts";
import type { Paper } from "#rules/routine/clerk.ts";
import type { Site } from "#rules/site/model.ts";
import type { Instant } from "#rules/time/instant.ts";
import type { Sample } from "../ports/history.ts";

/**
 * How reports do, for dashboards: a line whenever something becomes of one, and now and then while nobody has released it. `completeness` is that of
 * the latest version, and absent where none is there yet.
 */
export const reportSamples = (
  { id }: Pick<Site, "id">,
  papers: readonly Paper[],
  now: Instant,
): readonly Sample[] =>
  papers.flatMap(paper => {
    const report = reportOf(paper);
    if (report === null || report.draftAt > now) return [];
    const last = report.versions.at(-1);
    return [
      {
        measurement: "report",
        tags: { site: id, cycle: report.cycle, subject: report.subject },
        fields: {
          late: isLate(report, now) ? 1 : 0,
          released: firstReleased(report) === null ? 0 : 1,
          version: report.versions.length,
          ...(last && { completeness: last.completeness }),
          id: report.id,
        },
        at: now,
      },
    ];
  });
