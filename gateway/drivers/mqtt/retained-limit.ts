const TOPICS = 1_000;

/**
 * Bounds what the embedded broker remembers: a client that retains on ever new topics would fill its memory. Whether
 * one more message may be retained; an empty one removes its topic and always may.
 */
export const retainedLimit = (): ((topic: string, bytes: number) => boolean) => {
  const topics = new Set<string>();
  return (topic, bytes) => {
    if (bytes === 0) topics.delete(topic);
    else if (topics.size < TOPICS) topics.add(topic);
    return bytes === 0 || topics.has(topic);
  };
};
