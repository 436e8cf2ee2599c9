import type { Priority } from "../alert/alert.ts";
import type { AlertClass, Person } from "../site/model.ts";
import { hours, type Instant, instant, type Millis } from "../time/instant.ts";
import { type Chattering, chatteringOf, type Fleeting, fleetingOf } from "./bursts.ts";
import { type Call, callLog } from "./calls.ts";
import { between, type Figures, figuresOf } from "./figures.ts";
import { type Flood, floodsOf } from "./floods.ts";
import { type Followed, follower, type TrailEvent } from "./followed.ts";
import { type Judged, judgedOf } from "./judged.ts";
import type { Division } from "./load-shifts.ts";
import { type Proposal, proposalsFor } from "./proposals.ts";
import { type Standing, standingLog } from "./standing.ts";
import { type Stretch, stretchLog } from "./stretches.ts";
import { type Subject, subjectOf } from "./subject.ts";
import { type Unauthorised, unauthorised } from "./unauthorised.ts";
import { type Waiting, waitingOf, waitLog } from "./waits.ts";

/** What is asked about. */
export type LoadAsked = {
  readonly from: Instant;
  readonly to: Instant;
  readonly division: Division;
  readonly people: readonly Person[];
  /** Ids of what may explain an alert: the rules of suppression, and `line`. */
  readonly explaining: ReadonlySet<string>;
  /** The length that each rule holds now, by its id; what is not in it cannot be changed, so nothing is proposed. */
  readonly holds: ReadonlyMap<string, Millis>;
};

/** One rule about one target among those that called most. */
export type Caller = { readonly subject: string; readonly calls: number; readonly share: number };

/** How the alerts of a time were to live with. Subjects are `<rule>/<target>`. */
export type LoadReport = {
  readonly from: Instant;
  readonly to: Instant;
  readonly by: Division["by"];
  readonly whole: Figures;
  readonly periods: readonly (Figures & { readonly name: string; readonly isWhole: boolean })[];
  /** Calls outside all shifts: of a roster that leaves gaps. */
  readonly outside: number;
  readonly judged: readonly Judged[];
  readonly subjects: readonly (Subject & { readonly hold: Millis | null })[];
  readonly callers: readonly Caller[];
  readonly chattering: readonly Chattering[];
  readonly fleeting: readonly Fleeting[];
  readonly standing: readonly Standing[];
  readonly floods: readonly Flood[];
  readonly waiting: Waiting;
  /** By priority, most urgent first. */
  readonly waitingBy: readonly Waiting[];
  readonly classes: readonly { readonly class: AlertClass; readonly calls: number }[];
  readonly unauthorised: readonly Unauthorised[];
  readonly proposals: readonly Proposal[];
  /** Events that an earlier version wrote: what they changed nobody can say, so they are not in any figure. */
  readonly unreadable: number;
};

/** What of the trail the report needs before `from`: floods under way, and what came late. */
export const LEAD: Millis = hours(24);

const TOP = 10;

/** Reads the trail and says what people had to bear. */
export const loadCounter = (asked: LoadAsked) => {
  const follow = follower();
  const calls = callLog();
  const stretches = stretchLog();
  const waits = waitLog();
  const standing = standingLog();
  const subjects = new Map<string, Subject>();
  const forbidden: Unauthorised[] = [];
  let unreadable = 0;

  const note = (followed: Followed): void => {
    const { event, alert } = followed;
    const call = calls.take(followed);
    const known = new Set(alert.clauses.map(({ rule }) => rule));
    for (const subject of [subjectOf(alert), ...[...known].map(rule => subjectOf(alert, rule))])
      subjects.set(subject.key, subject);
    stretches.take(followed, call !== null);
    waits.take(followed, call);
    standing.take(followed);
    const wrong = unauthorised(followed, asked.people, asked.explaining);
    if (wrong && event.at >= asked.from && event.at < asked.to) forbidden.push(wrong);
  };

  return {
    /** Whether an event can be taken: else the earlier ones of its alert must be taken before. */
    knows: (event: TrailEvent): boolean => follow.knows(event),
    take: (event: TrailEvent): void => {
      const followed = follow.take(event);
      if (followed) note(followed);
      else if (event.change === undefined && event.at >= asked.from) unreadable++;
    },
    end: (): LoadReport =>
      reportOf(asked, {
        calls: calls.calls(),
        hushed: calls.hushed(),
        stretches: stretches.stretches(),
        waits: waits.waits(),
        standing: standing.standing(asked.from, asked.to),
        subjects,
        forbidden,
        unreadable,
      }),
  };
};

