import { t } from "../words/language.ts";

/** A date with its day of the week: `2025-07-08 周二`. @param date  `2025-07-08` */
export const dayText = (date: string): string =>
  `${date} ${t().history.weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? ""}`;
