import type { Paper } from "../routine/clerk.ts";
import type { AnnouncedDay } from "../routine/day.ts";
import type { AnnouncedHours } from "../time/calendar-plan.ts";
import type { LiveCalendar } from "../time/live-calendar.ts";
import { dayNumber } from "./slots.ts";

/** A date is kept for so many days: until then a stretch of closed days or an inspection may go back to it. */
const KEPT_DAYS = 400;
const DATE = /^\d{4}-\d\d-\d\d$/;

/** Days whose hours people have announced, and the calendar that goes by them. */
export class Days {
  readonly #calendar: LiveCalendar;
  readonly #papers = new Map<string, Paper>();

  constructor(calendar: LiveCalendar) {
    this.#calendar = calendar;
  }

  papers(): readonly Paper[] {
    return [...this.#papers.values()];
  }

  has(date: string): boolean {
    return this.#papers.has(date);
  }

  /** From now on the calendar goes by it. Returns the papers that changed. */
  announce(day: AnnouncedDay): readonly Paper[] {
    const today = dayNumber(this.#calendar.dateAt(day.at));
    const over = this.papers()
      .filter(({ id }) => today - dayNumber(id) > KEPT_DAYS)
      .map(paper => ({ ...paper, isOpen: false }));
    const { date, at } = day;
    const paper: Paper = { kind: "day", id: date, day: date, at, isOpen: day.hours !== null, value: day };
    const changed = [...over, paper];
    for (const each of changed) this.#put(each);
    this.#tellCalendar();
    return changed;
  }

  restore(papers: readonly Paper[]): void {
    for (const paper of papers) if (isDay(paper)) this.#put(paper);
    this.#tellCalendar();
  }

  #put(paper: Paper): void {
    if (paper.isOpen) this.#papers.set(paper.id, paper);
    else this.#papers.delete(paper.id);
  }

  #tellCalendar(): void {
    const days = new Map<string, AnnouncedHours>();
    for (const { id, value } of this.#papers.values()) {
      const { hours: own, why } = value as AnnouncedDay;
      if (own !== null) days.set(id, { hours: own, why });
    }
    this.#calendar.announce(days);
  }
}

/** Whether a paper of kind `day` is about a date; others of the kind are what clerks have planned. */
export const isDay = ({ kind, id }: Pick<Paper, "kind" | "id">): boolean => kind === "day" && DATE.test(id);
