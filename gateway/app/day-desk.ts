import type { Entry } from "#rules/routine/clerk.ts";
import type { AnnouncedDay } from "#rules/routine/day.ts";
import type { Words } from "#rules/site/model.ts";
import { dayHours } from "#rules/site/opening-hours.ts";
import type { DayHours } from "#rules/time/calendar-plan.ts";
import { toIso } from "#rules/time/instant.ts";
import type { Commanded } from "../http/commanded.ts";
import type { SetDay, WireDay } from "../wire/register.ts";
import { isShown } from "./open-papers.ts";
import { asking, type PaperDeskParts } from "./paper-desk.ts";

const DAY_MINUTES = 24 * 60;

/** Where people announce that a day's hours differ from the plan. */
export class DayDesk {
  readonly #parts: PaperDeskParts;

  constructor(parts: PaperDeskParts) {
    this.#parts = parts;
  }

  /** By date. */
  async days(): Promise<readonly WireDay[]> {
    const days = this.#parts.papers.of("day").filter(isShown);
    if (days.length === 0) return [];
    const plans = await this.#parts.record.entries("day", "plan");
    return days.map(({ value }) => {
      const { date, hours, why, by, at } = value as AnnouncedDay;
      const then = plans.filter(entry => entry.at === at && entry.what === "re-planned");
      return {
        date,
        hours: (hours ?? []).map(windowText),
        why,
        by,
        at: toIso(at),
        changed: then.flatMap(changesIn),
      };
    });
  }

  async setDay(asked: SetDay): Promise<Commanded<readonly WireDay[]>> {
    const { date, why, id } = asked;
    const read = hoursOf(asked.hours);
    if (read !== null && "is" in read) return read;
    return this.#parts.desk.put({
      command: { is: "set-day", ...asking(this.#parts, asked), date, hours: read, why },
      id,
      done: "announced",
      answer: () => this.days(),
    });
  }
}

const hoursOf = (
  said: readonly string[] | null,
): DayHours | null | { readonly is: "refused"; readonly why: string } => {
  if (said === null) return null;
  const read = dayHours(said);
  return read.is === "refused" ? { is: "refused", why: `${read.why}; ${read.help}` } : read.value;
};

const windowText = ({ from, to }: DayHours[number]): string => `${clock(from)}-${clock(to)}`;

const clock = (minute: number): string => {
  const within = minute > DAY_MINUTES ? minute - DAY_MINUTES : minute;
  return `${String(Math.floor(within / 60)).padStart(2, "0")}:${String(within % 60).padStart(2, "0")}`;
};

/** What an entry of the plan says that it changed: lists of words, under any name. */
const changesIn = ({ detail }: Pick<Entry, "detail">): readonly Words[] =>
  detail === null || typeof detail !== "object"
    ? []
    : Object.values(detail).flatMap(list => (Array.isArray(list) ? list.filter(isWords) : []));

const isWords = (value: unknown): value is Words =>
  value !== null && typeof value === "object" && "zh" in value && "en" in value;
