import { Fault } from "#gateway/ports/fault.ts";
import type { Millis } from "#rules/time/instant.ts";
import { type Book, isWhole, openBook } from "./book.ts";
import { type Duck, lazyDuck } from "./duck.ts";
import { coldDirectory, spillPath } from "./layout.ts";
import type { ColdFile } from "./manifest.ts";
import { lookInto } from "./write-parquet.ts";

/** What the cold history knows of a point of the site. */
export type ColdPoint = {
  readonly id: string;
  /** Id of its class. */
  readonly class: string;
  readonly staleAfter: Millis;
  /** How many words its class has; 0: numbers. */
  readonly words: number;
};

/** How long what is kept: days of the hall. */
export type KeepDays = {
  readonly readings: number;
  readonly minutes: number;
  readonly quarters: number;
  /** Readings of these classes for as long as this instead. */
  readonly classes: Readonly<Record<string, number>>;
};

/** What the cold history of a data directory is given. Plain, so that it can go to a thread. */
export type ColdSettings = {
  readonly directory: string;
  readonly points: readonly ColdPoint[];
  readonly timeZone: string;
  readonly keep: KeepDays;
  readonly reserveBytes: number;
  /** A point with up to so many readings in the time is read from them, so that nothing is lost. */
  readonly fewReadings: number;
};

/** The cold files with what reads them, opened when somebody needs it. */
export type Cold = {
  readonly settings: ColdSettings;
  readonly pointOf: (id: string) => ColdPoint | undefined;
  book(): Promise<Book>;
  now(): number;
  /**
   * Does work that reads files. When it fails, those that are not what was written are set aside, and it is tried without
   * them: a stretch without readings, and a problem that people are told.
   *
   * @param work  gets all files that count, and what says where one that it uses is
   * @throws {Fault} `COLD_FAILED` when the files are whole and it fails all the same
   */
  reading<T>(
    work: (duck: Duck, files: readonly ColdFile[], path: (file: ColdFile) => string) => Promise<T>,
  ): Promise<T>;
  /** Gives DuckDB's memory back until it is needed again. */
  rest(): Promise<void>;
};

/** Opens nothing yet. */
export const cold = (settings: ColdSettings, now: () => number): Cold => {
  const points = new Map(settings.points.map(point => [point.id, point]));
  let book: Promise<Book> | null = null;
  const duck = lazyDuck(spillPath(settings.directory));
  const books = (): Promise<Book> => {
    book ??= openBook(settings.directory, path => lookInto(duck, path), now());
    book.catch(() => {
      book = null;
    });
    return book;
  };
  return {
    settings,
    pointOf: id => points.get(id),
    book: books,
    now,
    reading: async work => {
      for (;;) {
        const known = await books();
        const used = new Set<ColdFile>();
        const path = (file: ColdFile): string => {
          used.add(file);
          return known.pathOf(file);
        };
        try {
          return await work(duck, known.manifest().files, path);
        } catch (error) {
          const broken = await brokenOf(known, [...used]);
          const why = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
          if (broken.length === 0) {
            if (error instanceof Fault) throw error;
            const message = `${coldDirectory(settings.directory)}: read: ${why}`;
            throw new Fault("COLD_FAILED", message, { retry: true, cause: error });
          }
          for (const file of broken) known.setAside(file, `it is not what was written: ${why}`, now());
        }
      }
    },
    rest: () => duck.close(),
  };
};

const brokenOf = async (book: Book, files: readonly ColdFile[]): Promise<readonly ColdFile[]> => {
  const broken: ColdFile[] = [];
  for (const file of files) if (!(await isWhole(book.pathOf(file), file))) broken.push(file);
  return broken;
};
