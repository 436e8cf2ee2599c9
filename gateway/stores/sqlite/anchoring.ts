import type { Anchor } from "#gateway/ports/audit.ts";
import type { Clock, Timer } from "#gateway/ports/clock.ts";
import type { Log } from "#gateway/ports/log.ts";
import { hours } from "#rules/time/instant.ts";
import type { Thread } from "../thread.ts";
import type { RecordThread } from "./record-worker.ts";

/** How many events a trail may grow by without an anchor. */
const EVENTS = 1_000;
/** And for how long. */
const EVERY = hours(1);

/** What the anchors of a record are dropped with. */
export type AnchoringOptions = {
  readonly clock: Clock;
  readonly log: Log;
  readonly worker: Pick<Thread<RecordThread>, "ask">;
  readonly heard: (anchor: Anchor) => void;
};

export type Anchoring = ReturnType<typeof anchoring>;

/** Drops an anchor every 1,000 events, every hour and at the end, where the trail has grown since the last one. */
export const anchoring = ({ clock, log, worker, heard }: AnchoringOptions) => {
  let timer: Timer | null = null;
  let fresh = 0;
  let dropping: Promise<void> = Promise.resolve();
  let isFailing = false;

  const dropOne = async (): Promise<void> => {
    if (fresh === 0) return;
    const held = fresh;
    fresh = 0;
    try {
      const anchor = await worker.ask("anchor", clock.now());
      isFailing = false;
      if (anchor) heard(anchor);
    } catch (error) {
      fresh += held;
      if (!isFailing) log.warn({ err: error }, "the trail cannot be anchored");
      isFailing = true;
    }
  };
  const next = (): Promise<void> => {
    dropping = dropping.then(dropOne);
    return dropping;
  };

  return {
    /** Says it when the record ends before its last anchor: it was cut, or is an older copy. */
    start: async (): Promise<void> => {
      const [end, anchor] = [await worker.ask("head"), await worker.ask("lastAnchor")];
      fresh = Math.max(0, end.seq - (anchor?.seq ?? 0));
      if (anchor && anchor.seq > end.seq)
        log.error({ events: end.seq, anchored: anchor.seq }, "the record ends before its last anchor");
      timer = clock.every(EVERY, () => void next());
    },
    /** So many events were added to the trail. */
    grown: (events: number): void => {
      fresh += events;
      if (fresh >= EVENTS) void next();
    },
    stop: async (): Promise<void> => {
      timer?.stop();
      await next();
    },
  };
};