type Gathered = {
  readonly calls: readonly Call[];
  readonly hushed: ReturnType<ReturnType<typeof callLog>["hushed"]>;
  readonly stretches: readonly Stretch[];
  readonly waits: ReturnType<ReturnType<typeof waitLog>["waits"]>;
  readonly standing: readonly Standing[];
  readonly subjects: ReadonlyMap<string, Subject>;
  readonly forbidden: readonly Unauthorised[];
  readonly unreadable: number;
};

const reportOf = (asked: LoadAsked, gathered: Gathered): LoadReport => {
  const { from, to, division, holds } = asked;
  const { stretches, standing, forbidden } = gathered;
  const calls = gathered.calls.filter(({ at }) => at < to);
  const hushed = gathered.hushed.filter(({ at }) => at < to);
  const floods = floodsOf(calls.map(({ at }) => at)).filter(each => each.from < to && each.to > from);
  const parts = { calls, hushed, floods };
  const whole = figuresOf(parts, from, to);
  const own = between(calls, from, to);
  const begun = stretches.filter(each => each.from >= from && each.from < to);
  const chattering = chatteringOf(begun);
  const fleeting = fleetingOf(begun);
  const callers = callersOf(own);
  const waits = gathered.waits.filter(each => each.from >= from && each.from < to);
  const concerned = new Set([...callers, ...chattering, ...fleeting].map(({ subject }) => subject));
  const proposals = proposalsOf(concerned, stretches, gathered.subjects, asked);
  const named = new Set([...concerned, ...standing.map(({ subject }) => subject)]);
  return {
    from,
    to,
    by: division.by,
    whole,
    periods: division.periods.map(({ name, since, until: end }) => ({
      name,
      isWhole: since >= from && end <= to,
      ...figuresOf(parts, instant(Math.max(since, from)), instant(Math.min(end, to))),
    })),
    outside: own.filter(({ at }) => !division.periods.some(each => each.since <= at && at < each.until))
      .length,
    judged: judgedOf({ whole, chattering, fleeting, standing, callers, unauthorised: forbidden }),
    subjects: [...named].flatMap(key => {
      const subject = gathered.subjects.get(key);
      return subject ? [{ ...subject, hold: holds.get(subject.rule) ?? null }] : [];
    }),
    callers,
    chattering,
    fleeting,
    standing,
    floods,
    waiting: waitingOf(waits, to),
    waitingBy: ([1, 2, 3, 4] satisfies Priority[]).map(priority =>
      waitingOf(
        waits.filter(each => each.priority === priority),
        to,
      ),
    ),
    classes: [...Map.groupBy(own, call => call.class)]
      .map(([of, all]) => ({ class: of, calls: all.length }))
      .toSorted((a, b) => b.calls - a.calls || (a.class < b.class ? -1 : 1)),
    unauthorised: forbidden.toSorted((a, b) => a.at - b.at),
    proposals,
    unreadable: gathered.unreadable,
  };
};

const callersOf = (calls: readonly Call[]): readonly Caller[] =>
  [...Map.groupBy(calls, ({ subject }) => subject)]
    .map(([subject, all]) => ({ subject, calls: all.length, share: all.length / calls.length }))
    .toSorted((a, b) => b.calls - a.calls || (a.subject < b.subject ? -1 : 1))
    .slice(0, TOP);

const proposalsOf = (
  concerned: ReadonlySet<string>,
  stretches: readonly Stretch[],
  subjects: ReadonlyMap<string, Subject>,
  { from, to, holds }: LoadAsked,
): readonly Proposal[] => {
  const courses = Map.groupBy(stretches, ({ fact, target }) => `${fact}/${target}`);
  return [...concerned].flatMap(key => {
    const subject = subjects.get(key);
    const fact = stretches.find(({ rule, target }) => `${rule}/${target}` === key)?.fact;
    if (subject === undefined || fact === undefined || !holds.has(subject.rule)) return [];
    return proposalsFor(subject, courses.get(`${fact}/${subject.target}`) ?? [], [from, to]);
  });
};
