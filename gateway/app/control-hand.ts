import type { ControlOrder } from "#rules/control/order.ts";
import type { Paper } from "#rules/routine/clerk.ts";
import type { Point, Site } from "#rules/site/model.ts";
import { between, seconds } from "#rules/time/instant.ts";
import type { Clock } from "../ports/clock.ts";
import type { Driver, Written } from "../ports/driver.ts";
import type { Log } from "../ports/log.ts";
import type { Loop } from "./loop.ts";
import type { OpenPapers } from "./open-papers.ts";

export type ControlHandParts = {
  readonly site: Pick<Site, "points" | "controls">;
  readonly drivers: readonly Driver[];
  readonly loop: Pick<Loop, "command">;
  /** As they are recorded. */
  readonly papers: OpenPapers;
  readonly clock: Clock;
  readonly log: Log;
};

/** What was judged longer ago than this is not written any more: whoever was out of the room may be in it again. */
const FRESH = seconds(30);

/** Who the driver's answer comes from, where others have a person. */
const GATEWAY = "hallwatch";

/**
 * The hand that writes what was decided: an attempt goes to its device once its paper is recorded, and never otherwise. What
 * came of it goes back into the loop like anything else that happens.
 */
export class ControlHand {
  readonly #parts: ControlHandParts;
  /** Attempts that are seen to: `control/2025-07-08/1#1`. */
  readonly #taken = new Set<string>();
  readonly #waiting: ControlOrder[] = [];
  #isRunning = false;

  constructor(parts: ControlHandParts) {
    this.#parts = parts;
  }

  /**
   * To be called when the drivers run. What an earlier run has left behind was perhaps written and perhaps not: that is
   * said, and whoever decides goes on from there.
   */
  start(): void {
    this.#isRunning = true;
    for (const order of this.#waiting.splice(0)) void this.#write(order);
    for (const order of waitingIn(this.#parts.papers.of("control")))
      if (!this.#taken.has(keyOf(order)))
        void this.#tell(order, { is: "unknown", why: "the gateway stopped before the device had answered" });
  }

  /** Nothing is written any more. */
  stop(): void {
    this.#isRunning = false;
  }

  /** Papers that have just become durable. */
  told(written: readonly Paper[]): void {
    for (const paper of written) if (paper.kind === "control" && !paper.isOpen) this.#forget(paper.id);
    for (const order of waitingIn(written.filter(({ kind }) => kind === "control"))) {
      const key = keyOf(order);
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      if (this.#isRunning) void this.#write(order);
      else this.#waiting.push(order);
    }
  }

  #forget(id: string): void {
    for (const key of this.#taken) if (key.startsWith(`${id}#`)) this.#taken.delete(key);
  }

  async #write(order: ControlOrder): Promise<void> {
    await this.#tell(order, await this.#tried(order));
  }

  async #tried(order: ControlOrder): Promise<Written> {
    const { site, drivers, clock } = this.#parts;
    const control = site.controls?.controls[order.point];
    const point = control && site.points[control.point];
    if (!point || site.controls?.isEnabled !== true)
      return { is: "refused", why: `there is no control ${order.point}` };
    const age = between(order.attempts.at(-1)?.at ?? clock.now(), clock.now());
    if (age > FRESH)
      return {
        is: "refused",
        why: `not written: it was recorded ${Math.round(age / seconds(1))} s after it was decided`,
      };
    const driver = drivers.find(each => each.write !== undefined && each.name === point.source.is);
    if (!driver?.write) return { is: "refused", why: `nothing here can write to ${point.id}` };
    return write(driver, point, order.to);
  }

  async #tell(order: ControlOrder, written: Written): Promise<void> {
    const { loop, clock, log } = this.#parts;
    const attempt = order.attempts.length;
    const why = written.is === "done" ? "" : written.why;
    log.info({ control: order.id, point: order.point, attempt, outcome: written.is, why }, "command written");
    await loop.command({
      is: "control-tried",
      by: GATEWAY,
      at: clock.now(),
      control: order.id,
      attempt,
      outcome: written.is,
      why,
    });
  }
}

/** A driver that throws has told nothing: nobody knows what it did. */
const write = async (driver: Driver, point: Point, value: number): Promise<Written> => {
  try {
    return (
      (await driver.write?.(point, value)) ?? { is: "refused", why: `nothing here can write to ${point.id}` }
    );
  } catch (error) {
    return { is: "unknown", why: error instanceof Error ? error.message : String(error) };
  }
};

/** Orders whose last attempt is to be written. */
const waitingIn = (papers: readonly Paper[]): readonly ControlOrder[] =>
  papers
    .map(({ value }) => value as ControlOrder)
    .filter(({ state, attempts }) => state === "sending" && attempts.at(-1)?.outcome === "waiting");

const keyOf = ({ id, attempts }: ControlOrder): string => `${id}#${attempts.length}`;
