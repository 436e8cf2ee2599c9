import type { Alert, Priority } from "../alert/alert.ts";
import type { AlertClass } from "../site/model.ts";
import { type Instant, instant, type Millis, minutes } from "../time/instant.ts";
import type { Followed } from "./followed.ts";

/** A time for which one rule found one fact of one target. */
export type Stretch = {
  readonly alert: string;
  readonly rule: string;
  readonly fact: string;
  readonly target: string;
  readonly class: AlertClass;
  readonly priority: Priority;
  /** When it was found, at the end of the rule's hold. */
  readonly from: Instant;
  /** When it was over; null: it was not by the end. */
  readonly to: Instant | null;
  /** Somebody was called because of it. */
  readonly isCalled: boolean;
  /** Somebody said of it that what had to be done was done. */
  readonly isConfirmed: boolean;
};

/** What lasted longer than this was no false alarm, whatever people said of it: our definition. */
export const LASTING: Millis = minutes(5);

/** Whether there was something to do: a person confirmed it, or it lasted, or nobody knows yet that it did not. */
export const isTrue = ({ isConfirmed, from, to }: Stretch): boolean =>
  isConfirmed || to === null || to - from > LASTING;

type Open = { -readonly [Key in keyof Stretch]: Stretch[Key] };

/** Gathers for how long each rule found what. */
export const stretchLog = () => {
  const all: Open[] = [];
  /** The last stretches of each alert by rule, also those that are over: they may be confirmed still. */
  const last = new Map<string, Map<string, Open>>();

  return {
    /** @param isCall  people were called by the event */
    take: ({ event, alert }: Followed, isCall: boolean): void => {
      const known = last.get(alert.id) ?? new Map<string, Open>();
      last.set(alert.id, known);
      for (const [rule, until] of findersOf(alert)) {
        const open = known.get(rule);
        if (until === null && (open === undefined || open.to !== null)) {
          const begun = stretch(alert, rule, event.at, isCall);
          all.push(begun);
          known.set(rule, begun);
        } else if (until !== null && open?.to === null) open.to = instant(Math.max(until, open.from));
      }
      if (event.is === "confirmed") for (const each of latest(known)) each.isConfirmed = true;
      if (event.is === "closed") last.delete(alert.id);
    },
    /** In the order of their times. */
    stretches: (): readonly Stretch[] => all.toSorted((a, b) => a.from - b.from),
  };
};

const stretch = (alert: Alert, rule: string, from: Instant, isCalled: boolean): Open => ({
  alert: alert.id,
  rule,
  fact: alert.fact,
  target: alert.target,
  class: alert.class,
  priority: alert.priority,
  from,
  to: null,
  isCalled,
  isConfirmed: false,
});

/** The rules of an alert, each with null while it finds it, else with when that was over. */
const findersOf = ({ clauses, fact, condition, clearedAt }: Alert): ReadonlyMap<string, Instant | null> => {
  const found = new Map<string, Instant | null>();
  // What breaks no clause is found by what it is called.
  if (clauses.length === 0) found.set(fact, condition === "clear" ? clearedAt : null);
  for (const { rule, until } of clauses) {
    const known = found.get(rule);
    found.set(rule, known === null || until === null ? null : latestOf(known, until));
  }
  return found;
};

const latestOf = (a: Instant | undefined, b: Instant): Instant => (a === undefined || a < b ? b : a);

/** Those that are going on, or those that ended last. */
const latest = (known: ReadonlyMap<string, Open>): readonly Open[] => {
  const open = [...known.values()].filter(({ to }) => to === null);
  if (open.length > 0) return open;
  const end = Math.max(...[...known.values()].map(({ to }) => to ?? 0));
  return [...known.values()].filter(({ to }) => to === end);
};
