import type { OwedReportPlan, ReportCycle, ReportPlan, ReportSubject } from "./report-plan.ts";

const CYCLES = ["daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly"] as const;
const SUBJECTS = ["facility", "energy", "repair", "complaint"] as const;

/** Every kind of report that a hall can owe, by id. */
export const REPORTS: ReadonlyMap<string, { readonly cycle: ReportCycle; readonly subject: ReportSubject }> =
  new Map<string, { readonly cycle: ReportCycle; readonly subject: ReportSubject }>([
    ...CYCLES.flatMap(cycle => SUBJECTS.map(subject => [`${cycle}-${subject}`, { cycle, subject }] as const)),
    ["flash-facility", { cycle: "flash", subject: "facility" }],
  ]);

/** A report that stays in the house, for which the hall director answers. */
export const usualReport = (
  cycle: ReportCycle,
  subject: ReportSubject,
  more: Partial<OwedReportPlan> = {},
): OwedReportPlan => ({
  id: `${cycle}-${subject}`,
  cycle,
  subject,
  owner: "hall-director",
  reviewer: null,
  receivers: ["superior"],
  isExternal: false,
  ...more,
});

/**
 * Which reports a hall owes where its site file names none. @see GA-9.3, GA-9.4.2, GA-7.5b, ZX-12-6 in the clause catalogue
 */
export const USUAL_PLAN: ReportPlan = {
  deadlineReading: "strict",
  reports: [
    usualReport("daily", "facility"),
    usualReport("weekly", "complaint"),
    usualReport("monthly", "energy"),
    usualReport("monthly", "repair"),
    usualReport("monthly", "complaint"),
    usualReport("quarterly", "energy"),
    usualReport("half-yearly", "energy"),
    usualReport("yearly", "energy"),
    usualReport("flash", "facility"),
  ],
};
