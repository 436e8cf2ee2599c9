import type { Written } from "#gateway/ports/driver.ts";
import type { Millis } from "#rules/time/instant.ts";
import type { LineLink } from "./line-link.ts";
import { LineLooks, type Look } from "./line-looks.ts";
import { LineWrites, type Order, writtenBy } from "./line-writes.ts";
import type { Answer, ReadRequest, WriteRequest } from "./transport.ts";
import type { Unit } from "./unit.ts";

type Options = {
  readonly where: string;
  readonly timeout: Millis;
  readonly link: LineLink;
  /** Aborted: the line stops. */
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
  unitOf(number: number): Unit | undefined;
  /** A request has ended that began then. */
  rest(beganMs: number, nowMs: number): void;
  sleep(realMs: number): Promise<void>;
};

/** What people want of a line beside what is polled: writes first, then looks. */
export class LineErrands {
  readonly #options: Options;
  readonly #writes = new LineWrites();
  readonly #looks = new LineLooks();
  /** Writes that went out. */
  writes = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  write(request: WriteRequest): Promise<Written> {
    const { signal, where } = this.#options;
    if (signal.aborted) return Promise.resolve({ is: "refused", why: `${where}: stopped` });
    return this.#writes.add(request);
  }

  look(request: ReadRequest): Promise<Answer> {
    const { signal, where } = this.#options;
    if (signal.aborted) return Promise.resolve({ is: "closed", why: `${where}: stopped` });
    return this.#looks.add(request);
  }

  /** Does the next of them, or waits until its unit has had its pause. @returns whether there was anything to do */
  async serve(nowMs: number): Promise<boolean> {
    const { unitOf, sleep } = this.#options;
    const first = this.#writes.first ?? this.#looks.first;
    if (!first) return false;
    const restMs = unitOf(first.request.unit)?.restMs(nowMs) ?? 0;
    if (restMs > 0) {
      await sleep(restMs);
      return true;
    }
    const order = this.#writes.next();
    if (order) {
      await this.#carryOut(order);
      return true;
    }
    const look = this.#looks.next();
    if (look) await this.#glance(look);
    return true;
  }

  /** Nothing that waits will be done any more. */
  endAll(): void {
    const { where } = this.#options;
    this.#writes.refuseAll(`${where}: stopped`);
    this.#looks.endAll(`${where}: stopped`);
  }

  async #carryOut({ request, end }: Order): Promise<void> {
    const { link, signal, timeout, nowMs, unitOf, rest } = this.#options;
    const where = `${this.#options.where} unit ${request.unit}`;
    const connection = await link.open();
    if (signal.aborted || "why" in connection) {
      end({ is: "refused", why: "why" in connection ? connection.why : `${where}: stopped` });
      return;
    }
    const beganMs = nowMs();
    const answer = await connection.write(request, timeout);
    this.writes += 1;
    rest(beganMs, nowMs());
    unitOf(request.unit)?.rest(nowMs());
    end(writtenBy(answer, where));
  }

  async #glance({ request, end }: Look): Promise<void> {
    const { where, link, signal, timeout, nowMs, unitOf, rest } = this.#options;
    const unit = unitOf(request.unit);
    if (unit && !unit.isSafe(request, nowMs())) {
      end({
        is: "mismatch",
        why: `${where}: an answer to an earlier request may still come; try again in 10 s`,
      });
      return;
    }
    const connection = await link.open();
    if (signal.aborted || "why" in connection) {
      end({ is: "closed", why: "why" in connection ? connection.why : `${where}: stopped` });
      return;
    }
    const beganMs = nowMs();
    const answer = await connection.read(request, timeout);
    rest(beganMs, nowMs());
    unit?.rest(nowMs());
    if (answer.is !== "words" && answer.is !== "exception") unit?.miss(request, nowMs());
    end(answer);
  }
}
