import type { Instant } from "#rules/time/instant.ts";

/** A topic that somebody publishes on and the site file does not know: a device that is new, or a misspelt topic. */
export type UnknownTopic = { readonly topic: string; readonly messages: number; readonly lastAt: Instant };

const MOST = 200;
const LONGEST = 200;

/** Remembers the first 200 unknown topics with how often each came, for whoever sets up devices. */
export const unknownTopics = () => {
  const seen = new Map<string, { messages: number; lastAt: Instant }>();
  return {
    note: (topic: string, at: Instant) => {
      const name = topic.length > LONGEST ? `${topic.slice(0, LONGEST)}…` : topic;
      const known = seen.get(name);
      if (known === undefined) {
        if (seen.size < MOST) seen.set(name, { messages: 1, lastAt: at });
        return;
      }
      known.messages++;
      known.lastAt = at;
    },
    list: (): readonly UnknownTopic[] => [...seen].map(([topic, count]) => ({ topic, ...count })),
  };
};
