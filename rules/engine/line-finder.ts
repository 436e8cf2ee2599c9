import type { Evidence } from "../alert/alert.ts";
import type { Finding, Subject } from "../alert/life.ts";
import type { Point, Site } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import { LINE_STEPS, lineName, lineTitle } from "./blind-words.ts";
import type { Finder } from "./findings.ts";
import type { Signals } from "./signals.ts";
import { blindEvidence, blindFinding } from "./source-finder.ts";

/** A line as it stands now. */
export type LineNow = {
  readonly name: string;
  /** How many of its sources rules need. */
  readonly sources: number;
  /** The points that rules need of each source that cannot be read. */
  readonly blind: readonly (readonly Point[])[];
};

/** Finds that a line with all or many of its sources cannot be read, and tells it as one alert. */
export class LineFinder implements Finder {
  readonly rule = "blind";
  readonly #site: Site;
  readonly #signals: Signals;
  readonly #line: LineNow;
  readonly #clausesOf: (point: Point) => Iterable<string>;

  /** @param clausesOf  the clauses that need a point to be judged */
  constructor(site: Site, signals: Signals, line: LineNow, clausesOf: (point: Point) => Iterable<string>) {
    this.#site = site;
    this.#signals = signals;
    this.#line = line;
    this.#clausesOf = clausesOf;
  }

  get key(): string {
    return `blind/${this.#line.name}`;
  }

  get subject(): Subject {
    const { name } = this.#line;
    return { site: this.#site.id, fact: "blind", target: name, targetName: lineName(name), zone: "" };
  }

  wasted(): null {
    return null;
  }

  finding(since: Instant, gap: number): Finding {
    const { blind, sources } = this.#line;
    const title = lineTitle(blind.length, sources);
    const points = blind.flat().filter(({ index }) => this.#signals.isBlind(index));
    return blindFinding(points, { title, steps: LINE_STEPS, since, gap }, this.#clausesOf);
  }

  evidence(): readonly Evidence[] {
    return blindEvidence(this.#line.blind.flat(), this.#signals);
  }
}
