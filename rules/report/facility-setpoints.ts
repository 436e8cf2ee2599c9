import { column, count, number, rate, text } from "./facility-cells.ts";
import type { FacilityFacts, SetpointDay } from "./facility-facts.ts";
import type { ReportTable } from "./facility-report.ts";

/** How much of the running time the setpoints kept to the house rule, by day. What nobody knows counts for neither. */
export const setpointsTable = ({ setpoints }: FacilityFacts): ReportTable => ({
  id: "setpoints",
  title: { zh: "空调设定温度符合情况（按日）", en: "Setpoints by day" },
  note: {
    zh: "符合率 = 符合时长 ÷（符合 + 不符合）；无法判断的时长单列，不计为符合。",
    en: "Rate: kept ÷ (kept + not kept). What nobody knows is told apart and counts for neither.",
  },
  columns: [
    column("日期", "Date"),
    count("符合", "Kept", "min"),
    count("不符合", "Not kept", "min"),
    count("无法判断", "Unknown", "min"),
    count("符合率", "Rate", "%"),
  ],
  rows: (setpoints ?? []).map(({ date, keptMinutes, violatedMinutes, unknownMinutes }) => [
    text(date),
    number(keptMinutes),
    number(violatedMinutes),
    number(unknownMinutes),
    rate(keptMinutes, keptMinutes + violatedMinutes),
  ]),
  empty:
    setpoints === null
      ? { zh: "没有统计", en: "nobody reckoned them" }
      : { zh: "报表期内空调没有运行", en: "nothing ran in the time" },
});

/** All days together; null: nothing ran, or nobody knows. */
export const setpointsKept = (
  days: readonly SetpointDay[] | null,
): { readonly kept: number; readonly known: number; readonly unknown: number } | null => {
  if (days === null || days.length === 0) return null;
  const kept = days.reduce((sum, { keptMinutes }) => sum + keptMinutes, 0);
  const violated = days.reduce((sum, { violatedMinutes }) => sum + violatedMinutes, 0);
  return {
    kept,
    known: kept + violated,
    unknown: days.reduce((sum, { unknownMinutes }) => sum + unknownMinutes, 0),
  };
};
