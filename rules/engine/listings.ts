import type { Alert } from "../alert/alert.ts";
import type { Site } from "../site/model.ts";
import { after, type Instant, type Millis, minutes } from "../time/instant.ts";
import { isLine, lineAbove } from "./lines.ts";
import { Moments } from "./moments.ts";
import { BLIND } from "./source-finder.ts";
import type { Memo } from "./state.ts";

const KEY = "listing/";

/** That a point can be read again is no news as long as its alert goes on: it is written down with whatever else is. */
const GONE_AFTER = minutes(10);

type Kept = { readonly told: readonly string[]; readonly at: Instant | null };

/**
 * Which points the open alerts of sources and lines name. What is blind as well later, or can be read again, changes them
 * after a while: many at once, and not for what comes and goes.
 */
export class Listings {
  /** When each is to be looked at, by its target. */
  readonly due = new Moments();
  readonly #vias: ReadonlyMap<string, string>;
  readonly #listed = new Map<string, ReadonlySet<string>>();
  /** For each line the sources that it has named since it was found. */
  readonly #told = new Map<string, Set<string>>();
  readonly #at = new Map<string, Instant>();

  constructor({ points }: Pick<Site, "points">) {
    this.#vias = new Map(points.map(({ id, via }) => [id, via]));
  }

  /** Notes how an alert is now; what must be kept of that over a restart. */
  follow({ fact, target, evidence, condition, closedAt }: Alert): Memo | null {
    if (fact !== "blind") return null;
    if (closedAt !== null || condition === "clear") return this.#forget(target);
    const points = new Set(evidence.map(({ point }) => point));
    const before = this.#listed.get(target);
    // An alert to which something else happened is still to be looked at.
    if (before && before.size === points.size && [...before].every(point => points.has(point))) return null;
    this.#list(target, points);
    this.#set(target, null);
    return isLine(target) ? this.#memo(target) : null;
  }

  /** Something is otherwise known of a point: when its alerts are to be looked at because of it. */
  note(point: string, isBlind: boolean, at: Instant): readonly Memo[] {
    const via = this.#vias.get(point);
    if (via === undefined) return [];
    return [via, lineAbove(via)].flatMap(target => {
      const listed = target === null ? undefined : this.#listed.get(target);
      if (target === null || listed === undefined || listed.has(point) === isBlind) return [];
      const lookAt = after(at, isBlind ? BLIND.length : GONE_AFTER);
      const before = this.#at.get(target);
      if (before !== undefined && before <= lookAt) return [];
      this.#set(target, lookAt);
      return [this.#memo(target)];
    });
  }

  /** It was looked at, or is to be looked at another time. */
  put(target: string, at: Instant | null): Memo {
    this.#set(target, at);
    return this.#memo(target);
  }

  /** The points that an alert names. */
  listed(target: string): ReadonlySet<string> {
    return this.#listed.get(target) ?? new Set();
  }

  /** Targets of alerts that name points. */
  targets(): readonly string[] {
    return [...this.#listed.keys()];
  }

  /** Whether any of some points comes from a source that a line has not named since it was found. */
  isNews(target: string, points: Iterable<string>): boolean {
    const told = this.#told.get(target);
    return told !== undefined && [...points].some(point => !told.has(this.#vias.get(point) ?? ""));
  }

  /** The hall's clock was moved. */
  move(by: Millis): Memo[] {
    for (const [target, at] of [...this.#at]) this.#set(target, after(at, by));
    return this.memos();
  }

  memos(): Memo[] {
    const kept = new Set([...this.#told.keys(), ...this.#at.keys()]);
    return [...kept].map(target => this.#memo(target));
  }

  /** @param alerts  the open ones */
  restore(alerts: readonly Alert[], memos: readonly Memo[]): void {
    const kept = new Map(memos.map(({ key, value }) => [key, value]));
    for (const { fact, target, condition, evidence } of alerts) {
      if (fact !== "blind" || condition === "clear") continue;
      const { told = [], at = null } = (kept.get(KEY + target) ?? {}) as Partial<Kept>;
      if (isLine(target)) this.#told.set(target, new Set(told));
      this.#list(target, new Set(evidence.map(({ point }) => point)));
      this.#set(target, at);
    }
  }

  #list(target: string, points: ReadonlySet<string>): void {
    this.#listed.set(target, points);
    if (!isLine(target)) return;
    const told = this.#told.get(target) ?? new Set();
    this.#told.set(target, told);
    for (const point of points) told.add(this.#vias.get(point) ?? "");
  }

  #forget(target: string): Memo | null {
    const isKept = this.#told.delete(target) || this.#at.has(target);
    this.#listed.delete(target);
    this.#set(target, null);
    return isKept ? { key: KEY + target, value: null } : null;
  }

  #set(target: string, at: Instant | null): void {
    this.due.set(target, at);
    if (at === null) this.#at.delete(target);
    else this.#at.set(target, at);
  }

  #memo(target: string): Memo {
    const kept: Kept = { told: [...(this.#told.get(target) ?? [])], at: this.#at.get(target) ?? null };
    const isNothing = kept.told.length === 0 && kept.at === null;
    return { key: KEY + target, value: isNothing ? null : kept };
  }
}
