import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Fault } from "#gateway/ports/fault.ts";
import type { Recorded } from "#gateway/ports/recorded.ts";
import type { ReadingColumns } from "#rules/reading/columns.ts";
import { type Instant, instant } from "#rules/time/instant.ts";
import { PART_SIZE, type PartSize } from "../parts.ts";
import { sqliteRecorded } from "../sqlite/recorded.ts";
import { gathering } from "../time-order.ts";
import { type Duck, lazyDuck, quotedList } from "./duck.ts";
import { coldDirectory } from "./layout.ts";
import { type ColdFile, EMPTY, readManifest } from "./manifest.ts";
import { withHot } from "./with-hot.ts";

/**
 * The embedded history of a data directory, hot and cold, to be read from beginning to end; also while a gateway writes to
 * it. Of one point and moment the hot reading counts.
 *
 * @param points   ids of the points to read; their positions are what columns call them
 * @throws {Fault} `NO_HISTORY` when the directory has none; `HISTORY_NEWER`, `HISTORY_FAILED`; reading throws
 *                 `COLD_UNREADABLE` with the file that cannot be read
 */
export const embeddedRecorded = ({
  directory,
  points,
  size = PART_SIZE,
}: {
  readonly directory: string;
  readonly points: readonly string[];
  readonly size?: PartSize;
}): Recorded => {
  const hot = sqliteRecorded({ directory, points, size });
  const spill = mkdtempSync(join(tmpdir(), "hallwatch-read-"));
  const duck = lazyDuck(join(spill, "duck"), 2);
  const files = (): readonly ColdFile[] =>
    (readManifest(directory) ?? EMPTY).files
      .filter(({ is }) => is === "readings")
      .toSorted((a, b) => a.first - b.first);
  const path = ({ file }: ColdFile) => join(coldDirectory(directory), file);
  const edge = async (sorted: readonly ColdFile[], of: "min" | "max"): Promise<number | null> => {
    for (const file of sorted) {
      const sql = `SELECT ${of}(at_ms)::DOUBLE FROM read_parquet(${quotedList([path(file)])}) WHERE list_contains(${quotedList(points)}, point)`;
      const [found] = await readable(file, () => duck.numbers(sql, 1));
      if (found !== undefined && !Number.isNaN(found[0])) return found[0] ?? null;
    }
    return null;
  };

  return {
    name: hot.name,
    span: async () => {
      const inHot = await hot.span();
      const first = await edge(files(), "min");
      const last = await edge(files().toReversed(), "max");
      if (first === null || last === null) return inHot;
      if (inHot === null) return { first: instant(first), last: instant(last) };
      return {
        first: instant(Math.min(first, inHot.first)),
        last: instant(Math.max(last, inHot.last)),
      };
    },
    read: async function* (from, to) {
      let at = from;
      for (const group of together(files())) {
        const begin = instant(Math.max(at, group.first));
        const end = instant(Math.min(to, group.last + 1));
        if (begin >= end) continue;
        yield* hot.read(at, begin);
        const cold = () =>
          coldRows(duck, { paths: group.files.map(path), points, from: begin, to: end }, size);
        yield* withHot(await gathered(hot.read(begin, end)), readableRows(group.files, cold), begin);
        at = end;
      }
      yield* hot.read(at, to);
    },
    strangers: hot.strangers,
    close: async () => {
      await hot.close();
      await duck.close();
      rmSync(spill, { recursive: true, force: true });
    },
  };
};

type Group = { readonly files: readonly ColdFile[]; readonly first: number; readonly last: number };

/** Files one after the other; those whose times overlap (the hall's zone was another once) together. */
const together = (files: readonly ColdFile[]): readonly Group[] => {
  const groups: Group[] = [];
  for (const file of files) {
    const before = groups.at(-1);
    if (before === undefined || file.first > before.last)
      groups.push({ files: [file], first: file.first, last: file.last });
    else
      groups[groups.length - 1] = {
        files: [...before.files, file],
        first: before.first,
        last: Math.max(before.last, file.last),
      };
  }
  return groups;
};

type ColdRows = {
  readonly paths: readonly string[];
  readonly points: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
};

/** Rows of cold files in the order of their times, in parts. */
const coldRows = async function* (
  duck: Duck,
  { paths, points, from, to }: ColdRows,
  { aim }: PartSize,
): AsyncGenerator<ReadingColumns> {
  const rows = gathering(Math.min(aim, PART_SIZE.aim) + 2_048);
  const ids = `(SELECT unnest(${quotedList(points)}) AS id, unnest(range(${points.length})) AS n)`;
  const sql = `SELECT '', at_ms::DOUBLE, value, n::DOUBLE, quality::DOUBLE FROM read_parquet(${quotedList(paths)}) JOIN ${ids} ON id = point WHERE at_ms >= ${from} AND at_ms < ${to} ORDER BY at_ms, n`;
  for await (const { numbers } of duck.stream(sql, 5)) {
    const [at, value, point, quality] = numbers;
    for (let row = 0; row < at!.length; row++)
      rows.add(at![row]!, value![row]!, point![row]!, quality![row]!);
    if (rows.rows < aim) continue;
    yield rows.columns;
    rows.clear();
  }
  if (rows.rows > 0) yield rows.columns;
};

/** All of a recording's stretch in memory: what is hot of a closed day is what came late. */
const gathered = async (parts: AsyncIterable<ReadingColumns>): Promise<ReadingColumns> => {
  const rows = gathering(1_024);
  for await (const { rows: count, at, value, point, quality } of parts)
    for (let row = 0; row < count; row++) rows.add(at[row]!, value[row]!, point[row]!, quality[row]!);
  return rows.columns;
};

const readable = async <T>(file: ColdFile, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (cause) {
    throw unreadable([file], cause);
  }
};

const readableRows = async function* (
  files: readonly ColdFile[],
  rows: () => AsyncGenerator<ReadingColumns>,
): AsyncGenerator<ReadingColumns> {
  try {
    yield* rows();
  } catch (cause) {
    throw unreadable(files, cause);
  }
};

const unreadable = (files: readonly ColdFile[], cause: unknown): Fault => {
  const why = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
  const names = files.map(({ file }) => file).join(", ");
  const message = `history: ${names}: it cannot be read: ${why}; put it back from a backup, or leave its days out`;
  return new Fault("COLD_UNREADABLE", message, { retry: true, cause });
};
