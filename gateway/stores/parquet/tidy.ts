import type { Log } from "#gateway/ports/log.ts";
import { dateBefore, hallDate, hallDateAt } from "./days.ts";
import type { Folded, HallDate } from "./fold-day.ts";

/** The hot history as it is tidied: rows of SQLite that one thread writes. */
export type HotSide = {
  /** Makes rows of all that has come and lets them be until `release`: what comes meanwhile waits beside them, durable. */
  hold(): Promise<void>;
  release(): Promise<void>;
  /** The oldest reading from a moment on; null: there is none. Only while held. */
  oldest(from: number): Promise<number | null>;
  /** Removes the rows of a time. False: they were written to meanwhile and have stayed. Only while held. */
  remove(from: number, to: number): Promise<boolean>;
};

export type ColdSide = {
  fold(day: HallDate): Promise<Folded>;
};

export type TidyParts = {
  readonly hot: HotSide;
  readonly cold: ColdSide;
  readonly timeZone: string;
  readonly now: () => number;
  readonly log: Log;
  /** A day that could not be written, with the reason; the others go on. */
  readonly failed: (day: HallDate, error: unknown) => void;
  readonly isStopped: () => boolean;
  readonly step?: (name: string) => void;
};

/**
 * Brings every day that is closed from hot to cold, the oldest first: written, named by the manifest, then removed here.
 * Killed anywhere a reading is in one of the two or in both, where it counts once.
 */
export const tidyDays = async (parts: TidyParts): Promise<void> => {
  const { hot, timeZone, now, step = () => {} } = parts;
  const openFrom = hallDate(dateBefore(now(), 1, timeZone), timeZone).from;
  for (let from = Number.MIN_SAFE_INTEGER; !parts.isStopped(); ) {
    await hot.hold();
    step("held");
    try {
      const at = await hot.oldest(from);
      if (at === null || at >= openFrom) return;
      const day = hallDateAt(at, timeZone);
      from = day.to;
      await toCold(parts, day);
    } finally {
      await hot.release();
      step("released");
    }
  }
};

const toCold = async (
  { hot, cold, log, failed, step = () => {} }: TidyParts,
  day: HallDate,
): Promise<void> => {
  const begun = performance.now();
  let folded: Folded;
  try {
    folded = await cold.fold(day);
  } catch (error) {
    failed(day, error);
    return;
  }
  const isRemoved = await hot.remove(day.from, day.to);
  step("removed");
  if (folded.is === "same") return;
  const { rows, points, bytes, revision } = folded.readings;
  const told = { day: day.date, readings: rows, points, bytes, ms: Math.round(performance.now() - begun) };
  log.info(
    { ...told, ...(revision > 1 && { revision, late: folded.late }), ...(!isRemoved && { isRemoved }) },
    "day is cold",
  );
};
