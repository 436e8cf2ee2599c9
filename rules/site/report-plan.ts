import type { Role } from "./role.ts";

/** 日 周 月 季 半年 年; 快报 after a grave incident. */
export type ReportCycle = "daily" | "weekly" | "monthly" | "quarterly" | "half-yearly" | "yearly" | "flash";

/** What a report is about: one template each. */
export type ReportSubject = "facility" | "energy" | "repair" | "complaint";

/** Which reports a hall owes, and who answers for them. */
export type ReportPlan = {
  readonly reports: readonly OwedReportPlan[];
  /** How "before the 10th" is read: `strict`: by the end of the 9th; `lenient`: the 10th itself is in time. */
  readonly deadlineReading: "strict" | "lenient";
};

/** One kind of report that falls due again and again. */
export type OwedReportPlan = {
  /** `daily-facility`: cycle and subject. */
  readonly id: string;
  readonly cycle: ReportCycle;
  readonly subject: ReportSubject;
  /** Whoever of the role draws it up and releases it. */
  readonly owner: Role;
  /** Whoever must have read it before it goes out of the house; null: it stays in the house. */
  readonly reviewer: Role | null;
  /** Who gets it once it is released: roles of the hall, and addresses outside by channel of the plan of messages. */
  readonly receivers: readonly Role[];
  /** It goes to somebody outside of the hall. */
  readonly isExternal: boolean;
};
