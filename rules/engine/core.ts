import type { Transition } from "../alert/alert.ts";
import type { Hold } from "../condition/hold.ts";
import { Dispatch } from "../notice/dispatch.ts";
import { Reminders } from "../notice/reminders.ts";
import { received } from "../notice/stand-in.ts";
import { isAway } from "../roster/duty.ts";
import type { Cue } from "../routine/clerk.ts";
import type { Site } from "../site/model.ts";
import type { PhaseSpan } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { HallActivities } from "./activities.ts";
import { Agenda } from "./agenda.ts";
import type { Days } from "./days.ts";
import { type Decisions, noDecisions } from "./decisions.ts";
import { Doors } from "./doors.ts";
import { Escalations } from "./escalations.ts";
import { type Finder, Findings } from "./findings.ts";
import { Forces } from "./forces.ts";
import { HallRoster } from "./hall-roster.ts";
import { Holds } from "./holds.ts";
import { Life } from "./life.ts";
import { Listings } from "./listings.ts";
import { Measures } from "./measures.ts";
import type { Office } from "./office.ts";
import type { Past } from "./past.ts";
import { pointsRead } from "./past-points.ts";
import type { Rulebook } from "./rulebook.ts";
import { Signals } from "./signals.ts";
import { scansOf } from "./slots.ts";
import { Suppressions } from "./suppressions.ts";
import { type Things, things } from "./things.ts";
import { Unheard } from "./unheard.ts";
import { type Uses, usesOf } from "./uses.ts";
import { Wasted } from "./wasted.ts";
import { Watches } from "./watches.ts";

/** What the parts of an engine share: all that is known of a hall now. Owned by one engine, changed by its parts. */
export type Core = {
  readonly site: Site;
  readonly book: Rulebook;
  readonly signals: Signals;
  readonly measures: Measures;
  readonly watches: Watches;
  readonly activities: HallActivities;
  /** What papers say of doors. */
  readonly doors: Doors;
  readonly forces: Forces;
  readonly holds: Holds;
  readonly wasted: Wasted;
  readonly findings: Findings;
  readonly life: Life;
  readonly escalations: Escalations;
  /** What explains what, and the points that alerts of blind sources and lines name. */
  readonly suppressions: Suppressions;
  readonly listings: Listings;
  readonly unheard: Unheard;
  /** What follows from decisions about alerts for others; null where nothing does. */
  follow: ((transitions: readonly Transition[]) => void) | null;
  /** Hears of what rules of level `cue` find; null where nobody does. */
  cue: ((cue: Cue) => void) | null;
  readonly roster: HallRoster;
  /** Who is told what, and when. */
  readonly dispatch: Dispatch;
  /** What people are told although nothing is wrong. */
  readonly reminders: Reminders;
  /** Who keeps the papers that people's work leaves; null where nobody does. */
  office: Office | null;
  /** Days that people have announced; null where they cannot. */
  days: Days | null;
  /** What was decided, with others told in the place of those who are away. */
  readonly receive: (transition: Transition) => Transition;
  /** What it takes to judge the past again; null where everything comes in the order of time. */
  past: Past | null;
  /** Judges the past again with what has come late. */
  judgePast: ((at: Instant) => void) | null;
  /** Hears of findings instead of alerts, while the past is judged again. */
  hear: ((watch: number, change: FoundChange, finder: Finder) => void) | null;
  /** Moments to come of all `things`. */
  readonly agenda: Agenda;
  readonly things: Things;
  /** For each slot the functions over time that measure it. */
  readonly fed: Uses;
  /** For each point whose age is asked the functions that tell it. */
  readonly ages: ReadonlyMap<number, readonly number[]>;
  /** For each point that tells of an inspection the slot that holds the date of the last one. */
  readonly scans: ReadonlyMap<number, number>;
  /** Rules to be judged once everything that happens at this moment has happened. */
  readonly stirred: Set<number>;
  now: Instant;
  span: PhaseSpan;
  /** While a restarted engine makes up for the time that nobody ran: what was silent then was silent for us alone. */
  isCatchingUp: boolean;
  /** When it began to run, as it made up for the time before. */
  startedAt: Instant;
  out: Decisions;
};

