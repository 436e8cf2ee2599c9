import type { Written } from "#gateway/ports/driver.ts";
import { exception } from "./exception.ts";
import type { Answer, WriteRequest } from "./transport.ts";

/** A write that waits for its turn, or is on the wire. */
export type Order = { readonly request: WriteRequest; readonly end: (written: Written) => void };

/** Somebody who switches more at once has a machine gone wild. */
const MOST_WAITING = 100;

/** The writes of a line, first come first served. They are few and never dropped without being told. */
export class LineWrites {
  #waiting: Order[] = [];

  add(request: WriteRequest): Promise<Written> {
    if (this.#waiting.length >= MOST_WAITING)
      return Promise.resolve({ is: "refused", why: `${MOST_WAITING} writes wait for this line already` });
    return new Promise(end => this.#waiting.push({ request, end }));
  }

  next(): Order | null {
    return this.#waiting.shift() ?? null;
  }

  get first(): Order | null {
    return this.#waiting[0] ?? null;
  }

  /** Nothing that waits will be sent any more. */
  refuseAll(why: string): void {
    for (const { end } of this.#waiting.splice(0)) end({ is: "refused", why });
  }
}

/**
 * What is known of a write by its answer. Exception 05 says that the device took it and will be long about it: what
 * became of it shows in readings, and it is not sent again.
 *
 * @see Modbus Application Protocol V1.1b3 §7
 */
export const writtenBy = (answer: Answer, where: string): Written => {
  const unknown = (why: string): Written => ({ is: "unknown", why: `${where}: ${why}` });
  switch (answer.is) {
    case "written":
      return { is: "done" };
    case "exception": {
      if (answer.code === ACKNOWLEDGE) return { is: "done" };
      const why = `${where}: ${exception(answer.code).text}`;
      return CERTAINLY_NOT.has(answer.code) ? { is: "refused", why } : { is: "unknown", why };
    }
    case "timeout":
      return unknown("no answer to the write");
    case "mismatch":
    case "garbled":
    case "closed":
      return unknown(answer.why);
    case "words":
      throw new Error("a write was answered as a read");
    default:
      return answer satisfies never;
  }
};

const ACKNOWLEDGE = 0x05;
/** No such function, address or value, busy, not possible, no way to the unit: nothing was carried out. */
const CERTAINLY_NOT: ReadonlySet<number> = new Set([0x01, 0x02, 0x03, 0x06, 0x07, 0x0a]);
