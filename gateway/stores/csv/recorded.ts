import { createReadStream, existsSync } from "node:fs";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { Fault } from "#gateway/ports/fault.ts";
import type { Impossible, Recorded } from "#gateway/ports/recorded.ts";
import type { ReadingColumns } from "#rules/reading/columns.ts";
import type { Point } from "#rules/site/model.ts";
import { type Instant, instant, toIso } from "#rules/time/instant.ts";
import { type Gathering, gathering, timeOrder } from "../time-order.ts";
import { type CsvReading, csvParser } from "./line.ts";

/** Lines that are brought into order together; a line may stand half as many away from its place. */
const TOGETHER = 500_000;
const STRANGERS = 5;
const NOTHING_IMPOSSIBLE: Impossible = { count: 0, first: "" };

/**
 * Recorded readings from a CSV file, `time,point,value,quality`, plain or gzipped. The lines must stand in the order of
 * their times, but for some 250,000 lines; a smaller file may be in any order.
 *
 * @param points    the hall's points; their positions are what columns call them
 * @param together  lines that are brought into order together
 * @throws {Fault}  `NO_HISTORY` when there is no such file; reading throws `CSV` with the line that is wrong
 */
export const csvRecorded = ({
  file,
  points,
  together = TOGETHER,
}: {
  readonly file: string;
  readonly points: readonly Point[];
  readonly together?: number;
}): Recorded => {
  if (!existsSync(file)) throw new Fault("NO_HISTORY", `${file}: there is no such file`, { retry: false });
  const strangers = new Set<string>();
  let impossible: Impossible = NOTHING_IMPOSSIBLE;

  /** Calls for every reading of a known point. */
  const lines = async function* (): AsyncGenerator<readonly CsvReading[]> {
    const parse = csvParser(points);
    let number = 0;
    impossible = NOTHING_IMPOSSIBLE;
    for await (const block of linesOf(file)) {
      const readings: CsvReading[] = [];
      for (const line of block) {
        number++;
        const parsed = parse(line, number === 1);
        if (parsed.is === "wrong")
          throw new Fault("CSV", `${file}:${number}: ${parsed.why}`, { retry: false });
        if (parsed.is === "stranger" && strangers.size < STRANGERS) strangers.add(parsed.point);
        if (parsed.is === "reading" && parsed.impossible !== undefined)
          impossible = {
            count: impossible.count + 1,
            first: impossible.first || `${file}:${number}: ${parsed.impossible}`,
          };
        if (parsed.is === "reading") readings.push({ ...parsed, line: number });
      }
      yield readings;
    }
  };

  const read = async function* (from: Instant, to: Instant): AsyncGenerator<ReadingColumns> {
    const rows = gathering(Math.min(together, TOGETHER));
    const order = timeOrder();
    let given = Number.NEGATIVE_INFINITY;
    for await (const readings of lines())
      for (const { at, value, point, quality, line } of readings) {
        if (at < from || at >= to) continue;
        if (at < given) throw outOfOrder(file, line, at, given);
        rows.add(at, value, point, quality);
        if (rows.rows < together) continue;
        const older = firstHalf(order(rows.columns), rows);
        given = older.at[older.rows - 1] ?? given;
        yield older;
      }
    if (rows.rows > 0) yield order(rows.columns);
  };

  return {
    name: file,
    span: async () => {
      let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for await (const readings of lines())
        for (const { at } of readings) [first, last] = [Math.min(first, at), Math.max(last, at)];
      return first > last ? null : { first: instant(first), last: instant(last) };
    },
    read,
    strangers: () => [...strangers],
    impossible: () => impossible,
    close: async () => {},
  };
};

/** The older half of ordered rows; the newer half stays gathered. Rows of one moment are not torn apart. */
const firstHalf = (ordered: ReadingColumns, rows: Gathering): ReadingColumns => {
  const { at, value, point, quality } = ordered;
  let cut = ordered.rows >> 1;
  while (cut < ordered.rows && at[cut] === at[cut - 1]) cut++;
  rows.clear();
  for (let row = cut; row < ordered.rows; row++) rows.add(at[row]!, value[row]!, point[row]!, quality[row]!);
  return { ...ordered, rows: cut };
};

const outOfOrder = (file: string, line: number, at: number, given: number): Fault => {
  const message = `${file}:${line}: ${toIso(instant(at))} is older than what was read already (${toIso(instant(given))}): bring the lines into the order of their times first, with sort for instance`;
  return new Fault("CSV", message, { retry: false });
};

/** The lines of a file, in blocks, without their ends. */
const linesOf = async function* (file: string): AsyncGenerator<readonly string[]> {
  const bytes = createReadStream(file, { highWaterMark: 1 << 20 });
  const text: Readable = file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
  bytes.once("error", error => text.destroy(error));
  let rest = "";
  try {
    for await (const block of text.setEncoding("utf8")) {
      const lines = (rest + block).split("\n");
      rest = lines.pop() ?? "";
      yield lines;
    }
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault("CSV", `${file}: read: ${(cause as Error).message}`, { retry: false, cause });
  }
  if (rest !== "") yield [rest];
};
