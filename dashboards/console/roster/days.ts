import type { WireRoster } from "#gateway/wire/roster.ts";
import { wall } from "../format/time.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

type Shift = WireRoster["shifts"][number];

/** One stretch of duty on the day on which it begins. */
export type Duty = {
  readonly role: string;
  readonly name: string;
  /** Times of the hall, `08:00`. */
  readonly from: string;
  readonly to: string;
  readonly endsLater: boolean;
  /** Away for some of it. */
  readonly isAway: boolean;
};

/** A date of the hall, who is on duty on it, and whether nobody manages it. */
export type Day = {
  readonly date: string;
  readonly duties: readonly Duty[];
  readonly gap: "none" | "open" | "closed";
};

/** The days to come from today on. A shift stands on the day on which it begins; one that runs now, on today. */
export const daysAhead = (
  { shifts, absences, gaps, at }: WireRoster,
  timeZone: string,
  count: number,
): readonly Day[] => {
  const [today] = wall(Date.parse(at), timeZone);
  const duties = shifts.map(shift => ({ shift, day: maximum(dayOf(shift.from, timeZone), today) }));
  return Array.from({ length: count }, (_, index) => addDays(today, index)).map(date => {
    const gap = gaps.find(each => each.date === date);
    return {
      date,
      duties: duties.filter(({ day }) => day === date).map(({ shift }) => dutyOf(shift, absences, timeZone)),
      gap: gap === undefined ? "none" : gap.isOpen ? "open" : "closed",
    };
  });
};

/**
 * Until when somebody who is on duty in a role stays so: the end of the shift, with those that follow at once, or the
 * beginning of an absence, in ms since 1970; null where the role has no shifts.
 */
export const untilOf = (
  { shifts, absences, at }: WireRoster,
  role: string,
  person: string,
): number | null => {
  const own = shifts.filter(shift => shift.role === role && shift.person === person);
  let end = Date.parse(at);
  for (const { from, to } of own) if (Date.parse(from) <= end) end = Math.max(end, Date.parse(to));
  if (end === Date.parse(at)) return null;
  const away = absences.filter(each => each.person === person && Date.parse(each.from) > Date.parse(at));
  return Math.min(end, ...away.map(({ from }) => Date.parse(from)));
};

/** The first shift of a role that begins after now. */
export const nextOf = ({ shifts, at }: WireRoster, role: string): Shift | null =>
  shifts.find(shift => shift.role === role && shift.from > at) ?? null;

const dutyOf = (shift: Shift, absences: WireRoster["absences"], timeZone: string): Duty => {
  const [day, from] = wall(Date.parse(shift.from), timeZone);
  const [lastDay, to] = wall(Date.parse(shift.to), timeZone);
  return {
    role: shift.role,
    name: shift.name,
    from: from.slice(0, 5),
    to: to.slice(0, 5),
    endsLater: lastDay > day,
    isAway: absences.some(
      each => each.person === shift.person && each.from < shift.to && shift.from < each.to,
    ),
  };
};

const dayOf = (iso: string, timeZone: string): string => wall(Date.parse(iso), timeZone)[0];

const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

const maximum = (a: string, b: string): string => (a > b ? a : b);
