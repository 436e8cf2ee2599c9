import type { Clock } from "#gateway/ports/clock.ts";
import type { BrokerLimits } from "#rules/site/broker.ts";
import type { Instant } from "#rules/time/instant.ts";

/** Why a message of a client is not taken. `isFirst`: none of its topic was left out since one was taken. */
export type Excess = {
  readonly is: "rate" | "topics" | "depth";
  readonly why: string;
  readonly isFirst: boolean;
};

const TOPICS = 1_000;
const DEPTH = 16;
/** What a named device may send on average, unless the site file says otherwise. */
const NAMED_PER_SECOND = 50;
/** A device that comes back tells everything at once: so many seconds' worth may come together. */
const BURST_SECONDS = 20;
const LEAST_BURST = 100;

type Limits = { readonly rate: number; readonly topics: number; readonly depth: number };

/** The limits for one client; a rate of 0: none. */
export const limitsFor = ({ ratePerSecond, topics, depth }: BrokerLimits, isNamed: boolean): Limits => ({
  rate: ratePerSecond ?? (isNamed ? NAMED_PER_SECOND : 0),
  topics: topics ?? TOPICS,
  depth: depth ?? DEPTH,
});

/**
 * Watches what one client sends. A bucket holds its rate: once it is empty nothing is taken until there is a second's
 * worth in it again, so that what does come through is whole for a moment rather than every so-many-th message.
 *
 * @returns  why the message is too much, or null
 */
export const clientLimits = ({ rate, topics, depth }: Limits, clock: Clock) => {
  const seen = new Set<number>();
  const burst = Math.max(LEAST_BURST, rate * BURST_SECONDS);
  const enough = Math.min(burst, Math.max(1, rate));
  const leftOut = new Set<number>();
  const excess = (is: Excess["is"], hash: number): Excess => {
    const isFirst = leftOut.size < topics && !leftOut.has(hash);
    if (isFirst) leftOut.add(hash);
    return { is, why: WHY[is]({ rate, topics, depth }), isFirst };
  };
  let left = burst;
  let filledAt: Instant | null = null;
  let isMuted = false;

  const refill = () => {
    const now = clock.now();
    left = Math.min(burst, left + (Math.max(0, now - (filledAt ?? now)) * rate) / 1_000);
    filledAt = now;
  };
  const isOverRate = (): boolean => {
    if (rate === 0) return false;
    filledAt ??= clock.now();
    if (isMuted || left < 1) refill();
    if (isMuted ? left < enough : left < 1) {
      isMuted = true;
      return true;
    }
    isMuted = false;
    left--;
    return false;
  };

  return (topic: string): Excess | null => {
    const hash = hashOf(topic);
    if (levelsOf(topic) > depth) return excess("depth", hash);
    if (isOverRate()) return excess("rate", hash);
    if (!seen.has(hash)) {
      if (seen.size >= topics) return excess("topics", hash);
      seen.add(hash);
    }
    if (leftOut.size > 0) leftOut.delete(hash);
    return null;
  };
};

const WHY: Readonly<Record<Excess["is"], (limits: Limits) => string>> = {
  rate: ({ rate }) => `sends more than ${perSecond(rate)}`,
  topics: ({ topics }) => `publishes on more than ${topics} topics`,
  depth: ({ depth }) => `publishes on a topic of more than ${depth} levels`,
};

const perSecond = (rate: number): string =>
  rate >= 1 ? `${rate} messages a second` : `${Math.round(rate * 60)} messages a minute`;

const levelsOf = (topic: string): number => {
  let levels = 1;
  for (let at = topic.indexOf("/"); at >= 0; at = topic.indexOf("/", at + 1)) levels++;
  return levels;
};

/**
 * A topic as 32 bits (FNV-1a): thousands of clients with a thousand topics each are then some megabytes. Where two topics
 * have the same number one more than the limit gets through, which harms nobody.
 */
const hashOf = (topic: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < topic.length; i++) hash = Math.imul(hash ^ topic.charCodeAt(i), 0x01000193);
  return hash;
};
