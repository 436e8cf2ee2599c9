import type { ReportCycle, ReportPlan, ReportSubject } from "../site/report-plan.ts";

/**
 * Which reports a hall owes where its site file names none: the hall director draws them up and answers for them, and they
 * stay in the house. @see GA-9.3, GA-9.4.2, GA-7.5b, ZX-12-6 in the clause catalogue
 */
export const USUAL_PLAN: ReportPlan = {
  deadlineReading: "strict",
  reports: (
    [
      ["daily", "facility"],
      ["weekly", "complaint"],
      ["monthly", "energy"],
      ["monthly", "repair"],
      ["monthly", "complaint"],
      ["quarterly", "energy"],
      ["half-yearly", "energy"],
      ["yearly", "energy"],
      ["flash", "facility"],
    ] as const satisfies readonly (readonly [ReportCycle, ReportSubject])[]
  ).map(([cycle, subject]) => ({
    id: `${cycle}-${subject}`,
    cycle,
    subject,
    owner: "hall-director",
    reviewer: null,
    receivers: ["superior"],
    isExternal: false,
  })),
};
