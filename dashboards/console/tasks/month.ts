/** The first and the last day of a month, and the months beside it. @param month  `2025-07` */
export const monthOf = (
  month: string,
): { readonly from: string; readonly to: string; readonly before: string; readonly after: string } => {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const day = (months: number, date: number) =>
    new Date(Date.UTC(year, number - 1 + months, date)).toISOString().slice(0, 10);
  return {
    from: day(0, 1),
    to: day(1, 0),
    before: day(-1, 1).slice(0, 7),
    after: day(1, 1).slice(0, 7),
  };
};
