import type { Words } from "../site/model.ts";
import type { ReportCycle, ReportSubject } from "../site/report-plan.ts";
import type { Period } from "./periods.ts";

/** What a kind of report is called without its date: `能耗月报`, `Monthly energy report`. */
export const templateName = (cycle: ReportCycle, subject: ReportSubject): Words => ({
  zh: cycle === "flash" ? "突发事件快报" : `${SUBJECTS[subject].zh}${CYCLES[cycle].zh}`,
  en: cycle === "flash" ? "Flash report" : `${CYCLES[cycle].en} ${SUBJECTS[subject].en} report`,
});

/**
 * The name of a report: the date before the name of its template, `20250721设施运行日报`, `20250701-0731能耗月报`. Where its
 * time goes over the end of a year both dates stand in full: `20251229-20260104投诉周报`.
 *
 * @param moment  of a flash report, what the hall's clock showed: `100212`; two of one day are told apart by it
 * @see GA-9.4.4 in the clause catalogue: the date stands first in both of its examples
 */
export const reportName = (
  { cycle, subject }: { readonly cycle: ReportCycle; readonly subject: ReportSubject },
  period: Period,
  moment = "",
): Words => {
  const { zh, en } = templateName(cycle, subject);
  const dates = `${datesText(period)}${moment}`;
  return { zh: `${dates}${zh}`, en: `${dates} ${en}` };
};

const datesText = ({ first, last }: Period): string => {
  const [from, to] = [first.replaceAll("-", ""), last.replaceAll("-", "")];
  if (from === to) return from;
  return from.slice(0, 4) === to.slice(0, 4) ? `${from}-${to.slice(4)}` : `${from}-${to}`;
};

const CYCLES: Readonly<Record<ReportCycle, Words>> = {
  daily: { zh: "日报", en: "Daily" },
  weekly: { zh: "周报", en: "Weekly" },
  monthly: { zh: "月报", en: "Monthly" },
  quarterly: { zh: "季报", en: "Quarterly" },
  "half-yearly": { zh: "半年报", en: "Half-yearly" },
  yearly: { zh: "年报", en: "Yearly" },
  flash: { zh: "快报", en: "Flash" },
};

const SUBJECTS: Readonly<Record<ReportSubject, Words>> = {
  facility: { zh: "设施运行", en: "facility" },
  energy: { zh: "能耗", en: "energy" },
  repair: { zh: "维修", en: "repair" },
  complaint: { zh: "投诉", en: "complaint" },
};
