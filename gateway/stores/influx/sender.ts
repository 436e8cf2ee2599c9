import { bodyOf, joinedBody, linesOf } from "./body.ts";
import type { Link } from "./link.ts";
import type { Outbox } from "./outbox.ts";
import { type Poison, type Settled, settle } from "./settle.ts";
import type { Batch } from "./spool.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

/** How patient the sender is; all in ms. */
export type SenderTiming = {
  /** First and longest wait before an absent server is tried again; doubles in between. */
  readonly backOff: readonly [first: number, longest: number];
  /** What was sent in this time before the connection was lost is sent again. */
  readonly rewind: number;
  /** Most of the time that backlog is sent in, above 0 and below 1; absent: half. */
  readonly backlogShare?: number;
};

export type SenderPlan = {
  readonly link: Link;
  readonly database: string;
  readonly outbox: Outbox;
  readonly timing: SenderTiming;
  setAside(poison: readonly Poison[]): void;
  /** The server has them; they are still in the spool, so that after a kill they are sent and told again. */
  stored?(batches: readonly Batch[]): void;
  /**
   * Makes what is missing in the database, before anything is sent after a loss; told the server's version. Whether it
   * worked shows in the next write: a user who may only write is not allowed to, and need not.
   */
  readonly setUp?: (version: string) => Promise<void>;
  /** Called after every attempt: null when the server took it, else why not. */
  onOutcome(trouble: string | null): void;
};

/** Brings the outbox to the server until it is stopped. */
export type Sender = {
  /** There is something new in the outbox. */
  nudge(): void;
  /** Resolves when the request under way has ended, or after a second without it. */
  stop(): Promise<void>;
};

/** Lines of one request: large enough to be cheap, small enough that a live batch never waits long behind it. */
const MOST_LINES = 10_000;
/** Time in ms that what was sent is kept beyond the rewind. */
const MARGIN = 15_000;
const STOP_PATIENCE = 1_000;

type Trouble = Exclude<Settled, { readonly is: "settled" }>;

/**
 * Live batches go first; the backlog goes between them, and rests after each request, so that it has no more than its share
 * of the time (half, unless the site says otherwise) and the server has the rest for what is new. After every loss of the connection what was sent in the last minute is
 * sent again: equal points are one point, so that is harmless, and a server that crashed may have lost it.
 */
export const sender = (plan: SenderPlan): Sender => {
  const { link, outbox, timing, onOutcome } = plan;
  const share = timing.backlogShare ?? 0.5;
  let isStopped = false;
  let isConnected = false;
  let failures = 0;
  let lastStoredAt = performance.now();
  let restUntil = 0;
  let wake = () => {};

  const idle = (ms: number): Promise<void> =>
    new Promise(resolve => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** Like `idle`, but news does not end it: only the stop does. */
  const rest = async (ms: number): Promise<void> => {
    const until = performance.now() + ms;
    while (!isStopped && performance.now() < until) await idle(Math.max(1, until - performance.now()));
  };

  const post = async (body: Uint8Array): Promise<Verdict> => {
    const path = `/write?db=${encodeURIComponent(plan.database)}&precision=ms`;
    const headers = { "content-encoding": "gzip", "content-type": "text/plain; charset=utf-8" };
    try {
      return verdictOf(await link.send({ method: "POST", path, headers, body }), Date.now());
    } catch (error) {
      return { is: "away", why: error instanceof Error ? error.message : String(error) };
    }
  };

  const postAll = async (batches: readonly Batch[]): Promise<Settled> => {
    const bodies = batches.map(batch => batch.body);
    const verdict = await post(joinedBody(bodies));
    if (verdict.is === "stored") return { is: "settled", poison: [] };
    return settle(linesOf(bodies), verdict, lines => post(bodyOf(`${lines.join("\n")}\n`)));
  };

  const deliver = async (batches: readonly Batch[]): Promise<void> => {
    try {
      const settled = await postAll(batches);
      if (settled.is !== "settled") {
        outbox.putBack(batches);
        return lose(settled);
      }
      const { poison } = settled;
      if (poison.length > 0) plan.setAside(poison);
      plan.stored?.(batches);
      failures = 0;
      lastStoredAt = performance.now();
      outbox.sent(
        batches,
        poison.reduce((sum, { count }) => sum + count, 0),
        lastStoredAt,
      );
      onOutcome(null);
    } catch (error) {
      outbox.putBack(batches);
      throw error;
    }
  };

  const lose = async (trouble: Trouble): Promise<void> => {
    onOutcome(trouble.why);
    if (trouble.is === "busy") return rest(trouble.waitMs);
    isConnected = false;
    outbox.close();
    const [first, longest] = timing.backOff;
    const wait = Math.min(longest, first * 2 ** failures);
    failures += 1;
    // Jitter, so that many gateways do not come back in the same moment.
    await rest(wait * (0.5 + Math.random() / 2));
  };

  const connect = async (): Promise<void> => {
    try {
      const { status, text, headers } = await link.send({ method: "GET", path: "/ping" });
      if (status >= 500) return lose({ is: "away", why: `ping: ${status} ${text.slice(0, 200)}` });
      const version = headers["x-influxdb-version"];
      if (version !== undefined) await plan.setUp?.(String(version));
    } catch (error) {
      return lose({ is: "away", why: error instanceof Error ? error.message : String(error) });
    }
    rewind();
    isConnected = true;
    outbox.open();
  };

  const rewind = () => {
    link.hasBroken();
    outbox.rewind(lastStoredAt - timing.rewind);
  };

  const step = async (): Promise<void> => {
    if (!isConnected) return connect();
    if (link.hasBroken()) rewind();
    outbox.forget(lastStoredAt - timing.rewind - MARGIN);
    if (outbox.hasLive()) return deliver(outbox.takeLive(MOST_LINES));
    const resting = restUntil - performance.now();
    if (!outbox.hasBacklog()) return idle(60_000);
    if (resting > 0) return idle(resting);
    const begun = performance.now();
    await deliver(outbox.takeBacklog(MOST_LINES));
    restUntil = performance.now() + (performance.now() - begun) * (1 / share - 1);
  };

  const running = (async () => {
    while (!isStopped)
      try {
        await step();
      } catch (error) {
        // The spool failed, not the server: its disk is full, say.
        await lose({ is: "away", why: error instanceof Error ? error.message : String(error) });
      }
  })();

  return {
    nudge: () => wake(),
    stop: async () => {
      isStopped = true;
      wake();
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise(resolve => {
        timer = setTimeout(resolve, STOP_PATIENCE);
      });
      await Promise.race([running, patience]);
      clearTimeout(timer);
      link.close();
      await running;
    },
  };
};
