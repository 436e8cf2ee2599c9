import type { Rulebook } from "#rules/engine/rulebook.ts";
import { LEAD, type LoadReport, loadCounter } from "#rules/report/load-report.ts";
import { shiftsOf, weeksOf } from "#rules/report/load-shifts.ts";
import type { Site } from "#rules/site/model.ts";
import type { Roster } from "#rules/site/roster.ts";
import { after, type Instant, millis } from "#rules/time/instant.ts";
import type { RecordStore } from "../ports/record.ts";

/** What a report is made from. */
export type LoadParts = {
  readonly site: Site;
  readonly book: Rulebook;
  readonly roster: Roster;
  readonly trail: Pick<RecordStore, "eventsBetween" | "events" | "alerts">;
  /** How far the trail goes: what is open then has not ended. */
  readonly now: Instant;
};

export type LoadQuery = {
  readonly from: Instant;
  /** Not after `now`. */
  readonly to: Instant;
  readonly per: "shift" | "week";
};

/** How far the reading is: 0 … 1, and how many events. */
export type LoadProgress = (done: number, events: number) => void;

/** More alerts than this are never open at once. */
const MOST_OPEN = 100_000;

/** Reads the trail of a time and says how its alerts were to live with. */
export const alarmLoad = async (
  { site, book, roster, trail, now }: LoadParts,
  { from, to, per }: LoadQuery,
  progress: LoadProgress = () => {},
): Promise<LoadReport> => {
  const { calendar, people } = site;
  const counter = loadCounter({
    from,
    to,
    division: per === "shift" ? shiftsOf(roster, calendar, from, to) : weeksOf(calendar, from, to),
    people,
    explaining: new Set(["line", ...book.suppressions.map(({ id }) => id)]),
    holds: new Map(book.instances.map(({ rule }) => [rule.id, rule.hold])),
  });
  const begin = after(from, millis(-LEAD));
  let read = 0;
  /** Everything of an alert from before the time that is read. */
  const takeEarlier = async (alert: string): Promise<void> => {
    for (const event of await trail.events(alert)) if (event.at < begin) counter.take(event);
  };
  for (const { id, openedAt } of await trail.alerts({ state: "open", limit: MOST_OPEN }))
    if (openedAt < begin) await takeEarlier(id);
  for (const id of await closedLater(trail, { begin, to, now })) await takeEarlier(id);
  for await (const events of trail.eventsBetween(begin, to)) {
    for (const event of events) {
      if (!counter.knows(event)) await takeEarlier(event.alert);
      counter.take(event);
    }
    read += events.length;
    const last = events.at(-1);
    if (last) progress((last.at - begin) / (to - begin), read);
  }
  return counter.end();
};

/** Alerts that were open all the time, and were closed only after it: nothing in it tells of them. */
const closedLater = async (
  trail: LoadParts["trail"],
  { begin, to, now }: { readonly begin: Instant; readonly to: Instant; readonly now: Instant },
): Promise<readonly string[]> => {
  const found: string[] = [];
  const raised = new Set<string>();
  for await (const events of trail.eventsBetween(to, now))
    for (const { is, alert } of events) {
      if (is === "raised") raised.add(alert);
      else if (is === "closed" && !raised.has(alert)) found.push(alert);
    }
  const first = await Promise.all(found.map(async id => (await trail.events(id))[0]));
  return first.flatMap(event => (event && event.at < begin ? [event.alert] : []));
};
