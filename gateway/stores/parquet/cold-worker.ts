import { workerData } from "node:worker_threads";
import type { TrendAsked } from "#gateway/ports/trends.ts";
import { serve } from "../thread-serve.ts";
import type { PointSeries } from "../trends/roll-up.ts";
import { type ColdSettings, cold } from "./cold.ts";
import { coldRuns, type RunsAsked } from "./cold-runs.ts";
import { type Folded, foldDay, type HallDate } from "./fold-day.ts";
import { hotDay } from "./hot-day.ts";
import { type Kept, keepToPlan } from "./keep.ts";
import { knownPoint, mostWords } from "./known-point.ts";
import type { Manifest } from "./manifest.ts";
import { coldRange, type RangeAsked } from "./range.ts";
import { type HotSeries, statesOf, trendsOf } from "./trend.ts";

/** What the thread of the cold history can be asked. */
export type ColdThread = typeof handlers;

/** Time in ms without a question after which memory is given back. */
const IDLE = 60_000;

const settings = workerData as ColdSettings;
/** What the hall's clock showed with the latest question: this thread has none of its own. */
let heard = Date.now();
const now = (): number => heard;
const place = cold(settings, now);
const hot = hotDay(settings.directory);
let isHalted = false;
let busy = 0;
let idle: NodeJS.Timeout | null = null;

/** Sets the clock, does the work, and gives memory back when nobody has asked for anything for a while. */
const at = async <T>(moment: number, work: () => Promise<T>): Promise<T> => {
  heard = moment;
  if (idle !== null) clearTimeout(idle);
  busy += 1;
  try {
    return await work();
  } finally {
    busy -= 1;
    if (busy === 0) idle = setTimeout(() => void rest().catch(() => {}), IDLE);
  }
};

const rest = async (): Promise<void> => {
  hot.close();
  await place.rest();
};

const handlers = {
  open: async (): Promise<Manifest> => (await place.book()).manifest(),
  /** Looks after the files: those that are missing or have been mended, those that count no more. */
  look: (moment: number): Promise<void> =>
    at(moment, async () => {
      const book = await place.book();
      await book.check(now());
      book.sweep();
    }),
  /** Removes what has been kept for long enough. */
  keep: (moment: number): Promise<Kept> => at(moment, () => keepToPlan(place)),
  fold: (moment: number, day: HallDate): Promise<Folded> =>
    at(moment, () =>
      place.reading(async (duck, files, path) => {
        for (const file of files) if (file.of === day.date || file.of === day.date.slice(0, 7)) path(file);
        return foldDay(
          {
            duck,
            book: await place.book(),
            hot,
            known: id => knownPoint(place, id),
            mostWords: mostWords(settings.points),
            reserveBytes: settings.reserveBytes,
            now,
            isHalted: () => isHalted,
          },
          day,
        );
      }),
    ),
  /** Ends a fold that is under way as soon as it can be: the next start does it again. */
  halt: () => {
    isHalted = true;
  },
  range: (moment: number, asked: RangeAsked, hotter: PointSeries): Promise<PointSeries> =>
    at(moment, () => coldRange(place, asked, hotter)),
  runs: (moment: number, asked: RunsAsked, hotter: HotSeries) =>
    at(moment, () => coldRuns(place, asked, hotter)),
  trend: (moment: number, asked: TrendAsked, hotter: HotSeries) =>
    at(moment, () => trendsOf(place, asked, hotter)),
  states: (moment: number, asked: TrendAsked, hotter: HotSeries) =>
    at(moment, () => statesOf(place, asked, hotter)),
  manifest: async (): Promise<Manifest> => (await place.book()).manifest(),
  close: async (): Promise<void> => {
    if (idle !== null) clearTimeout(idle);
    await rest();
  },
};

serve(handlers);
