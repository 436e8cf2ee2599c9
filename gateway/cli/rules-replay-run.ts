import type { ReadingColumns } from "#rules/reading/columns.ts";
import type { Replay } from "#rules/replay/replay.ts";
import type { Site } from "#rules/site/model.ts";
import { after, type Instant, type Millis, millis } from "#rules/time/instant.ts";
import type { Recorded } from "../ports/recorded.ts";
import { EXIT, Stop } from "./exit.ts";
import { localText, momentAt } from "./hall-time.ts";
import type { Moment } from "./moments.ts";
import { ReplayProgress } from "./rules-replay-progress.ts";
import type { Words } from "./words/language.ts";

/** Ended by Ctrl-C: 128 and the number of the signal. @see POSIX.1-2024, 2.8.2 Exit Status for Commands */
const INTERRUPTED = 130;

/** From when to when a replay goes; `since` is where the engine begins, so that it knows its signals at `from`. */
export type Stretch = { readonly since: Instant; readonly from: Instant; readonly to: Instant };

/**
 * The time to replay: what was asked for, else all that was recorded.
 *
 * @throws {Stop} when there is nothing to replay
 */
export const stretchOf = async (
  recorded: Recorded,
  asked: { readonly from?: Moment; readonly to?: Moment; readonly warmUp: Millis },
  timeZone: string,
  words: Words,
): Promise<Stretch> => {
  const isWhole = asked.from !== undefined && asked.to !== undefined;
  const span = isWhole ? null : await recorded.span();
  const from = asked.from ? momentAt(asked.from, timeZone) : span?.first;
  const to = asked.to ? momentAt(asked.to, timeZone) : span && after(span.last, millis(1));
  if (from === undefined || to === null || to === undefined)
    throw new Stop(EXIT.usage, words.replay.empty(recorded.name, recorded.strangers().join(", ")));
  if (from >= to) {
    const [first, last] = [localText(from, timeZone), localText(to, timeZone)];
    const { afterEnd, beforeStart, backwards } = words.replay;
    if (span && !asked.to) throw new Stop(EXIT.usage, afterEnd(first, localText(span.last, timeZone)));
    if (span && !asked.from) throw new Stop(EXIT.usage, beforeStart(last, first));
    throw new Stop(EXIT.usage, backwards(first, last));
  }
  return { since: after(from, millis(-asked.warmUp)), from, to };
};

/** Somebody who takes recorded readings; `positions[n]` is where the recording's nth point is in its hall, or −1. */
export type Taker = { readonly replay: Replay; readonly positions: Int32Array | null };

/** A taker whose hall may have its points elsewhere than the recording. */
export const taker = (replay: Replay, site: Site, recordedPoints: readonly string[]): Taker => {
  const indexes = new Map(site.points.map(({ id, index }) => [id, index]));
  const positions = Int32Array.from(recordedPoints, id => indexes.get(id) ?? -1);
  return { replay, positions: positions.every((index, position) => index === position) ? null : positions };
};

/**
 * Plays a recording to all takers, with progress on standard error, until it ends or Ctrl-C is pressed.
 *
 * @returns         how many readings there were
 * @throws {Stop}   exit code 130 after Ctrl-C
 */
export const play = async (
  recorded: Recorded,
  { since, to }: Stretch,
  takers: readonly Taker[],
  timeZone: string,
  words: Words,
): Promise<number> => {
  const progress = new ReplayProgress(process.stderr, words);
  const interrupt = Promise.withResolvers<"interrupted">();
  const stop = (): void => interrupt.resolve("interrupted");
  process.once("SIGINT", stop).once("SIGTERM", stop);
  let readings = 0;
  let last: Instant = since;
  const parts = recorded.read(since, to)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([parts.next(), interrupt.promise]);
      if (next === "interrupted") {
        progress.clear();
        throw new Stop(INTERRUPTED, words.replay.interrupted(localText(last, timeZone)));
      }
      if (next.done) return readings;
      for (const { replay, positions } of takers)
        replay.take(positions === null ? next.value : moved(next.value, positions));
      const { rows, at } = next.value;
      readings += rows;
      last = at[rows - 1] as Instant;
      progress.show({ done: (last - since) / (to - since), readings, clock: localText(last, timeZone) });
    }
  } finally {
    progress.clear();
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
};

/** The same readings under the numbers of another hall's points; those that it does not have are left out. */
const moved = (
  { rows, at, value, point, quality }: ReadingColumns,
  positions: Int32Array,
): ReadingColumns => {
  const made = {
    at: new Float64Array(rows),
    value: new Float64Array(rows),
    point: new Uint32Array(rows),
    quality: new Uint8Array(rows),
  };
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const position = positions[point[row]!]!;
    if (position < 0) continue;
    made.at[count] = at[row]!;
    made.value[count] = value[row]!;
    made.point[count] = position;
    made.quality[count] = quality[row]!;
    count++;
  }
  return { rows: count, ...made };
};
