import type { ReadRequest } from "./transport.ts";

/** No device thinks longer than this about a request: what has not come by then does not come. */
const FORGOTTEN_MS = 10_000;

/**
 * The reads of one unit that got no answer and may still get one. An RTU answer tells only its unit, its function and how
 * long it is, so a late one would be taken for the answer to any other read that is like it: none is sent. A unit answers
 * in the order in which it was asked: when a read unlike all of them is answered, whatever was late has come before it.
 */
export class Unanswered {
  readonly #addresses = new Map<string, number>();
  #untilMs = Number.NEGATIVE_INFINITY;

  /** It went out and was not answered. */
  lose(request: ReadRequest, nowMs: number): void {
    this.#addresses.set(shapeOf(request), request.address);
    this.#untilMs = nowMs + FORGOTTEN_MS;
  }

  /** It was answered with values. */
  hear(request: ReadRequest): void {
    if (!this.#addresses.has(shapeOf(request))) this.#addresses.clear();
  }

  /** Whether a late answer could not be taken for the answer to this. */
  isSafe(request: ReadRequest, nowMs: number): boolean {
    this.#expire(nowMs);
    const address = this.#addresses.get(shapeOf(request));
    return address === undefined || address === request.address;
  }

  /** Whether an exception may be the answer to this: it does not even tell how long the read was. */
  mayRefuse(request: ReadRequest, nowMs: number): boolean {
    this.#expire(nowMs);
    for (const shape of this.#addresses.keys()) if (shape.startsWith(`${request.table} `)) return false;
    return true;
  }

  /** How long until everything is forgotten; 0 when nothing is awaited. */
  waitMs(nowMs: number): number {
    this.#expire(nowMs);
    return this.#addresses.size === 0 ? 0 : this.#untilMs - nowMs;
  }

  #expire(nowMs: number): void {
    if (nowMs >= this.#untilMs) this.#addresses.clear();
  }
}

const shapeOf = ({ table, count }: ReadRequest): string => {
  const isBits = table === "coil" || table === "discrete";
  return `${table} ${isBits ? Math.ceil(count / 8) : count}`;
};
