import type { HoldPlan } from "../condition/hold.ts";
import type { Truth } from "../language/truth.ts";
import type { Point, Site } from "../site/model.ts";
import type { Finder } from "./findings.ts";
import type { Look } from "./input.ts";
import { type Count, RuleFinder } from "./rule-finder.ts";
import type { Instance, Rulebook } from "./rulebook.ts";
import type { Signals } from "./signals.ts";
import { BLIND } from "./source-finder.ts";
import { Sources } from "./sources.ts";
import { type Template, truthIn } from "./template.ts";
import { eachUser, type Uses, usesOf } from "./uses.ts";

/**
 * Everything that can find a fact in this hall, by number: rules first, in the order of the rulebook, then the watches
 * over lines, then those over sources, which ask what has been found of their line. A rule's watch is a few numbers in columns; what it would tell is made when there is something to tell.
 */
export class Watches {
  /** Watches before this one are rules; the next ones watch over lines, the rest over sources. */
  readonly rules: number;
  /** The first watch over a source. */
  readonly sources: number;
  readonly count: number;
  /** For each slot the rules that must be judged again when it changes. */
  readonly uses: Uses;
  readonly #site: Site;
  readonly #book: Rulebook;
  readonly #signals: Signals;
  readonly #templates: readonly Template[];
  /** For each rule which template it has, and where its slots begin. */
  readonly #templateOf: Uint32Array;
  readonly #from: Uint32Array;
  readonly #sources: Sources;
  readonly #byTarget: ReadonlyMap<string, number>;

  constructor(site: Site, book: Rulebook, signals: Signals) {
    this.#site = site;
    this.#book = book;
    this.#signals = signals;
    this.rules = book.instances.length;
    this.#templates = [...new Set(book.instances.map(({ template }) => template))];
    const numbers = new Map(this.#templates.map((template, number) => [template, number]));
    this.#templateOf = Uint32Array.from(book.instances, ({ template }) => numbers.get(template)!);
    this.#from = Uint32Array.from(book.instances, ({ from }) => from);
    this.uses = usesOf(book.slots.size, this.rules, rule => this.#reads(rule));
    this.#sources = new Sources(site, book, signals, point => this.#clausesOf(point));
    this.sources = this.rules + this.#sources.lines.names.length;
    this.count = this.sources + this.#sources.count;
    const targets = Array.from({ length: this.count - this.rules }, (_, index) => this.rules + index);
    this.#byTarget = new Map(targets.map(watch => [this.target(watch), watch]));
  }

  isRule(watch: number): boolean {
    return watch < this.rules;
  }

  isLine(watch: number): boolean {
    return watch >= this.rules && watch < this.sources;
  }

  /** The watch over the source of a point; `count` where no rule needs the point. */
  sourceOf(point: number): number {
    return this.sources + this.#sources.of(point);
  }

  /** The watch over the line of a source; null where it has none. */
  lineOf(watch: number): number | null {
    const { lines } = this.#sources;
    const line = watch < this.sources ? lines.names.length : lines.of(watch - this.sources);
    return line === lines.names.length ? null : this.rules + line;
  }

  /** The watches over the sources of a line. */
  under(line: number): readonly number[] {
    return this.#sources.lines.sources(line - this.rules).map(source => this.sources + source);
  }

  /** The watch over a line or source by what it is called in alerts: `modbus:plant`, `mqtt:D1`. */
  byTarget(target: string): number | undefined {
    return this.#byTarget.get(target);
  }

  /** What a line or source is called in alerts. */
  target(watch: number): string {
    return this.isLine(watch)
      ? this.#sources.lines.names[watch - this.rules]!
      : this.#sources.via(watch - this.sources);
  }

  /** Something is otherwise known of a point of a source; without one: of all sources. */
  refresh(source?: number): void {
    if (source !== undefined) this.#sources.refresh(source - this.sources);
    else for (let each = 0; each < this.#sources.count; each++) this.#sources.refresh(each);
  }

  key(watch: number): string {
    return this.isRule(watch) ? this.#instance(watch).key : `blind/${this.target(watch)}`;
  }

  plan(watch: number): HoldPlan {
    return this.isRule(watch) ? this.#template(watch)!.plan : BLIND;
  }

  /** What its rule finds, as a short text; undefined for a watch over a line or source. */
  version(watch: number): string | undefined {
    return this.#template(watch)?.version;
  }

  /** The condition, or while found the opposite of the clearing condition. */
  truth(watch: number, isFound: boolean): Truth {
    if (this.isLine(watch)) return this.#sources.lines.truth(watch - this.rules);
    if (!this.isRule(watch)) return this.#sources.truth(watch - this.sources);
    const template = this.#template(watch)!;
    this.#fill(watch, template);
    return truthIn(template, isFound);
  }

  /** The comparisons of a rule's condition or, while found, of what ends it, as they stand. */
  parts(watch: number, isFound: boolean): Pick<Look, "decides" | "parts"> {
    const template = this.#template(watch)!;
    this.#fill(watch, template);
    const { judge, clear, values } = template;
    if (isFound && clear) return { decides: "clear", parts: clear.parts(values) };
    return { decides: "condition", parts: judge.parts(values) };
  }

  isWasting(watch: number): boolean {
    return this.#template(watch)?.waste !== undefined;
  }

  /** The power in watts that is wasted now if the condition holds; NaN: nobody knows. */
  power(watch: number): number {
    const template = this.#template(watch)!;
    this.#fill(watch, template);
    return template.waste?.number(template.values) ?? Number.NaN;
  }

  finder(watch: number, wasted: Count): Finder {
    if (this.isLine(watch)) return this.#sources.lineFinder(watch - this.rules);
    if (!this.isRule(watch)) return this.#sources.finder(watch - this.sources);
    return new RuleFinder(this.#site, this.#book, this.#signals, this.#instance(watch), wasted);
  }

  /** The slots whose values a judgement saw. */
  seen(watch: number): readonly number[] {
    if (this.isRule(watch)) return this.#reads(watch);
    const sources = this.isLine(watch) ? this.under(watch) : [watch];
    return sources.flatMap(source => this.#sources.points(source - this.sources));
  }

  #template(watch: number): Template | undefined {
    return this.#templates[this.#templateOf[watch]!];
  }

  #instance(watch: number): Instance {
    return this.#book.instances[watch]!;
  }

  #fill(watch: number, { reads, values }: Template): void {
    const { fits } = this.#book;
    const from = this.#from[watch]!;
    for (const local of reads) values[local] = this.#signals.known(fits[from + local]!);
  }

  #reads(rule: number): readonly number[] {
    const { from, template } = this.#instance(rule);
    const slots = template.reads.map(local => this.#book.fits[from + local]!);
    return slots.length < 2 ? slots : [...new Set(slots)];
  }

  *#clausesOf({ index }: Point): Iterable<string> {
    const slots = [index, ...this.#book.measures.flatMap(measured => outputs(measured, index))];
    for (const slot of slots) {
      const rules: number[] = [];
      eachUser(this.uses, slot, rule => rules.push(rule));
      for (const rule of rules) yield* this.#instance(rule).rule.clauses;
    }
  }
}

type Measured = Rulebook["measures"][number];

const outputs = ({ reads, low, high }: Measured, point: number): readonly number[] =>
  reads.some(({ slot }) => slot === point) ? [low, high] : [];
