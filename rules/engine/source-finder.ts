import type { Evidence, Priority } from "../alert/alert.ts";
import type { Finding, Subject } from "../alert/life.ts";
import type { HoldPlan } from "../condition/hold.ts";
import { usualEscalation } from "../notice/escalation.ts";
import type { Point, Site, Words } from "../site/model.ts";
import { type Instant, minutes } from "../time/instant.ts";
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
    const isSecurity = points.some(({ class: { family } }) => family === "security" || family === "safety");
    const priority: Priority = isSecurity ? 2 : 3;
    return {
      rule: this.rule,
      clauses: [...new Set(points.flatMap(point => [...this.#clausesOf(point)]))],
      title: { zh: "收不到可信数据，无法判断", en: "No trustworthy data: cannot be judged" },
      level: "fault",
      priority,
      steps: STEPS,
      since,
      gap,
      tell: isSecurity ? ["guard", "duty-manager", "facilities"] : ["facilities"],
      // Being blind to doors and alarms is a matter of security; other sensors wait for whoever mends them.
      escalate: isSecurity ? usualEscalation("violation", priority) : null,
    };
  }

  evidence(): readonly Evidence[] {
    return this.#source.points
      .filter(({ index }) => this.#signals.isBlind(index))
      .map(point => pointEvidence(point, this.#signals));
  }
}

const STEPS: readonly Words[] = [
  {
    zh: "到现场用眼睛确认，并把看到的写进备注。",
    en: "Look at it on site and write what you saw into the note.",
  },
  {
    zh: "检查设备电源、网线或电池；原因见每个测点的说明。",
    en: "Check its power, cable or battery; each point says what is wrong.",
  },
];

const ownerNames = (points: readonly Point[], { zones, equipment }: Site): Words => {
  const names = new Map([...zones, ...equipment].map(({ id, name }) => [id, name]));
  const owners = [...new Set(points.map(({ owner }) => owner))];
  const known = owners.map(id => names.get(id) ?? { zh: id, en: id });
  return { zh: known.map(({ zh }) => zh).join("、"), en: known.map(({ en }) => en).join(", ") };
};
