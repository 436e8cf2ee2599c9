import type { Site } from "../site/model.ts";
import type { ReportCycle } from "../site/report-plan.ts";
import { USUAL_PLAN } from "../site/usual-reports.ts";
import { LEAST_DAYS, USUAL_DAYS } from "./retention.ts";

/**
 * Days that a report looks back at most when it is drawn up: all of its time, and a month to draw it up in. Our proposal.
 */
const LOOKS_BACK: Readonly<Record<ReportCycle, number>> = {
  daily: 32,
  weekly: 38,
  monthly: 62,
  quarterly: 123,
  "half-yearly": 215,
  yearly: 397,
  flash: 0,
};

/**
 * How many days a hall keeps its record: as the site file says, but never less than half a year, nor than a report that it
 * owes looks back.
 */
export const keepDaysOf = ({ record, reports = USUAL_PLAN }: Pick<Site, "record" | "reports">): number =>
  Math.max(
    record?.keepDays ?? USUAL_DAYS,
    LEAST_DAYS,
    ...reports.reports.map(({ cycle }) => LOOKS_BACK[cycle]),
  );
