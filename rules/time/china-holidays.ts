/** The official calendar of one year: stretches of days off (both ends included) and weekend days that are worked. */
export type OfficialYear = {
  readonly off: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  readonly workdays: readonly string[];
};

/**
 * Public holidays of China with their make-up workdays, by year. A year that is not here is unknown: the notice for the
 * next year comes out in autumn, and no rule predicts it.
 *
 * @see State Council General Office notices: 2025 gov.cn content_6986383; 2026 gov.cn content_7047091 (2025-11-04);
 *      both compared with github.com/NateScarlet/holiday-cn d4e53bf
 */
export const chinaHolidays: ReadonlyMap<number, OfficialYear> = new Map([
  [
    2025,
    {
      off: [
        { name: "元旦", from: "2025-01-01", to: "2025-01-01" },
        { name: "春节", from: "2025-01-28", to: "2025-02-04" },
        { name: "清明节", from: "2025-04-04", to: "2025-04-06" },
        { name: "劳动节", from: "2025-05-01", to: "2025-05-05" },
        { name: "端午节", from: "2025-05-31", to: "2025-06-02" },
        { name: "国庆节、中秋节", from: "2025-10-01", to: "2025-10-08" },
      ],
      workdays: ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"],
    },
  ],
  [
    2026,
    {
      off: [
        { name: "元旦", from: "2026-01-01", to: "2026-01-03" },
        { name: "春节", from: "2026-02-15", to: "2026-02-23" },
        { name: "清明节", from: "2026-04-04", to: "2026-04-06" },
        { name: "劳动节", from: "2026-05-01", to: "2026-05-05" },
        { name: "端午节", from: "2026-06-19", to: "2026-06-21" },
        { name: "中秋节", from: "2026-09-25", to: "2026-09-27" },
        { name: "国庆节", from: "2026-10-01", to: "2026-10-07" },
      ],
      workdays: ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
    },
  ],
]);

/** What the official calendar says of a date; null when there is none for its year. `date` is `YYYY-MM-DD`. */
export const officialDay = (date: string): OfficialDay | null => {
  const year = chinaHolidays.get(Number(date.slice(0, 4)));
  if (year === undefined) return null;
  const off = year.off.find(stretch => stretch.from <= date && date <= stretch.to);
  if (off !== undefined) return { is: "off", name: off.name };
  return { is: year.workdays.includes(date) ? "make-up" : "ordinary" };
};

export type OfficialDay =
  | { readonly is: "off"; readonly name: string }
  | { readonly is: "make-up" }
  | { readonly is: "ordinary" };
