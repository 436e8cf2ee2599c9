import { after, type Instant, type Millis, millis } from "../time/instant.ts";
import type { Book, Step } from "./book.ts";
import { stepOf } from "./hear.ts";
import { entry } from "./papers.ts";
import type { ClosingRound } from "./round.ts";
import { withdrawn } from "./signing.ts";

/** The hall's clock was moved: what counts time from an event moves along, and signatures have to be given anew. */
export const moveBook = (book: Book, at: Instant, by: Millis): Step => {
  const standings = book.standings.map(each => ({
    ...each,
    movedBy: millis(each.movedBy + by),
    endedAt: each.endedAt === null ? null : after(each.endedAt, by),
  }));
  const { round } = book;
  if (round === null) return { book: { round, standings }, entries: [] };
  const over = withdrawn(round, at, { zh: "网关的时钟被调整了", en: "the clock was moved" });
  const moved = movedRound(over?.round ?? round, by);
  const told = entry("closing", round.id, "moved", { at, by: null, movedBy: by });
  const step = stepOf({ ...book, standings }, [
    ...(over ? [over] : []),
    { round: moved, entries: round.endedAt === null ? [told] : [] },
  ]);
  return step;
};

const movedRound = (round: ClosingRound, by: Millis): ClosingRound => {
  const move = (at: Instant): Instant => after(at, by);
  const each = <T, U>(all: Readonly<Record<string, T>>, change: (one: T) => U): Readonly<Record<string, U>> =>
    Object.fromEntries(Object.entries(all).map(([id, one]) => [id, change(one)]));
  return {
    ...round,
    since: move(round.since),
    dueAt: move(round.dueAt),
    mustCloseAt: move(round.mustCloseAt),
    latestAt: move(round.latestAt),
    extension: round.extension && { ...round.extension, until: move(round.extension.until) },
    byHand: each(round.byHand, word => ({ ...word, at: move(word.at) })),
    ahead: each(round.ahead, move),
    warnedAt: round.warnedAt && move(round.warnedAt),
    endedAt: round.endedAt && move(round.endedAt),
    ...(round.endedAt !== null && by < 0 && { isRelived: true }),
  };
};
