import { type Refusal, refused } from "../alert/refusal.ts";
import type { DayCommand } from "../routine/command.ts";
import { forbidden, personOf, roleAmong } from "../routine/who.ts";
import type { Role } from "../site/model.ts";
import type { DayHours } from "../time/calendar-plan.ts";
import { turnDay } from "./advance.ts";
import type { Core } from "./core.ts";
import { isDay } from "./days.ts";
import { paperKey } from "./office.ts";
import { dayNumber, dayText } from "./slots.ts";

/** Who may announce that a day differs from the plan. */
const ANNOUNCERS: readonly Role[] = ["duty-manager", "hall-director", "superior"];
/** Nobody announces a day that is further away. */
const MOST_DAYS_AHEAD = 400;
const MINUTES_A_DAY = 24 * 60;

/** A day's hours differ from the plan: all that goes by the calendar is judged anew. Returns why not, when it is refused. */
export const obeyDay = (core: Core, command: DayCommand): Refusal | undefined => {
  const { days, site, out, forces, past } = core;
  const { date, hours, at } = command;
  const who = personOf(site, command.by);
  if (!days || !who || !roleAmong(who, ANNOUNCERS)) return forbidden(who, "announce a day", ANNOUNCERS);
  const why = command.why.trim();
  const wrong = wrongDate(core, date) ?? (hours && wrongHours(hours)) ?? (why === "" ? "say why" : null);
  if (wrong) return refused(wrong);
  if (hours === null && !days.has(date)) return refused(`nothing was announced of ${date}`);
  const day = { date, hours, why, by: who.name, at };
  for (const paper of days.announce(day)) out.papers.set(paperKey(paper), paper);
  const what = hours === null ? "withdrawn" : "announced";
  out.deeds.push({ is: "entry", kind: "day", paper: date, what, at, by: who.name, detail: day });
  forces.forget();
  // Nobody is blamed for what was in force at a time of which something else was known then.
  const since = past && date <= site.calendar.dateAt(at) ? past.judgeFrom(at) : null;
  if (since) out.memos.set(since.key, since);
  turnDay(core, at);
  return undefined;
};

/** Why a day cannot be announced; null: it can. */
const wrongDate = ({ site: { calendar }, now }: Core, date: string): string | null => {
  const [day, today] = [dayNumber(date), dayNumber(calendar.dateAt(now))];
  if (!isDay({ kind: "day", id: date }) || Number.isNaN(day) || dayText(day) !== date)
    return `${date} is no date: YYYY-MM-DD`;
  if (day < today) return `${date} has passed`;
  return day - today > MOST_DAYS_AHEAD ? `${date} is more than ${MOST_DAYS_AHEAD} days away` : null;
};

/** Why windows are no hours of a day; null: they are. */
const wrongHours = (hours: DayHours): string | null => {
  let last = 0;
  for (const { from, to } of hours) {
    if (!(Number.isInteger(from) && Number.isInteger(to))) return "hours are whole minutes of the day";
    if (from < 0 || from >= MINUTES_A_DAY || to <= from || to > from + MINUTES_A_DAY)
      return "hours begin on the day, and end after they began and within 24 hours";
    if (from < last) return "hours are in order and do not overlap";
    last = to;
  }
  return null;
};
