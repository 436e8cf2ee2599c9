import { activityApproval, activityRequest, type WireActivity } from "#gateway/wire/activity.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import { setDay, type WireDay } from "#gateway/wire/register.ts";
import type { Answer } from "./fake-accounts.ts";

/** Whoever asks less than this ahead asked too late. */
const AHEAD_MS = 3 * 86_400_000;
const MAY_ANNOUNCE = ["hall-director", "superior"];

const iso = (at: number): string => new Date(at).toISOString();

/** Days that differ, and what goes on after hours, in the fake hall. */
export class FakeDays {
  #days = new Map<string, WireDay>();
  #activities = new Map<string, WireActivity>();

  reset(): void {
    this.#days.clear();
    this.#activities.clear();
  }

  days(now: number): { readonly days: readonly WireDay[]; readonly at: string } {
    return { days: [...this.#days.values()].toSorted((a, b) => a.date.localeCompare(b.date)), at: iso(now) };
  }

  activities(now: number): { readonly activities: readonly WireActivity[]; readonly at: string } {
    return { activities: [...this.#activities.values()], at: iso(now) };
  }

  announce(hall: WireHall, now: number, body: unknown): Answer {
    const { by, date, hours, why } = setDay.parse(body);
    const person = hall.people.find(({ id, name }) => id === by || name === by);
    if (!person?.roles.some(role => MAY_ANNOUNCE.includes(role)))
      return { status: 403, value: { error: "NOT_ALLOWED", message: `${date}: ask the hall director` } };
    if (hours === null) this.#days.delete(date);
    else
      this.#days.set(date, {
        date,
        hours,
        why,
        by: person.name,
        at: iso(now),
        changed: [{ zh: `巡更 ${date} 不做了`, en: `Patrol of ${date} falls away` }],
      });
    return { status: 200, value: this.days(now) };
  }

  ask(now: number, body: unknown): Answer {
    const { by, id, ...asked } = activityRequest.parse(body);
    const activity = {
      id,
      ...asked,
      requestedAt: iso(now),
      requestedBy: by,
      approval: null,
      state: "requested" as const,
    };
    this.#activities.set(id, activity);
    return { status: 200, value: { activity } };
  }

  approve(now: number, id: string, body: unknown): Answer {
    const { by, override = null } = activityApproval.parse(body);
    const found = this.#activities.get(id);
    if (found === undefined) return { status: 404, value: { error: "NO_ACTIVITY", message: id } };
    const isLate = Date.parse(found.from) - Date.parse(found.requestedAt) < AHEAD_MS;
    const activity: WireActivity = {
      ...found,
      approval: { at: iso(now), by, override },
      state: isLate && override === null ? "without-effect" : "approved",
    };
    this.#activities.set(id, activity);
    return { status: 200, value: { activity } };
  }
}
