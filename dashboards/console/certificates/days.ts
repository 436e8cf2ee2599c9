import type { WireCertificateList } from "#gateway/wire/certificate.ts";
import type { Summary } from "./address.ts";

/** One business day of the archive; without certificates it is a hole. */
export type ArchiveDay = { readonly day: string; readonly certificates: readonly Summary[] };

/** The days of a list, latest first, those without a certificate among them; on each day the latest certificate first. */
export const daysOf = ({ certificates, missing }: WireCertificateList): readonly ArchiveDay[] => {
  const days = new Map<string, Summary[]>(missing.map(({ day }) => [day, []]));
  for (const each of certificates) days.set(each.businessDay, [...(days.get(each.businessDay) ?? []), each]);
  return [...days]
    .map(([day, of]) => ({ day, certificates: of.toSorted((a, b) => b.issuedAt.localeCompare(a.issuedAt)) }))
    .toSorted((a, b) => b.day.localeCompare(a.day));
};

/** The month before or after. @param month  `2025-07` */
export const monthBeside = (month: string, step: -1 | 1): string => {
  const at = new Date(`${month}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + step);
  return at.toISOString().slice(0, 7);
};

/** First and last date of a month. @param month  `2025-07` */
export const spanOf = (month: string): { readonly from: string; readonly to: string } => {
  const end = new Date(`${monthBeside(month, 1)}-01T00:00:00Z`);
  end.setUTCDate(0);
  return { from: `${month}-01`, to: end.toISOString().slice(0, 10) };
};
