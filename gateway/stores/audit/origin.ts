import { type ChainLink, chainHash } from "../chain.ts";

/** How far from its place an event is looked for at once, and how far when those before it were at theirs. */
const NEAR = 16;
const FAR = 1_024;
/** A far search costs milliseconds: a trail that is wrong all over must not cost hours. */
const FAR_SEARCHES = 50;
/** Events without a place that are compared with each other. */
const STRANGERS = 300;

/** Whether the event is the one that was recorded as `seq`. */
const wasRecordedAs = (link: ChainLink, seq: number): boolean =>
  seq > 0 && chainHash(link.prev, { ...link, seq }) === link.hash;

/** Finds out as which event of the trail an event was recorded: its number is part of its hash. */
export const originFinder = () => {
  let shift: number | null = 0;
  let farSearches = 0;
  const strangers: ChainLink[] = [];

  const search = (link: ChainLink): number | null => {
    const likely = [0, shift ?? 0];
    const found = likely.find(by => wasRecordedAs(link, link.seq + by));
    if (found !== undefined) return found;
    const isFar = shift !== null && farSearches < FAR_SEARCHES;
    if (isFar) farSearches += 1;
    for (let by = 1; by <= (isFar ? FAR : NEAR); by += 1) {
      if (wasRecordedAs(link, link.seq + by)) return by;
      if (wasRecordedAs(link, link.seq - by)) return -by;
    }
    if (strangers.length < STRANGERS) strangers.push({ ...link });
    return null;
  };

  return {
    /** How many places it stands before the one that it was recorded at; null: it is no event that was recorded. */
    shiftOf: (link: ChainLink): number | null => {
      shift = search(link);
      return shift;
    },
    /** Of those that were not found, the ones that stand at each other's places or at one of `vacant`, by place. */
    exchanged: (vacant: readonly number[]): ReadonlyMap<number, number> => {
      const seats = [...strangers.map(({ seq }) => seq), ...vacant.slice(0, STRANGERS)];
      const found = new Map<number, number>();
      for (const link of strangers) {
        const seat = seats.find(seq => wasRecordedAs(link, seq));
        if (seat !== undefined) found.set(link.seq, seat - link.seq);
      }
      return found;
    },
  };
};
