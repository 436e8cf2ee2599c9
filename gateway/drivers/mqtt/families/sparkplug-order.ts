import type { Instant } from "#rules/time/instant.ts";

/** @see Sparkplug 3.0.0 §6.4.19: 0 to 255, then 0 again */
const COUNT = 256;
/** A number that lies so little behind is a message that came twice. */
const BEHIND = 8;

type Held<T> = { readonly item: T; readonly at: Instant };

/**
 * The order of an edge node's messages, which count from 0 to 255 over and over. What comes before its turn is held
 * until what is missing has come.
 */
export const sparkplugOrder = <T>() => {
  const held = new Map<number, Held<T>>();
  let next = 0;
  let newest = Number.NEGATIVE_INFINITY;
  return {
    /** Everything begins anew after a birth with this number. */
    begin: (seq: number, sentAt: number) => {
      held.clear();
      next = (seq + 1) % COUNT;
      newest = sentAt;
    },
    /**
     * Takes one in. Returns those whose turn it is now, in their order.
     *
     * @param sentAt  by the sender's clock: a number from behind is a repeat only when the time is, too
     */
    offer: (seq: number, sentAt: number, item: T, at: Instant): readonly T[] => {
      const behind = (next - seq + COUNT) % COUNT;
      if (behind > 0 && behind <= BEHIND && sentAt <= newest) return [];
      held.set(seq, { item, at });
      const due: T[] = [];
      for (let turn = held.get(next); turn !== undefined; turn = held.get(next)) {
        due.push(turn.item);
        held.delete(next);
        next = (next + 1) % COUNT;
      }
      newest = Math.max(newest, sentAt);
      return due;
    },
    /** Which number is missing, and since when others wait for it; null: none is. */
    missing: (): { readonly seq: number; readonly since: Instant } | null => {
      const [oldest] = [...held.values()].sort((a, b) => a.at - b.at);
      return oldest === undefined ? null : { seq: next, since: oldest.at };
    },
  };
};
