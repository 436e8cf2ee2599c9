import type { SettledEdge, SettledForce, SettledRule } from "../language/settings.ts";
import { and, NO, or, type Truth, UNKNOWN, YES } from "../language/truth.ts";
import type { HallCalendar, PhaseSpan } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { type DayWindow, hallWindow, type WindowEdge, type WindowState } from "../time/windows.ts";
import type { Instance } from "./rulebook.ts";

/** What approved activities do to a zone: while one goes on it counts as open, until the next opening it was one. */
export type Activity = {
  isOn(zone: string, at: Instant): boolean;
  wasSinceClosing(zone: string, at: Instant): Truth;
};

export const NO_ACTIVITY: Activity = { isOn: () => false, wasSinceClosing: () => NO };

/** Rules that are in force at the same times, for targets in the same zone where activities make a difference. */
type Group = {
  readonly inForce: readonly ((at: Instant, phase: PhaseSpan["phase"]) => Truth)[];
  readonly season: SettledRule["season"];
  /** The zone whose activities count; null where they make no difference. */
  readonly zone: string | null;
};

/**
 * Which instances are in force. Rules with the same words and windows share an answer, so that an edge of the day costs
 * as much as there are different ones.
 */
export class Forces {
  readonly #calendar: HallCalendar;
  readonly #activity: Activity;
  readonly #groups: Group[] = [];
  readonly #windows: Window[] = [];
  readonly #groupOf: Uint32Array;
  readonly #truth: Uint8Array;

  constructor(calendar: HallCalendar, instances: readonly Instance[], activity: Activity = NO_ACTIVITY) {
    this.#calendar = calendar;
    this.#activity = activity;
    const known = new Map<string, number>();
    this.#groupOf = Uint32Array.from(instances, instance => this.#groupFor(instance, known));
    this.#truth = new Uint8Array(this.#groups.length).fill(YES);
  }

  /** Whether an instance is in force: unknown where the calendar does not know the day or the season. */
  of(instance: number): Truth {
    return this.#truth[this.#groupOf[instance]!] as Truth;
  }

  /** A moment has come at which what is in force may change: the instances for which it did. */
  turn(at: Instant, { phase }: PhaseSpan): number[] {
    const turned = new Set<number>();
    for (const [index, group] of this.#groups.entries()) {
      const truth = this.#truthOf(group, phase, at);
      if (truth !== this.#truth[index]) turned.add(index);
      this.#truth[index] = truth;
    }
    if (turned.size === 0) return [];
    const instances: number[] = [];
    for (const [instance, group] of this.#groupOf.entries()) if (turned.has(group)) instances.push(instance);
    return instances;
  }

  /** The calendar is another: what windows remember of it is worked out anew. */
  forget(): void {
    for (const own of this.#windows) own.stateAt = hallWindow(own.window, this.#calendar);
  }

  /** The next edge of any window after `at`; Infinity when there is none. */
  nextEdge(at: Instant): number {
    return Math.min(...this.#windows.map(({ stateAt }) => stateAt(at).next ?? Number.POSITIVE_INFINITY));
  }

  #truthOf({ inForce, season, zone }: Group, phase: PhaseSpan["phase"], at: Instant): Truth {
    const seen = zone !== null && phase === "closed" && this.#activity.isOn(zone, at) ? "open" : phase;
    return and(
      inForce.reduce<Truth>((found, force) => or(found, force(at, seen)), NO),
      this.#seasonTruth(season, at),
    );
  }

  #seasonTruth(season: SettledRule["season"], at: Instant): Truth {
    if (season === undefined) return YES;
    const covered = this.#calendar.inSeason(season.name, at);
    return covered === null ? UNKNOWN : covered === season.isOutside ? NO : YES;
  }

  #groupFor({ rule, target: { zone } }: Instance, known: Map<string, number>): number {
    const { inForce, season } = rule;
    const isLocal = inForce.includes("closed") || inForce.includes("after-activity");
    const own = isLocal && zone !== "" ? zone : null;
    const key = JSON.stringify([inForce, season, own]);
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, this.#groups.length);
    return (
      this.#groups.push({ inForce: inForce.map(force => this.#truthFor(force, own)), season, zone: own }) - 1
    );
  }

  #truthFor(force: SettledForce, zone: string | null): Group["inForce"][number] {
    if (force === "always") return () => YES;
    if (force === "after-activity") {
      const activity = this.#activity;
      return zone === null ? () => NO : at => activity.wasSinceClosing(zone, at);
    }
    if (typeof force === "string")
      return (_, phase) => (phase === "unknown" ? UNKNOWN : phase === force ? YES : NO);
    const window = { from: edgeOf(force.from), to: edgeOf(force.to) };
    const own: Window = { window, stateAt: hallWindow(window, this.#calendar) };
    this.#windows.push(own);
    return at => WORDS[own.stateAt(at).inForce];
  }
}

type Window = { readonly window: DayWindow; stateAt: (at: Instant) => WindowState };

const WORDS = { yes: YES, no: NO, unknown: UNKNOWN } as const;

const edgeOf = (edge: SettledEdge): WindowEdge => {
  const { offset } = edge;
  return edge.is === "time"
    ? { at: { is: "time", minute: edge.minute }, offset }
    : { at: { is: edge.is }, offset };
};
