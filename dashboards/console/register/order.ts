import type { WireAsset } from "#gateway/wire/register.ts";

const ORDER: readonly WireAsset["state"][] = ["overdue", "soon", "unknown", "fine"];
const DAY_MS = 86_400_000;
/** So long before it must go, a thing's end is told: another has to be bought. */
const SCRAP_TOLD_DAYS = 366;

/** What is overdue first, then by the date at which something is due; what nobody knows about before what is fine. */
export const byDue = (assets: readonly WireAsset[]): readonly WireAsset[] =>
  assets.toSorted(
    (a, b) =>
      ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
      (a.due?.on ?? "9999").localeCompare(b.due?.on ?? "9999") ||
      a.id.localeCompare(b.id, "en", { numeric: true }),
  );

/** How many there are in each state. */
export const countStates = (assets: readonly WireAsset[]): Readonly<Record<WireAsset["state"], number>> => {
  const counts = { overdue: 0, soon: 0, unknown: 0, fine: 0 };
  for (const { state } of assets) counts[state]++;
  return counts;
};

/** Days from one date to another, as the calendar counts them; negative: it is past. */
export const daysUntil = (date: string, today: string): number =>
  Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY_MS);

/** Whether the thing must go within a year. */
export const isScrapNear = ({ scrapOn }: Pick<WireAsset, "scrapOn">, today: string): boolean =>
  scrapOn !== null && daysUntil(scrapOn, today) <= SCRAP_TOLD_DAYS;
