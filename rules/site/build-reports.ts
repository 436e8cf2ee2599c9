import { type Building, suggestion } from "./building.ts";
import type { Role } from "./model.ts";
import { nearest } from "./nearest.ts";
import type { OwedReportPlan, ReportPlan } from "./report-plan.ts";
import { REPORTS, USUAL_PLAN } from "./usual-reports.ts";
import type { Path } from "./yaml-source.ts";

/** Which reports the site file says that the hall owes; undefined: it says nothing of reports. */
export const buildReports = (building: Building): ReportPlan | undefined => {
  const said = building.tree.reports;
  if (said === undefined) return undefined;
  const reports =
    said.owed === undefined
      ? USUAL_PLAN.reports
      : Object.keys(said.owed).flatMap(id => owedReport(building, id) ?? []);
  if (said.owed !== undefined)
    for (const report of reports) tellUnmanned(building, report, ["reports", "owed", report.id]);
  return { deadlineReading: said.deadline_reading ?? "strict", reports };
};

const owedReport = ({ tree, report }: Building, id: string): OwedReportPlan | undefined => {
  const path: Path = ["reports", "owed", id];
  const kind = REPORTS.get(id);
  if (kind === undefined) {
    const known = [...REPORTS.keys()];
    const help = suggestion(nearest(id, known), known, "");
    report({ code: "CFG450", path, at: "key", why: `there is no report "${id}"`, help });
    return undefined;
  }
  const { owner = "hall-director", reviewer, receivers, external = false } = tree.reports?.owed?.[id] ?? {};
  return {
    id,
    ...kind,
    owner,
    // What goes out of the house is reviewed by somebody, in any case. @see GA-9.5.2 in the clause catalogue
    reviewer: reviewer ?? (external ? owner : null),
    receivers: receivers ?? ["superior"],
    isExternal: external,
  };
};

/** Nobody could release it. */
const tellUnmanned = ({ tree, report }: Building, { owner, reviewer }: OwedReportPlan, path: Path): void => {
  const roles = (tree.people ?? []).flatMap(person => person.roles ?? []);
  const lacking = [...new Set<Role>([owner, ...(reviewer === null ? [] : [reviewer])])].filter(
    role => !roles.includes(role),
  );
  for (const role of lacking)
    report({
      code: "CFG934",
      path,
      at: "key",
      why: `nobody is ${role}: it will never be released`,
      help: "give somebody of people the role, or name another owner",
      isWarning: true,
    });
};
