import type { WireCompliance } from "#gateway/wire/energy.ts";

export type ComplianceDay = WireCompliance["days"][number];

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The month that an address asks for: of its day, else as it says, else the one that is now. @param today  `2025-07-08` */
export const monthOf = (
  id: string | null,
  query: Readonly<Record<string, string>>,
  today: string,
): string => {
  const asked = id?.slice(0, 7) ?? query.month ?? "";
  return MONTH.test(asked) ? asked : today.slice(0, 7);
};

/** The month so many later: `2025-07`. */
export const monthsAfter = (month: string, months: number): string => {
  const [year = 0, of = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, of - 1 + months, 1)).toISOString().slice(0, 7);
};

/** The days in weeks from Monday; null before the first and after the last. */
export const weeksOf = (days: readonly ComplianceDay[]): readonly (readonly (ComplianceDay | null)[])[] => {
  const first = days[0];
  if (!first) return [];
  const before = (new Date(`${first.date}T00:00:00Z`).getUTCDay() + 6) % 7;
  const cells = [...Array.from({ length: before }, () => null), ...days];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => cells[week * 7 + day] ?? null),
  );
};

/** How many days of a month were what; a business day without a certificate counts as a hole besides. */
export const countOf = (days: readonly ComplianceDay[]) => ({
  kept: days.filter(({ verdict }) => verdict === "kept").length,
  violated: days.filter(({ verdict }) => verdict === "violated").length,
  unknown: days.filter(({ verdict }) => verdict === "unknown").length,
  holes: days.filter(({ closing }) => closing === "none").length,
});
