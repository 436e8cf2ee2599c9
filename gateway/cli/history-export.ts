import { once } from "node:events";
import { createWriteStream, existsSync, rmSync } from "node:fs";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { nearest } from "#rules/site/nearest.ts";
import { between, instant } from "#rules/time/instant.ts";
import { type ExportFormat, exported } from "../stores/parquet/exported.ts";
import { EXIT, Stop } from "./exit.ts";
import { hallOrStop } from "./hall.ts";
import { localText, momentAt } from "./hall-time.ts";
import { sizeText } from "./history.ts";
import type { Moment } from "./moments.ts";
import { Progress } from "./progress.ts";
import { siteFile } from "./rules-replay.ts";
import type { Words } from "./words/language.ts";

export type HistoryExportOptions = {
  readonly data: string;
  readonly points?: readonly string[];
  readonly from: Moment;
  readonly to: Moment;
  readonly format: ExportFormat;
  readonly out?: string;
};

/**
 * Writes readings to a file or to standard output, with its progress on standard error.
 *
 * @param file  site file; absent: the one that HALLWATCH_CONFIG names
 */
export const historyExport = async (
  file: string | undefined,
  options: HistoryExportOptions,
  words: Words,
): Promise<number> => {
  const { site } = await hallOrStop(siteFile(file, words), words);
  const { timeZone } = site.calendar;
  const ids = options.points ?? site.points.map(({ id }) => id);
  const known = new Map(site.points.map(point => [point.id, point]));
  const unknown = ids.filter(id => !known.has(id));
  if (unknown.length > 0)
    throw new Stop(
      EXIT.usage,
      words.history.unknown(unknown.join(", "), nearest(unknown[0] ?? "", [...known.keys()])),
    );
  const [from, to] = [momentAt(options.from, timeZone), momentAt(options.to, timeZone)];
  if (from >= to)
    throw new Stop(EXIT.usage, words.history.backwards(localText(from, timeZone), localText(to, timeZone)));
  if (options.out !== undefined && existsSync(options.out))
    throw new Stop(EXIT.usage, words.history.exists(options.out));

  const { format, data: directory } = options;
  const progress = options.out === undefined ? null : new Progress(Math.ceil(between(from, to) / 60_000));
  const { out: target } = options;
  let out: Writable | null = null; // A history that cannot be opened leaves no empty file.
  let written = 0;
  try {
    const points = ids.flatMap(id => known.get(id) ?? []);
    for await (const { bytes, at } of exported({ directory, site, points, from, to, format })) {
      written += bytes.length;
      out ??= target === undefined ? process.stdout : createWriteStream(target);
      if (bytes.length > 0 && !out.write(bytes)) await once(out, "drain");
      progress?.show(
        Math.floor((at - from) / 60_000),
        words.history.progress(localText(instant(at), timeZone)),
      );
    }
    if (target !== undefined && out !== null) {
      out.end();
      await finished(out);
    }
  } catch (error) {
    if (options.out !== undefined) rmSync(options.out, { force: true });
    throw error;
  } finally {
    progress?.end();
  }
  if (options.out !== undefined) console.error(words.history.done(options.out, sizeText(written)));
  return EXIT.ok;
};
