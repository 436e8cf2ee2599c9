import { NO, type Truth, UNKNOWN, YES } from "../language/truth.ts";
import type { Site } from "../site/model.ts";
import { nearest } from "../site/nearest.ts";
import {
  type Activities,
  type Activity,
  afterActivity,
  approved,
  type Changed,
  coveredBy,
  type Notice,
  nextActivityEdge,
  requested,
} from "../time/activities.ts";
import { after, hours, type Instant } from "../time/instant.ts";
import type { Memo } from "./state.ts";

/** Something that a person did about an activity after hours; the trail keeps it. */
export type ActivityEvent = {
  readonly is: "requested" | "approved";
  readonly at: Instant;
  readonly by: string;
  /** As it stands after it. */
  readonly activity: Activity;
};

const KEY = "activity/";
/** An activity is kept this long after its end: nothing follows from it any more, but somebody may still ask. */
const KEPT = hours(7 * 24);

/** What was asked for after hours in a hall, and what it covers. */
export class HallActivities {
  /** What it takes to know whether a request came early enough. */
  readonly notice: Notice;
  /** For each zone what covers it: the zone itself, and the room that it is a part of. */
  readonly #covers: ReadonlyMap<string, readonly string[]>;
  #list: Activities = [];

  constructor(site: Site, leadDays: number) {
    this.notice = { calendar: site.calendar, leadDays };
    this.#covers = new Map(
      site.zones.map(({ id, within }) => [id, within === undefined ? [id] : [id, within]]),
    );
  }

  list(): Activities {
    return this.#list;
  }

  request(activity: Omit<Activity, "approval">): Changed {
    const known = [...this.#covers.keys()];
    const strange = activity.zones.find(zone => !known.includes(zone));
    if (strange !== undefined)
      return {
        is: "refused",
        why: `there is no zone ${strange}; did you mean ${nearest(strange, known) ?? known[0]}?`,
      };
    return this.#take(requested(this.#list, activity));
  }

  approve(id: string, approval: NonNullable<Activity["approval"]>): Changed {
    return this.#take(approved(this.#list, id, approval, this.notice));
  }

  /** Whether an approved activity covers a zone now. */
  isOn(zone: string, at: Instant): boolean {
    if (this.#list.length === 0) return false;
    return coveredBy(this.#list, this.#covers.get(zone) ?? [zone], at, this.notice) !== undefined;
  }

  /** Whether an activity that covered a zone is over and the hall has not opened since. */
  wasSinceClosing(zone: string, at: Instant): Truth {
    if (this.#list.length === 0) return NO;
    return TRUTH[afterActivity(this.#list, this.#covers.get(zone) ?? [zone], at, this.notice)];
  }

  /** The next moment at which an activity begins or ends to be in effect; Infinity when none does. */
  nextEdge(at: Instant): number {
    return nextActivityEdge(this.#list, at, this.notice) ?? Number.POSITIVE_INFINITY;
  }

  /** Forgets what has long been over. */
  forget(at: Instant): Memo[] {
    const over = this.#list.filter(({ to }) => after(to, KEPT) <= at);
    if (over.length === 0) return [];
    this.#list = this.#list.filter(activity => !over.includes(activity));
    return over.map(({ id }) => ({ key: KEY + id, value: null }));
  }

  memos(): Memo[] {
    return this.#list.map(activityMemo);
  }

  restore(memos: readonly Memo[]): void {
    const stored = memos.filter(({ key }) => key.startsWith(KEY)).map(({ value }) => value as Activity);
    this.#list = stored.toSorted((a, b) => a.requestedAt - b.requestedAt || (a.id < b.id ? -1 : 1));
  }

  #take(changed: Changed): Changed {
    if (changed.is === "changed") this.#list = changed.activities;
    return changed;
  }
}

const TRUTH = { yes: YES, no: NO, unknown: UNKNOWN } as const;

/** An activity as it is kept over a restart. */
export const activityMemo = (activity: Activity): Memo => ({ key: KEY + activity.id, value: activity });
