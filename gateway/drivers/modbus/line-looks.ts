import type { Answer, ReadRequest } from "./transport.ts";

/** A read that somebody asked for at this moment, beside what is polled. */
export type Look = { readonly request: ReadRequest; readonly end: (answer: Answer) => void };

/** People look at one device at a time; who asks for more than this is no person. */
const MOST_WAITING = 50;

/** The reads of a line that people wait for, first come first served. */
export class LineLooks {
  #waiting: Look[] = [];

  add(request: ReadRequest): Promise<Answer> {
    if (this.#waiting.length >= MOST_WAITING)
      return Promise.resolve({ is: "closed", why: `${MOST_WAITING} reads wait for this line already` });
    return new Promise(end => this.#waiting.push({ request, end }));
  }

  next(): Look | null {
    return this.#waiting.shift() ?? null;
  }

  get first(): Look | null {
    return this.#waiting[0] ?? null;
  }

  /** Nothing that waits will be read any more. */
  endAll(why: string): void {
    for (const { end } of this.#waiting.splice(0)) end({ is: "closed", why });
  }
}
