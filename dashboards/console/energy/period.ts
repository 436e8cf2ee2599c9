/** Days that energy is told of, both included: `2025-07-08`. */
export type Period = {
  readonly is: "today" | "yesterday" | "month" | "chosen";
  readonly from: string;
  readonly to: string;
};

const DATE = /^\d{4}-\d\d-\d\d$/;

/** The days that an address asks for; anything unknown is today. A time that ends before it begins is turned round. */
export const periodOf = (query: Readonly<Record<string, string>>, today: string): Period => {
  const { span = "", from = "", to = "" } = query;
  if (span === "yesterday") return day("yesterday", daysAfter(today, -1));
  if (span === "month") return { is: "month", from: `${today.slice(0, 7)}-01`, to: today };
  if (DATE.test(from) && DATE.test(to)) {
    const [first = "", last = ""] = [from, to].toSorted();
    return { is: "chosen", from: first, to: last };
  }
  return day("today", today);
};

/** As many days right before a period; of a month the days of the month before. */
export const before = ({ is, from, to }: Period): { readonly from: string; readonly to: string } => {
  if (is === "month") {
    const last = daysAfter(from, -1);
    return { from: `${last.slice(0, 7)}-01`, to: last };
  }
  const length = daysBetween(from, to) + 1;
  return { from: daysAfter(from, -length), to: daysAfter(from, -1) };
};

/** The date so many days later; earlier where negative. */
export const daysAfter = (date: string, days: number): string => {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
};

/** How many days from one date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

const day = (is: Period["is"], date: string): Period => ({ is, from: date, to: date });
