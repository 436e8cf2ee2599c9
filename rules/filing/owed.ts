import type { Alert } from "../alert/alert.ts";
import type { Hall, Paper } from "../routine/clerk.ts";
import type { Words } from "../site/model.ts";
import type { OwedReportPlan } from "../site/report-plan.ts";
import { clockStamp } from "../time/clock-text.ts";
import type { Instant } from "../time/instant.ts";
import { type DeadlineReading, deadlinesOf, type Lengths } from "./deadlines.ts";
import { reportName } from "./names.ts";
import { type Cycle, momentsOf, nextPeriod, type Period, periodOf } from "./periods.ts";
import type { FiledReport } from "./report.ts";

/** How many periods are opened at most that passed while nobody ran. */
const MOST_AT_ONCE = 400;

/** What reports are opened by. */
export type Owing = {
  readonly reading: DeadlineReading;
  readonly lengths: Lengths;
};

/**
 * The reports of a plan that have begun and are not known: the one of today, and those that passed since the latest that is
 * known. Of a plan that is new only the one of today, of which nothing was measured until now.
 *
 * @param latest  null: the plan is new
 */
export const begunSince = (
  plan: OwedReportPlan,
  latest: FiledReport | null,
  owing: Owing,
  hall: Pick<Hall, "calendar" | "now">,
): readonly FiledReport[] => {
  if (plan.cycle === "flash") return [];
  const { cycle } = plan;
  const { timeZone } = hall.calendar;
  if (latest === null) {
    const period = periodOf(cycle, hall.calendar.dateAt(hall.now));
    return [begun({ ...plan, cycle }, period, hall.now, owing, hall)];
  }
  const all: FiledReport[] = [];
  let period: Period = latest;
  while (momentsOf(period, timeZone).to <= hall.now && all.length < MOST_AT_ONCE) {
    period = nextPeriod(cycle, period);
    all.push(begun({ ...plan, cycle }, period, null, owing, hall));
  }
  return all;
};

const begun = (
  plan: OwedReportPlan & { readonly cycle: Cycle },
  period: Period,
  since: Instant | null,
  { reading, lengths }: Owing,
  { calendar }: Pick<Hall, "calendar">,
): FiledReport => {
  const { from, to } = momentsOf(period, calendar.timeZone);
  return {
    ...ownedBy(plan),
    ...period,
    is: "report",
    id: `${plan.id}/${period.first}`,
    plan: plan.id,
    cycle: plan.cycle,
    subject: plan.subject,
    name: reportName(plan, period),
    from,
    to,
    measuredFrom: since ?? from,
    ...deadlinesOf(plan.cycle, period, reading, { calendar, lengths }),
    ...NEW,
  };
};

/**
 * A flash report of an incident, to be drawn up at once. No text says until when. @see GA-9.4.2 in the clause catalogue
 *
 * @param others  none of them has its name: reports are archived by it
 */
export const flashOf = (
  plan: OwedReportPlan,
  { id, openedAt }: Pick<Alert, "id" | "openedAt">,
  { calendar, now }: Pick<Hall, "calendar" | "now">,
  others: readonly FiledReport[],
): FiledReport => {
  const date = calendar.dateAt(now);
  const period = { first: date, last: date };
  const moment = clockStamp(now, calendar.timeZone).slice("20250716T".length);
  return {
    ...ownedBy(plan),
    ...period,
    is: "report",
    id: `${plan.id}/${id}`,
    plan: plan.id,
    cycle: "flash",
    subject: plan.subject,
    name: nameBeside(others, number =>
      reportName(plan, period, `${moment}${number === 1 ? "" : `-${number}`}`),
    ),
    from: openedAt < now ? openedAt : now,
    to: now,
    measuredFrom: openedAt < now ? openedAt : now,
    draftAt: now,
    warnAt: now,
    dueAt: null,
    reading: null,
    ...NEW,
    cause: id,
  };
};

/** The first name that no other report has. */
const nameBeside = (others: readonly FiledReport[], nameOf: (number: number) => Words): Words => {
  for (let number = 1; ; number += 1) {
    const name = nameOf(number);
    if (others.every(other => other.name.zh !== name.zh)) return name;
  }
};

const NEW = { versions: [], lateData: null, remindedAt: null, missedAt: null, cause: null } as const;

/** Whom a report concerns: as the plan says it today. */
export const ownedBy = ({ owner, reviewer, receivers, isExternal }: OwedReportPlan) => ({
  owner,
  reviewer,
  receivers,
  isExternal,
});

/** The paper of a report. */
export const reportPaper = (report: FiledReport, isOpen = true): Paper => ({
  kind: "report",
  id: report.id,
  day: report.first,
  at: report.from,
  isOpen,
  value: report,
});
