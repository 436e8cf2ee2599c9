import type { Evidence, Priority } from "../alert/alert.ts";
import type { Finding, Subject } from "../alert/life.ts";
import type { HoldPlan } from "../condition/hold.ts";
import { usualEscalation } from "../notice/escalation.ts";
import type { AlertClass, Point, Site, Words } from "../site/model.ts";
import { type Instant, minutes } from "../time/instant.ts";
import { ownerNames, SOURCE_STEPS, SOURCE_TITLE } from "./blind-words.ts";
import { pointEvidence } from "./evidence.ts";
import type { Finder } from "./findings.ts";
import type { Signals } from "./signals.ts";

/** Silence must last this long beyond the staleness limit before it is told: a broker that restarts is no news. */
export const BLIND: HoldPlan = { length: minutes(1), gap: "continue" };

/** What points arrive through that rules need to judge. */
export type Source = { readonly via: string; readonly points: readonly Point[] };

/** Finds that points of one source cannot be read, and tells it as one alert. */
export class SourceFinder implements Finder {
  readonly rule = "blind";
  readonly #site: Site;
  readonly #signals: Signals;
  readonly #source: Source;
  readonly #clausesOf: (point: Point) => Iterable<string>;

  /** @param clausesOf  the clauses that need a point to be judged */
  constructor(site: Site, signals: Signals, source: Source, clausesOf: (point: Point) => Iterable<string>) {
    this.#site = site;
    this.#signals = signals;
    this.#source = source;
    this.#clausesOf = clausesOf;
  }

  get key(): string {
    return `blind/${this.#source.via}`;
  }

  get subject(): Subject {
    const { via, points } = this.#source;
    const targetName = ownerNames(points, this.#site);
    return { site: this.#site.id, fact: "blind", target: via, targetName, zone: points[0]?.zone ?? "" };
  }

  wasted(): null {
    return null;
  }

  finding(since: Instant, gap: number): Finding {
    const { points } = this.#source;
    const title = SOURCE_TITLE;
    return blindFinding(points, { title, steps: SOURCE_STEPS, since, gap }, this.#clausesOf);
  }

  evidence(): readonly Evidence[] {
    return blindEvidence(this.#source.points, this.#signals);
  }
}

type Said = {
  readonly title: Words;
  readonly steps: readonly Words[];
  readonly since: Instant;
  readonly gap: number;
};

/**
 * The finding that points cannot be read. Being blind to doors and alarms is a matter of security; other sensors wait for
 * whoever mends them.
 */
export const blindFinding = (
  points: readonly Point[],
  { title, steps, since, gap }: Said,
  clausesOf: (point: Point) => Iterable<string>,
): Finding => {
  const isSecurity = points.some(isOfSecurity);
  const priority: Priority = isSecurity ? 2 : 3;
  const isOwn = points.every(({ source }) => source.is === "own");
  const own: AlertClass = isSecurity ? "security" : isOwn ? "system" : "equipment";
  return {
    rule: "blind",
    clauses: [...new Set(points.flatMap(point => [...clausesOf(point)]))],
    title,
    level: "fault",
    priority,
    class: own,
    steps,
    since,
    gap,
    tell: isSecurity ? ["guard", "duty-manager", "facilities"] : ["facilities"],
    escalate: isSecurity ? usualEscalation("violation", priority) : null,
  };
};

/** Those of some points that cannot be read, as evidence: fire and gas first, then doors and alarms, then the rest. */
export const blindEvidence = (points: readonly Point[], signals: Signals): readonly Evidence[] =>
  points
    .filter(({ index }) => signals.isBlind(index))
    .toSorted((a, b) => urgency(a) - urgency(b))
    .map(point => pointEvidence(point, signals));

const isOfSecurity = (point: Point): boolean => urgency(point) < 2;

const urgency = ({ class: { family } }: Point): number =>
  family === "safety" ? 0 : family === "security" ? 1 : 2;
