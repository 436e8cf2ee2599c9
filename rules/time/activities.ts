import type { HallCalendar } from "./calendar.ts";
import { daysBetween } from "./dates.ts";
import type { DayEdge } from "./day-edge.ts";
import { type Instant, instant } from "./instant.ts";

/**
 * Something that goes on in the hall outside its hours and was asked for beforehand.
 *
 * @see ZX-8-5 in the clause catalogue: to be approved some days ahead, for named zones and hours
 */
export type Activity = {
  readonly id: string;
  /** Ids of the zones that it takes place in, with the parts of those that are rooms. */
  readonly zones: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
  readonly requestedAt: Instant;
  readonly requestedBy: string;
  readonly approval?: Approval;
};

/** `override`: why it is approved although it was asked for too late. */
export type Approval = { readonly at: Instant; readonly by: string; readonly override?: string };

export type Activities = readonly Activity[];

/** The list with the change, or why there is none. */
export type Changed =
  | { readonly is: "changed"; readonly activities: Activities; readonly activity: Activity }
  | { readonly is: "refused"; readonly why: string };

/** Lead time of an activity in calendar days: the clause gives 3, and no unit for them. A pack's setting may say another. */
export const ACTIVITY_LEAD_DAYS = 3;

/** Adds a request. Refused: an id that is there, no zones, an end before its beginning or in the past. */
export const requested = (activities: Activities, activity: Omit<Activity, "approval">): Changed => {
  const { id, zones, from, to, requestedAt } = activity;
  if (activities.some(known => known.id === id)) return refused(`there is an activity ${id} already`);
  if (zones.length === 0) return refused(`activity ${id} names no zone`);
  if (to <= from) return refused(`activity ${id} ends before it begins`);
  if (to <= requestedAt) return refused(`activity ${id} would be over already`);
  return { is: "changed", activities: [...activities, activity], activity };
};

/**
 * Approves a request. One that came too late is approved as well, but has no effect without an `override`; it may be
 * approved once more with one.
 */
export const approved = (
  activities: Activities,
  id: string,
  approval: Approval,
  { calendar, leadDays }: Notice,
): Changed => {
  const found = activities.find(known => known.id === id);
  if (found === undefined) return refused(`there is no activity ${id}`);
  if (found.to <= approval.at) return refused(`activity ${id} is over`);
  const before = found.approval;
  if (before !== undefined) {
    const isMended = approval.override !== undefined && spanOf(found, { calendar, leadDays }) === null;
    if (!isMended) return refused(`activity ${id} is approved already, by ${before.by}`);
  }
  const activity = { ...found, approval };
  return {
    is: "changed",
    activities: activities.map(known => (known === found ? activity : known)),
    activity,
  };
};

const refused = (why: string): Changed => ({ is: "refused", why });

/** What it takes to know whether a request came early enough. */
export type Notice = { readonly calendar: HallCalendar; readonly leadDays: number };

/** Whether it was asked for fewer than `leadDays` calendar days before the date on which it begins. */
export const isShortNotice = (
  { from, requestedAt }: Pick<Activity, "from" | "requestedAt">,
  { calendar, leadDays }: Notice,
): boolean => daysBetween(calendar.dateAt(requestedAt), calendar.dateAt(from)) < leadDays;

/** When it is in effect: from its beginning, or from its approval when that came later; null when it never is. */
export const spanOf = (
  activity: Activity,
  notice: Notice,
): { readonly from: Instant; readonly to: Instant } | null => {
  const { approval, from, to } = activity;
  if (approval === undefined || approval.at >= to) return null;
  if (approval.override === undefined && isShortNotice(activity, notice)) return null;
  return { from: instant(Math.max(approval.at, from)), to };
};

/**
 * The activity that is in effect at a moment for something in any of these zones, undefined when none is.
 *
 * @param zones  the zone of a thing and, when that is a part of a room, the room
 */
export const coveredBy = (
  activities: Activities,
  zones: readonly string[],
  at: Instant,
  notice: Notice,
): Activity | undefined =>
  activities.find(activity => {
    if (!activity.zones.some(zone => zones.includes(zone))) return false;
    const span = spanOf(activity, notice);
    return span !== null && span.from <= at && at < span.to;
  });

/**
 * Whether an activity in any of these zones is over and the hall has not opened since: then everybody should have gone.
 * An activity that ends while the hall is open leaves nothing behind, and one that is still on nothing either. Unknown
 * where the calendar cannot say whether the hall was open at the end of it, or has opened since.
 */
export const afterActivity = (
  activities: Activities,
  zones: readonly string[],
  at: Instant,
  notice: Notice,
): "yes" | "no" | "unknown" => {
  if (coveredBy(activities, zones, at, notice) !== undefined) return "no";
  let found: "no" | "unknown" = "no";
  for (const activity of activities) {
    const span = activity.zones.some(zone => zones.includes(zone)) ? spanOf(activity, notice) : null;
    if (span === null || span.to > at) continue;
    const is = hasNotOpenedSince(span.to, at, notice.calendar);
    if (is === "yes") return "yes";
    if (is === "unknown") found = "unknown";
  }
  return found;
};

const hasNotOpenedSince = (end: Instant, at: Instant, calendar: HallCalendar): "yes" | "no" | "unknown" => {
  const { phase } = calendar.phaseAt(end);
  if (phase !== "closed" && phase !== "unknown") return "no";
  const first = calendar.upcomingEdge(OPENING, end);
  const latest = calendar.latestEdge(OPENING, at);
  if (first.is === "at" && first.at <= at) return "no";
  if (latest.is === "at" && latest.at > end) return "no";
  const mayHaveOpened = latest.is === "unknown" && latest.until > end;
  return phase === "unknown" || mayHaveOpened ? "unknown" : "yes";
};

const OPENING: DayEdge = { is: "opening" };

/** The next moment after `at` at which an activity begins or ends to be in effect; null when none does. */
export const nextActivityEdge = (activities: Activities, at: Instant, notice: Notice): Instant | null => {
  const edges = activities.flatMap(activity => {
    const span = spanOf(activity, notice);
    return span === null ? [] : [span.from, span.to];
  });
  const next = Math.min(...edges.filter(edge => edge > at));
  return Number.isFinite(next) ? instant(next) : null;
};
