import { createReadStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Recorded } from "#gateway/ports/recorded.ts";
import { QUALITIES, type ReadingColumns } from "#rules/reading/columns.ts";
import type { Point, Site } from "#rules/site/model.ts";
import type { Instant } from "#rules/time/instant.ts";
import { prefixesOf, readingLines } from "../influx/series.ts";
import { type Duck, lazyDuck, quoted, quotedList } from "./duck.ts";
import { embeddedRecorded } from "./recorded.ts";
import { formOf } from "./write-parquet.ts";

export type ExportFormat = "csv" | "parquet" | "lines";

export type ExportAsked = {
  /** The data directory. */
  readonly directory: string;
  readonly site: Pick<Site, "id">;
  readonly points: readonly Point[];
  readonly from: Instant;
  readonly to: Instant;
  readonly format: ExportFormat;
};

/** A piece of a file, and the moment of the last reading that is in it. */
export type ExportPiece = { readonly bytes: Uint8Array; readonly at: number };

/** Readings that become text at once. */
const TOGETHER = { aim: 20_000, most: 200_000 };

/**
 * Readings of a time as a file, piece by piece, all qualities included: CSV as `--history csv:` reads it, line protocol
 * with the names that the databases know, or Parquet like the cold files.
 *
 * @throws {Fault} what reading the history throws
 */
export const exported = async function* (asked: ExportAsked): AsyncGenerator<ExportPiece> {
  const { directory, points, from, to, format } = asked;
  const recorded = embeddedRecorded({ directory, points: points.map(({ id }) => id), size: TOGETHER });
  try {
    if (format === "parquet") yield* asParquet(recorded, asked);
    else {
      const textOf = format === "csv" ? csvOf(points) : linesOf(asked);
      const encoder = new TextEncoder();
      if (format === "csv") yield { bytes: encoder.encode("time,point,value,quality\n"), at: from };
      for await (const part of recorded.read(from, to))
        yield { bytes: encoder.encode(textOf(part)), at: part.at[part.rows - 1] ?? from };
    }
  } finally {
    await recorded.close();
  }
};

const csvOf = (points: readonly Point[]): ((part: ReadingColumns) => string) => {
  const names = points.map(({ id }) => cell(id));
  const words = points.map(point => point.class.words?.map(cell));
  return ({ rows, at, value, point, quality }) => {
    let text = "";
    let moment = Number.NaN;
    let time = "";
    for (let row = 0; row < rows; row++) {
      if (at[row] !== moment) {
        moment = at[row]!;
        time = new Date(moment).toISOString();
      }
      const number = value[row]!;
      const told = Number.isNaN(number) ? "" : (words[point[row]!]?.[number] ?? String(number));
      text += `${time},${names[point[row]!]},${told},${QUALITIES[quality[row]!]}\n`;
    }
    return text;
  };
};

/** A text that a spreadsheet takes for a text: what begins like a formula gets an apostrophe. */
const cell = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const linesOf = ({ site, points }: ExportAsked): ((part: ReadingColumns) => string) => {
  const prefixes = prefixesOf({ id: site.id, points });
  return part => readingLines(part, prefixes);
};

const asParquet = async function* (
  recorded: Recorded,
  { points, from, to }: ExportAsked,
): AsyncGenerator<ExportPiece> {
  const place = mkdtempSync(join(tmpdir(), "hallwatch-export-"));
  const duck = lazyDuck(join(place, "spill"), 2);
  try {
    const path = join(place, "export.parquet");
    yield* gather(duck, recorded, from, to);
    const id = `(${quotedList(points.map(point => point.id))})[point + 1]`;
    await duck.run(
      `COPY (SELECT ${id} AS point, at_ms::BIGINT AS at_ms, CASE WHEN isnan(value) THEN NULL ELSE value END AS value, quality FROM gathered ORDER BY point, at_ms) TO ${quoted(path)} (${formOf("readings")})`,
    );
    for await (const bytes of createReadStream(path)) yield { bytes, at: to };
  } finally {
    await duck.close();
    rmSync(place, { recursive: true, force: true });
  }
};

/** Brings all readings into a table; the pieces are empty and tell only how far it is. */
const gather = async function* (
  duck: Duck,
  recorded: Recorded,
  from: Instant,
  to: Instant,
): AsyncGenerator<ExportPiece> {
  await duck.run("CREATE TABLE gathered (point INTEGER, at_ms DOUBLE, value DOUBLE, quality UTINYINT)");
  const writer = await duck.writer("gathered", ["integer", "double", "double", "tiny"]);
  for await (const { rows, at, value, point, quality } of recorded.read(from, to)) {
    writer.add([point, at, value, quality], rows);
    yield { bytes: new Uint8Array(0), at: at[rows - 1] ?? from };
  }
  writer.close();
};
