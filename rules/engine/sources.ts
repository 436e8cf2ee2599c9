import { NO, type Truth, YES } from "../language/truth.ts";
import type { Point, Site } from "../site/model.ts";
import { LineFinder } from "./line-finder.ts";
import { Lines } from "./lines.ts";
import type { Rulebook } from "./rulebook.ts";
import type { Signals } from "./signals.ts";
import { registered } from "./slots.ts";
import { SourceFinder } from "./source-finder.ts";
import { type Uses, usesOf } from "./uses.ts";

/** What the points that rules need arrive through, by number, in the order of their first points. */
export class Sources {
  readonly count: number;
  /** What they hang on. */
  readonly lines: Lines;
  readonly #site: Site;
  readonly #signals: Signals;
  readonly #clausesOf: (point: Point) => Iterable<string>;
  /** For each point its source; `count` where no rule needs the point. */
  readonly #of: Uint32Array;
  /** For each source its points. */
  readonly #points: Uses;

  /** @param clausesOf  the clauses that need a point to be judged */
  constructor(site: Site, book: Rulebook, signals: Signals, clausesOf: (point: Point) => Iterable<string>) {
    this.#site = site;
    this.#signals = signals;
    this.#clausesOf = clausesOf;
    const needed = neededPoints(site, book);
    const numbers = new Map<string, number>();
    for (const { via } of needed) if (!numbers.has(via)) numbers.set(via, numbers.size);
    this.count = numbers.size;
    this.lines = new Lines([...numbers.keys()]);
    this.#of = new Uint32Array(site.points.length).fill(this.count);
    for (const { index, via } of needed) this.#of[index] = numbers.get(via)!;
    this.#points = usesOf(this.count, site.points.length, point =>
      this.#of[point] === this.count ? [] : [this.#of[point]!],
    );
  }

  /** The source of a point; `count` where no rule needs the point. */
  of(point: number): number {
    return this.#of[point]!;
  }

  /** What it is called, as alerts name it: `modbus:plant/3`. */
  via(source: number): string {
    return this.#first(source).via;
  }

  /** Notes since when a source cannot be read, if it cannot: since the last of its points that cannot fell silent or bad. */
  refresh(source: number): void {
    const { from, users } = this.#points;
    let fell = Number.NaN;
    for (let use = from[source]!; use < from[source + 1]!; use++) {
      const point = users[use]!;
      if (this.#signals.isBlind(point))
        fell = Math.max(Number.isNaN(fell) ? 0 : fell, this.#signals.fellAt(point));
    }
    this.lines.fell(source, fell);
  }

  /** Whether a point of it cannot be read. */
  truth(source: number): Truth {
    const { from, users } = this.#points;
    for (let use = from[source]!; use < from[source + 1]!; use++)
      if (this.#signals.isBlind(users[use]!)) return YES;
    return NO;
  }

  /** Numbers of its points. */
  points(source: number): readonly number[] {
    const { from, users } = this.#points;
    return [...users.subarray(from[source], from[source + 1])];
  }

  finder(source: number): SourceFinder {
    const { via } = this.#first(source);
    return new SourceFinder(
      this.#site,
      this.#signals,
      { via, points: this.#sitePoints(source) },
      this.#clausesOf,
    );
  }

  lineFinder(line: number): LineFinder {
    const { lines } = this;
    const blind = lines.blind(line).map(source => this.#sitePoints(source));
    const now = { name: lines.names[line]!, sources: lines.sources(line).length, blind };
    return new LineFinder(this.#site, this.#signals, now, this.#clausesOf);
  }

  #sitePoints(source: number): readonly Point[] {
    return this.points(source).map(point => this.#site.points[point]!);
  }

  #first(source: number): Point {
    return this.#site.points[this.#points.users[this.#points.from[source]!]!]!;
  }
}

/**
 * The points that rules need to see: only these can blind a rule. One whose silence a rule deals with itself is needed
 * by other rules or not at all.
 */
export const neededPoints = (site: Site, book: Rulebook): readonly Point[] => {
  const used = new Uint8Array(book.slots.size);
  const inputs = inputsOf(book);
  for (const { from, template } of book.instances) {
    const slots = (locals: readonly number[]) => locals.map(local => book.fits[from + local]!);
    const handled = slots([...template.judge.handled, ...(template.clear?.handled ?? [])]);
    for (const slot of slots(template.reads))
      for (const input of inputs.get(slot) ?? [slot]) if (!handled.includes(input)) used[input] = 1;
  }
  for (const { id, points } of registered(site)) {
    const slot = book.slots.inspectedOn.get(id);
    if (slot !== undefined && used[slot] && points.scan) used[points.scan.index] = 1;
  }
  return site.points.filter(({ index, id }) => used[index] === 1 && !book.unwatched?.has(id));
};

/** For each slot of a function over time what it measures; to tell an age nothing needs to be seen now. */
const inputsOf = ({ measures }: Rulebook): ReadonlyMap<number, readonly number[]> =>
  new Map(
    measures.flatMap(({ spec, reads, low, high }) => {
      const slots = spec.fn === "age" ? [] : reads.map(({ slot }) => slot);
      return [
        [low, slots],
        [high, slots],
      ] as const;
    }),
  );
