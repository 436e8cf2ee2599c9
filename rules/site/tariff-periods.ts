import type { TariffLevel, TariffPeriod } from "./energy-plan.ts";
import { type Told, told } from "./form.ts";
import { wallMinute } from "./opening-hours.ts";

const DAY = 1440;

/** A stretch of a tariff's day in minutes; `to` before `from` goes over midnight. */
export type TariffWindow = { readonly from: number; readonly to: number };

/** Levels as people order them, dearest first, with what they are called. */
export const TARIFF_LEVELS = [
  "critical",
  "peak",
  "flat",
  "valley",
  "deep-valley",
] as const satisfies readonly TariffLevel[];

/** Reads a window of a tariff: `10:00-12:00`, `23:00-07:00` over midnight, `00:00-24:00` for the whole day. */
export const tariffWindow = (text: string): Told<TariffWindow> => {
  const [from = null, to = null, more] = text.split("-").map(part => wallMinute(part.trim()));
  if (from !== null && to !== null && more === undefined && from < DAY && from !== to)
    return told({ from, to });
  const why = `"${text}" is no window of a tariff`;
  return {
    is: "refused",
    code: "CFG203",
    why,
    help: "write it as 10:00-12:00; 23:00-07:00 goes over midnight",
  };
};

/** The periods of a day in order, or everything that keeps its windows from covering it exactly. */
export const tariffPeriods = (
  said: Readonly<Partial<Record<TariffLevel, readonly TariffWindow[] | undefined>>>,
): { readonly periods: readonly TariffPeriod[]; readonly faults: readonly string[] } => {
  const found = TARIFF_LEVELS.flatMap(level =>
    (said[level] ?? []).flatMap(window => within(window).map(part => ({ ...part, level }))),
  ).sort((a, b) => a.from - b.from || a.to - b.to);
  const faults: string[] = [];
  let covered: { readonly to: number; readonly level: TariffLevel | null } = { to: 0, level: null };
  for (const { from, to, level } of found) {
    if (from > covered.to) faults.push(`nothing is said of ${clock(covered.to)}-${clock(from)}`);
    if (from < covered.to) {
      const both = covered.level === level ? `${level} twice` : `both ${covered.level} and ${level}`;
      faults.push(`${clock(from)}-${clock(Math.min(to, covered.to))} is ${both}`);
    }
    if (to > covered.to) covered = { to, level };
  }
  if (covered.to < DAY) faults.push(`nothing is said of ${clock(covered.to)}-24:00`);
  return { periods: found, faults };
};

const within = ({ from, to }: TariffWindow): readonly TariffWindow[] =>
  to > from ? [{ from, to }] : [{ from, to: DAY }, ...(to > 0 ? [{ from: 0, to }] : [])];

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
