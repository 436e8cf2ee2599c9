import { join } from "node:path";
import { openBook } from "../../gateway/stores/parquet/book.ts";
import { coldBuckets } from "../../gateway/stores/parquet/cold-trend.ts";
import { lazyDuck } from "../../gateway/stores/parquet/duck.ts";
import { foldDay } from "../../gateway/stores/parquet/fold-day.ts";
import { lookInto } from "../../gateway/stores/parquet/write-parquet.ts";
import { stepFor, type TrendLevel } from "../../gateway/stores/trends/step.ts";
import { minutes } from "../../rules/time/instant.ts";
import { DAY, idsOf, type Load, made, START } from "./made.ts";
import { type Subject, spanOf } from "./subject.ts";

/** The cold days of the embedded history: readings, and the roll-ups that are written with them. */
export const inParquet = async (root: string, load: Load): Promise<readonly [TrendLevel, Subject][]> => {
  const directory = join(root, "parquet");
  const duck = lazyDuck(join(directory, "spill"));
  const book = await openBook(directory, path => lookInto(duck, path), START);
  const ids = idsOf(load);
  const numbers = new Map(ids.map((id, n) => [id, n]));
  const fold = async (day: number): Promise<void> => {
    const from = START + day * DAY;
    const date = new Date(from + DAY / 3).toISOString().slice(0, 10);
    await foldDay(
      {
        duck,
        book,
        hot: { points: () => ids, series: id => made(numbers.get(id)!, day, load.every) },
        known: id => ({ staleAfter: minutes(10), words: numbers.get(id)! % 10 >= 8 ? 2 : 0 }),
        mostWords: 6,
        reserveBytes: 0,
        now: () => START,
      },
      { date, from, to: from + DAY },
    );
  };
  const subject = (level: TrendLevel): Subject => {
    const own = () => book.manifest().files.filter(({ is }) => is === level);
    return {
      name: level === "quarters" ? "Parquet, quarters of an hour" : `Parquet, ${level}`,
      add: level === "readings" ? fold : () => {},
      settle: () => {},
      bytes: () => own().reduce((sum, { bytes }) => sum + bytes, 0),
      ask: async asked => {
        const span = spanOf(asked);
        const step = stepFor(span, level);
        const files = own().filter(({ first, last }) => first < span.to && last + minutes(15) > span.from);
        const points = asked.points.map(point => ids[point]!);
        const among = { level, files: files.map(book.pathOf), points, ...span, without: [] };
        const found = await coldBuckets(duck, among, step);
        return {
          step,
          courses: points.flatMap(id => {
            const rows = found.get(id);
            if (rows === undefined) return [];
            return [{ ...rows, mean: rows.sum.map((sum, row) => sum / rows.count[row]!) }];
          }),
        };
      },
      serverCpuMs: () => null,
      close: level === "readings" ? () => duck.close() : () => {},
    };
  };
  return (["readings", "minutes", "quarters"] as const).map(level => [level, subject(level)]);
};
