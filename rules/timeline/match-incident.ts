import type { Incident } from "../alert/alert.ts";
import { type Compared, type Look, NONE, noOrMoment, sameSet, yesOrMoment } from "./compare.ts";
import type { WantedIncident } from "./timeline.ts";

/** What is asked of an incident beside what it is, one row for each thing. */
export const incidentRows = (
  expected: boolean | WantedIncident,
  incident: Incident | null,
  look: Look,
): readonly Compared[] => {
  if (typeof expected === "boolean" || incident === null)
    return [{ expected: `${expected !== false}`, seen: `${incident !== null}` }];
  return (Object.keys(expected) as (keyof WantedIncident)[]).map(key => ({
    key: `incident ${key}`,
    ...rowOf(key, expected, incident, look),
  }));
};

const rowOf = (
  key: keyof WantedIncident,
  wanted: WantedIncident,
  { reportDueAt, report, overdueAt, owed }: Incident,
  look: Look,
): Compared => {
  const levels = (isGiven: boolean) =>
    owed.filter(({ given }) => (given !== null) === isGiven).map(({ role }) => role);
  switch (key) {
    case "report_due":
      return noOrMoment(wanted.report_due ?? false, reportDueAt, look);
    case "reported":
      return yesOrMoment(wanted.reported ?? false, report?.at ?? null, look);
    case "reported_by":
      return { expected: wanted.reported_by ?? NONE, seen: report?.by ?? NONE };
    case "overdue":
      return yesOrMoment(wanted.overdue ?? false, overdueAt, look);
    case "owed":
      return sameSet(wanted.owed ?? [], levels(false));
    case "supplemented":
      return sameSet(wanted.supplemented ?? [], levels(true));
    default:
      return key satisfies never;
  }
};
