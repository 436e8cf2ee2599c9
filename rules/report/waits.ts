import type { Priority } from "../alert/alert.ts";
import { between, type Instant, instant, type Millis, millis } from "../time/instant.ts";
import type { Call } from "./calls.ts";
import type { Followed } from "./followed.ts";

/** From a call to somebody's seeing to it: acknowledged, confirmed, or put aside by a person. `to` null: nobody had by the end. */
export type Wait = {
  readonly alert: string;
  readonly priority: Priority;
  readonly from: Instant;
  readonly to: Instant | null;
};

/** How long calls waited. Those that wait still count with how long they have: it will not be less. */
export type Waiting = {
  readonly calls: number;
  readonly still: number;
  /** Half of them waited no longer, and 95 of 100; null: there was none. */
  readonly p50: Millis | null;
  readonly p95: Millis | null;
};

type Open = { -readonly [Key in keyof Wait]: Wait[Key] };

/** Gathers how long calls waited for a person. What another alert came to explain meanwhile waits for nobody. */
export const waitLog = () => {
  const all = new Set<Open>();
  const last = new Map<string, Open>();

  const begin = ({ at, alert, priority }: Call): void => {
    const wait: Open = { alert, priority, from: at, to: null };
    all.add(wait);
    last.set(alert, wait);
  };

  return {
    take: ({ event, alert }: Followed, call: Call | null): void => {
      const wait = last.get(alert.id);
      if (event.is === "unacknowledged" && wait) wait.to = null;
      else if (call && (wait === undefined || wait.to !== null)) begin(call);
      else if (wait?.to !== null || wait === undefined) return;
      else if (alert.acknowledgement || alert.shelf || alert.closedAt !== null)
        wait.to = instant(Math.max(event.at, wait.from));
      else if (alert.suppression || alert.outOfService) {
        all.delete(wait);
        last.delete(alert.id);
      }
    },
    waits: (): readonly Wait[] => [...all].toSorted((a, b) => a.from - b.from),
  };
};

/** @param until  how far the trail was read: what waits then has waited so long at least */
export const waitingOf = (waits: readonly Wait[], until: Instant): Waiting => {
  const lengths = waits.map(({ from, to }) => between(from, to ?? until)).toSorted((a, b) => a - b);
  return {
    calls: lengths.length,
    still: waits.filter(({ to }) => to === null).length,
    p50: percentile(lengths, 50),
    p95: percentile(lengths, 95),
  };
};

/** By nearest rank: the smallest of which at least so many in a hundred are no longer. */
const percentile = (ascending: readonly Millis[], of: number): Millis | null =>
  ascending.length === 0 ? null : millis(ascending[Math.ceil((of / 100) * ascending.length) - 1] as number);