/** A rule finds a fact, sees it no more, or finds it no more. */
export type FoundChange = {
  readonly before: Hold;
  readonly now: Hold;
  readonly at: Instant;
  readonly why: string;
};

/** @param start  the hall's time at which nothing has been heard yet */
export const core = (site: Site, book: Rulebook, start: Instant, now: Instant): Core => {
  const signals = new Signals(site, book.slots.size, start);
  const measures = new Measures(book.measures, signals);
  const watches = new Watches(site, book, signals);
  const holds = new Holds(watches.count);
  for (const { index } of pointsRead(site, book, book.instances)) signals.read(index);
  const escalations = new Escalations();
  const life = new Life(site);
  const suppressions = new Suppressions(site, book.suppressions, line => {
    const watch = watches.byTarget(line);
    return watch === undefined ? [] : watches.seen(watch).filter(point => signals.isBlind(point));
  });
  const listings = new Listings(site);
  const unheard = new Unheard(site);
  life.explain = ({ fact, target }, { class: own = "security" }, at) => {
    const cause = suppressions.cause({ fact, target, class: own });
    return cause && { ...cause, at };
  };
  const roster = new HallRoster(site);
  const activities = new HallActivities(site, book.activityLeadDays);
  const places = things(watches.count, site.points.length, measures.count);
  const dispatch = new Dispatch(site, (role, at) => roster.onDuty(role, at));
  const reminders = new Reminders(site, {
    onDuty: (role, at) => roster.onDuty(role, at),
    isAway: (role, at) => isAway(site, roster.now(), role, at),
  });
  const made: { core?: Core } = {};
  const dueAt = (thing: number): number => {
    if (thing < places.watches) return thing;
    if (thing < places.points) return holds.dueAt(thing - places.watches);
    if (thing < places.measures) return signals.staleAt(thing - places.points);
    if (thing < places.silence) return measures.wakeAt(thing - places.measures);
    if (thing === places.silence) return unheard.due.first();
    if (thing === places.life) return life.due.first();
    if (thing === places.release) return suppressions.due.first();
    if (thing === places.listing) return listings.due.first();
    if (thing === places.clerks) return made.core ? clerksAt(made.core) : Number.NaN;
    if (thing === places.notice) return Math.min(dispatch.soonest(), reminders.soonest());
    return thing === places.past ? (made.core?.past?.waiting.dueAt() ?? Number.NaN) : escalations.first();
  };
  const receive = (transition: Transition): Transition => {
    const at = made.core?.now ?? now;
    return received(transition, role => isAway(site, roster.now(), role, at), at);
  };
  made.core = {
    site,
    book,
    signals,
    measures,
    watches,
    activities,
    doors: new Doors(site),
    forces: new Forces(site.calendar, book.instances, activities),
    holds,
    wasted: new Wasted(),
    findings: new Findings((subject, finding, at) => life.quiet(subject, finding, at), receive),
    life,
    escalations,
    suppressions,
    listings,
    unheard,
    follow: null,
    cue: null,
    roster,
    dispatch,
    reminders,
    office: null,
    days: null,
    receive,
    past: null,
    judgePast: null,
    hear: null,
    agenda: new Agenda(places.size, dueAt),
    things: places,
    fed: usesOf(book.slots.size, measures.count, measure =>
      measures.isAge(measure) ? [] : measures.inputs(measure),
    ),
    ages: agesOf(measures),
    scans: scansOf(site, book.slots),
    stirred: new Set(),
    now,
    span: site.calendar.phaseAt(now),
    isCatchingUp: false,
    startedAt: now,
    out: noDecisions(),
  };
  return made.core;
};

/** When clerks are next woken: now, where the hall's day moved on. */
const clerksAt = ({ office, now }: Core): number =>
  office ? (office.isTurned ? now : office.soonest()) : Number.NaN;

const agesOf = (measures: Measures): ReadonlyMap<number, readonly number[]> => {
  const ages = Array.from({ length: measures.count }, (_, measure) => measure).filter(each =>
    measures.isAge(each),
  );
  return Map.groupBy(ages, measure => measures.inputs(measure)[0] ?? -1);
};
