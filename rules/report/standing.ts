import type { Alert, Priority } from "../alert/alert.ts";
import { isQuiet } from "../alert/quiet.ts";
import type { Words } from "../site/model.ts";
import { hours, type Instant, type Millis } from "../time/instant.ts";
import type { Followed } from "./followed.ts";
import { subjectOf } from "./subject.ts";

/** What holds longer than this without being over stands. */
const LONG: Millis = hours(24);

/** Something that was so for more than a day. */
export type Standing = {
  readonly alert: string;
  readonly subject: string;
  readonly title: Words;
  readonly targetName: Words;
  readonly priority: Priority;
  readonly from: Instant;
  /** Null: it still is. */
  readonly to: Instant | null;
  /** Who has it: whoever acknowledged it, put it aside or took it out of service last. Null: nobody. */
  readonly owner: string | null;
  /** Put aside, explained or out of service when it ended, or still: listed, not counted. */
  readonly isAside: boolean;
};

type Open = { from: Instant; to: Instant | null; alert: Alert; owner: string | null };

/** Gathers what was so for how long. Unknown counts as so: nobody has seen that it is over. */
export const standingLog = () => {
  const all: Open[] = [];
  const open = new Map<string, Open>();
  return {
    take: ({ event, alert }: Followed): void => {
      const known = open.get(alert.id);
      const owner = ownerOf(alert);
      if (alert.condition === "clear") {
        if (known === undefined) return;
        known.to = alert.clearedAt ?? event.at;
        if (known.to - known.from > LONG) all.push(known);
        open.delete(alert.id);
      } else if (known) {
        known.alert = alert;
        known.owner = owner ?? known.owner;
      } else open.set(alert.id, { from: event.at, to: null, alert, owner });
    },
    /** What stood for more than a day at some time from `from` to `to`, oldest first. */
    standing: (from: Instant, to: Instant): readonly Standing[] =>
      [...all, ...open.values()]
        .filter(each => each.from < to && (each.to ?? to) > from && reached(each, to) - each.from > LONG)
        .map(each => standingOf(each, to))
        .toSorted((a, b) => a.from - b.from || (a.alert < b.alert ? -1 : 1)),
  };
};

/** The most that stood for more than a day at one moment, without what is put aside. */
export const mostStanding = (all: readonly Standing[], from: Instant): number => {
  const counted = all.filter(({ isAside }) => !isAside);
  const begins = counted.map(each => Math.max(each.from + LONG, from));
  return Math.max(
    0,
    ...begins.map(
      at => counted.filter(each => each.from + LONG <= at && (each.to === null || each.to > at)).length,
    ),
  );
};

const reached = ({ to: end }: Open, to: Instant): Instant => (end === null || end > to ? to : end);

const standingOf = ({ from, to: end, alert, owner }: Open, to: Instant): Standing => ({
  alert: alert.id,
  subject: subjectOf(alert).key,
  title: alert.title,
  targetName: alert.targetName,
  priority: alert.priority,
  from,
  to: end !== null && end < to ? end : null,
  owner,
  isAside: isQuiet(alert),
});

const ownerOf = ({ acknowledgement, shelf, outOfService }: Alert): string | null =>
  outOfService?.by ?? shelf?.by ?? acknowledgement?.by ?? null;
