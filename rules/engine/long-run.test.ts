import { expect, test } from "vitest";
import { after, hours, type Instant, instant, minutes } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import type { Outcome } from "./input.ts";
import { calmly, wholeHall } from "./testing/whole-hall.ts";

// What a hall keeps open must not grow with the days: neither where people only look at alerts and do no work, so that all of
// it is missed, nor by what happens again and again.

const { site, book } = wholeHall();
/** A Sunday. */
const START = instant(Date.parse("2025-06-01T00:00:00+08:00"));
const STEP_HOURS = 4;
/** The same day of each week. */
const LOOKED_AT = [10, 17, 24, 31];
/** Duties of longer periods are open from their first day on. */
const SLACK = 12;

/** The hall, and what it has asked of people so far. */
class Month {
  readonly #engine = new Engine(site, book, START);
  tasks = 0;
  ofRain = 0;

  read(at: Instant, others: Readonly<Record<string, number>> = {}): void {
    this.#take(this.#engine.step({ is: "readings", readings: calmly(site, at, others), at }));
  }

  acknowledgeAll(at: Instant): void {
    for (const { id } of this.#engine.openAlerts())
      this.#take(this.#engine.step({ is: "acknowledge", alert: id, by: "M1", note: "", at }));
  }

  kept(): { readonly papers: number; readonly memos: number; readonly alerts: number } {
    const { papers = [], memos, alerts } = this.#engine.state();
    return { papers: papers.length, memos: memos.length, alerts: alerts.length };
  }

  #take({ deeds }: Outcome): void {
    for (const deed of deeds) {
      if (deed.is !== "entry" || deed.kind !== "task" || deed.what !== "opened") continue;
      this.tasks += 1;
      if (deed.paper.includes("/O1.")) this.ofRain += 1;
    }
  }
}

test("after a month in which nobody does any work and it rains every other day, no more is open than after ten days", () => {
  const month = new Month();
  const kept: ReturnType<Month["kept"]>[] = [];
  for (let hour = 0; hour <= 31 * 24; hour += STEP_HOURS) {
    const [at, day] = [after(START, hours(hour)), Math.floor(hour / 24)];
    month.read(at, day % 2 === 1 && hour % 24 === 12 ? { "O1.rain": 4 } : {});
    month.acknowledgeAll(after(at, minutes(1)));
    if (hour % 24 === 0 && LOOKED_AT.includes(day)) kept.push(month.kept());
  }
  // Otherwise it would show nothing.
  expect(month.tasks).toBeGreaterThan(500);
  // What the first rain asks for is not asked again while nobody has done it.
  expect(month.ofRain).toBeGreaterThanOrEqual(2);
  const [first, ...later] = kept;
  for (const { papers, memos, alerts } of later) {
    expect(papers).toBeLessThanOrEqual((first?.papers ?? 0) + SLACK);
    expect(memos).toBeLessThanOrEqual((first?.memos ?? 0) + SLACK);
    expect(alerts).toBeLessThanOrEqual((first?.alerts ?? 0) + SLACK);
  }
});
