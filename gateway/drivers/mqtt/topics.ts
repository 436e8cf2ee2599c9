/** Topics to what they stand for. */
export type TopicTable<T> = {
  /** What a message on `topic` stands for; undefined when no filter takes it. */
  find(topic: string): T | undefined;
  /** What to subscribe to: every filter once. */
  readonly subscriptions: readonly string[];
};

type Level<E> = { readonly next: Map<string, Level<E>>; readonly here: E[]; readonly below: E[] };

/** How many topics are remembered that came in through wildcards, and how long they may be. */
const REMEMBERED = 10_000;
const LONGEST_REMEMBERED = 256;

/**
 * Builds the table. A topic may be meant by several filters: `build` gets the entries of all of them, in the order given,
 * once per topic, so that the way of a message is one lookup.
 *
 * @param entries  filter (`+` for one level, a closing `#` for the rest, itself included) and what it is for
 * @see MQTT 3.1.1 §4.7: filters that begin with a wildcard do not take topics that begin with `$`
 */
export const topicTable = <E, T>(
  entries: readonly (readonly [filter: string, entry: E])[],
  build: (entries: readonly E[], topic: string) => T,
): TopicTable<T> => {
  const wild: Level<readonly [number, E]> = level();
  const exact = new Map<string, (readonly [number, E])[]>();
  entries.forEach(([filter, entry], order) => {
    if (isWild(filter)) insert(wild, filter, [order, entry]);
    else exact.set(filter, [...(exact.get(filter) ?? []), [order, entry]]);
  });
  const wildcards = (topic: string) => match(wild, topic.split("/"), 0, topic.startsWith("$"));
  const make = (found: readonly (readonly [number, E])[], topic: string): T =>
    build(
      [...found].sort(([a], [b]) => a - b).map(([, entry]) => entry),
      topic,
    );

  const known = new Map<string, T>();
  for (const [topic, found] of exact) known.set(topic, make([...found, ...wildcards(topic)], topic));
  const remembered = new Map<string, T>();
  const hasWildcards = wild.next.size > 0 || wild.below.length > 0;
  const learn = (topic: string): T | undefined => {
    const found = wildcards(topic);
    if (found.length === 0) return undefined;
    const made = make(found, topic);
    if (topic.length > LONGEST_REMEMBERED) return made;
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(topic, made);
    return made;
  };
  return {
    find: topic => known.get(topic) ?? (hasWildcards ? (remembered.get(topic) ?? learn(topic)) : undefined),
    subscriptions: [...new Set(entries.map(([filter]) => filter))],
  };
};

const isWild = (filter: string) => filter.includes("+") || filter.endsWith("#");

const level = <E>(): Level<E> => ({ next: new Map(), here: [], below: [] });

const insert = <E>(root: Level<E>, filter: string, entry: E) => {
  let at = root;
  for (const word of filter.split("/")) {
    if (word === "#") {
      at.below.push(entry);
      return;
    }
    const next = at.next.get(word) ?? level();
    at.next.set(word, next);
    at = next;
  }
  at.here.push(entry);
};

const match = <E>(at: Level<E>, words: readonly string[], depth: number, reserved: boolean): E[] => {
  const found = reserved && depth === 0 ? [] : [...at.below];
  const word = words[depth];
  if (word === undefined) return [...found, ...at.here];
  const named = at.next.get(word);
  if (named) found.push(...match(named, words, depth + 1, reserved));
  const any = reserved && depth === 0 ? undefined : at.next.get("+");
  if (any) found.push(...match(any, words, depth + 1, reserved));
  return found;
};
