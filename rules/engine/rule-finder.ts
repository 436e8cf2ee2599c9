import type { AlertPart, Evidence, Peak } from "../alert/alert.ts";
import type { Finding, Subject } from "../alert/life.ts";
import { classOf } from "../language/classes.ts";
import { isFireMatter, usualEscalation } from "../notice/escalation.ts";
import type { Site } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import { slotEvidence } from "./evidence.ts";
import type { Finder } from "./findings.ts";
import { type Instance, type Rulebook, slotOf } from "./rulebook.ts";
import type { Signals } from "./signals.ts";
import { partsIn } from "./template.ts";

/** What an instance has wasted since its hold began. */
export type Count = (at: Instant) => { readonly wh: number; readonly peak: Peak | null } | null;

/** What one rule finds for one target; made when there is something to tell. */
export class RuleFinder implements Finder {
  readonly #site: Site;
  readonly #book: Rulebook;
  readonly #signals: Signals;
  readonly #instance: Instance;
  readonly wasted: Count;

  constructor(site: Site, book: Rulebook, signals: Signals, instance: Instance, wasted: Count) {
    this.#site = site;
    this.#book = book;
    this.#signals = signals;
    this.#instance = instance;
    this.wasted = wasted;
  }

  get key(): string {
    return this.#instance.key;
  }

  get rule(): string {
    return this.#instance.rule.id;
  }

  get subject(): Subject {
    const { rule, target } = this.#instance;
    return {
      site: this.#site.id,
      fact: rule.fact,
      target: target.id,
      targetName: target.name,
      zone: target.zone,
    };
  }

  finding(since: Instant, gap: number, at: Instant): Finding {
    const { rule, target } = this.#instance;
    const wasted = this.wasted(at);
    // Of what a cue finds no alert is made.
    const level = rule.level === "cue" ? "advisory" : rule.level;
    return {
      rule: rule.id,
      clauses: rule.clauses,
      title: rule.title,
      level,
      priority: rule.priority,
      steps: rule.steps,
      since,
      gap,
      tell: rule.tell,
      escalate: rule.escalate === undefined ? usualEscalation(level, rule.priority) : rule.escalate,
      isFire: isFireMatter(target.kind, rule.tell),
      class: classOf(rule),
      isLatching: rule.latch ?? false,
      isSilent: rule.silent ?? false,
      ...(rule.realarm !== undefined && { realarm: rule.realarm }),
      ...(rule.resetBy && { resetBy: rule.resetBy }),
      ...(rule.incident && { incident: rule.incident }),
      ...(rule.realarm !== undefined && { realarm: rule.realarm }),
      ...(rule.resetBy && { resetBy: rule.resetBy }),
      ...(rule.incident && { incident: rule.incident }),
      parts: this.parts(),
      ...(wasted && { wastedWh: wasted.wh }),
    };
  }

  /** The comparisons of its condition, as they stand. */
  parts(): readonly AlertPart[] {
    const { template } = this.#instance;
    for (const local of template.reads) template.values[local] = this.#signals.known(this.#slot(local));
    return partsIn(template);
  }

  evidence(): readonly Evidence[] {
    const slots = new Set(this.#instance.template.shows.map(local => this.#slot(local)));
    return [...slots].flatMap(slot => slotEvidence(this.#site, this.#book.slots, this.#signals, slot));
  }

  #slot(local: number): number {
    return slotOf(this.#book, this.#instance, local);
  }
}
