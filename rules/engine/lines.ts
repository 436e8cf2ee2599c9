import { NO, type Truth, YES } from "../language/truth.ts";
import { minutes } from "../time/instant.ts";
import { type Uses, usesOf } from "./uses.ts";

/** So many that fell silent together have one cause; two may be chance. */
const TOGETHER = 3;
/** How far apart what has one cause may fall silent: devices speak once a minute or so, and not at the same moment. */
const WITHIN = minutes(2);

/** Wires whose lines have several devices. */
const SHARED = ["modbus:", "dlt645:", "receiver:"];

/**
 * What a source hangs on: the line of a unit or a meter, or the broker of an MQTT device; null for what the gateway measures of
 * itself.
 *
 * @param via  as points name their source: `modbus:plant/3`, `mqtt:D1`
 */
export const lineAbove = (via: string): string | null => {
  if (via.startsWith("mqtt:")) return "mqtt";
  return SHARED.some(wire => via.startsWith(wire)) ? via.slice(0, via.lastIndexOf("/")) : null;
};

/** Whether an alert's target is a line. */
export const isLine = (target: string): boolean =>
  target === "mqtt" || (SHARED.some(wire => target.startsWith(wire)) && !target.includes("/"));

/**
 * Lines with at least two sources under them, by number, and which of their sources cannot be read. A line is blind when
 * all of its sources are, or when several fell silent together.
 */
export class Lines {
  /** What each is called, as alerts name it: `modbus:plant`, `mqtt`. */
  readonly names: readonly string[];
  /** For each source its line; `names.length` where it has none. */
  readonly #of: Uint32Array;
  /** For each line its sources. */
  readonly #members: Uses;
  /** When a source fell silent or bad; NaN while it can be read. */
  readonly #fell: Float64Array;
  /** For each line how many of its sources cannot be read. */
  readonly #blind: Uint32Array;
  /** For each line sources that were seen to have fallen silent together, with when they did. */
  readonly #together = new Map<number, readonly (readonly [source: number, at: number])[]>();

  /** @param sources  what each source is called, by number */
  constructor(sources: readonly string[]) {
    const above = sources.map(lineAbove);
    const sizes = Map.groupBy(above, name => name);
    this.names = [...sizes].flatMap(([name, all]) => (name !== null && all.length > 1 ? [name] : []));
    const numbers = new Map(this.names.map((name, number) => [name, number]));
    const none = this.names.length;
    this.#of = Uint32Array.from(above, name => (name === null ? none : (numbers.get(name) ?? none)));
    this.#members = usesOf(none, sources.length, source =>
      this.#of[source] === none ? [] : [this.#of[source]!],
    );
    this.#fell = new Float64Array(sources.length).fill(Number.NaN);
    this.#blind = new Uint32Array(none);
  }

  /** The line of a source; `names.length` where it has none. */
  of(source: number): number {
    return this.#of[source]!;
  }

  sources(line: number): readonly number[] {
    const { from, users } = this.#members;
    return [...users.subarray(from[line], from[line + 1])];
  }

  /** Those of its sources that cannot be read. */
  blind(line: number): readonly number[] {
    return this.sources(line).filter(source => !Number.isNaN(this.#fell[source]!));
  }

  /** @param at  when the source fell silent or bad; NaN: it can be read */
  fell(source: number, at: number): void {
    const line = this.#of[source]!;
    const change = Number(!Number.isNaN(at)) - Number(!Number.isNaN(this.#fell[source]!));
    this.#fell[source] = at;
    if (line < this.names.length) this.#blind[line]! += change;
  }

  /** Whether the line itself cannot be read, as far as its sources show. */
  truth(line: number): Truth {
    const count = this.#blind[line]!;
    const { from } = this.#members;
    if (count === from[line + 1]! - from[line]!) return YES;
    if (count < TOGETHER) return NO;
    const known = this.#together.get(line);
    if (known?.every(([source, at]) => this.#fell[source] === at)) return YES;
    const found = this.#search(line);
    if (found) this.#together.set(line, found);
    else this.#together.delete(line);
    return found ? YES : NO;
  }

  /** The last that fell silent together: those that did long ago are the first to come back. */
  #search(line: number) {
    const fell = this.blind(line)
      .map(source => [source, this.#fell[source]!] as const)
      .sort(([, a], [, b]) => b - a);
    const first = fell.findIndex(
      ([, at], index) => at - (fell[index + TOGETHER - 1]?.[1] ?? -Infinity) <= WITHIN,
    );
    return first < 0 ? null : fell.slice(first, first + TOGETHER);
  }
}
