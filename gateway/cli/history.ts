import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { toIso } from "#rules/time/instant.ts";
import { isWhole } from "../stores/parquet/book.ts";
import { type ColdKind, coldDirectory } from "../stores/parquet/layout.ts";
import { type ColdFile, EMPTY, readManifest } from "../stores/parquet/manifest.ts";
import { historyPath } from "../stores/sqlite/archive.ts";
import { hotSpan } from "../stores/sqlite/hot-span.ts";
import { EXIT, Stop } from "./exit.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

export type HistoryOptions = { readonly data: string; readonly verify: boolean; readonly json: boolean };

const KINDS: readonly ColdKind[] = ["readings", "minutes", "quarters"];

/**
 * Says what history a data directory keeps: days, sizes, what came late and what cannot be read, also while a gateway runs
 * on it. Exit code 1 when something cannot be read.
 *
 * @throws {Fault} when the list of files itself cannot be read
 */
export const history = async (options: HistoryOptions, words: Words): Promise<number> => {
  const { data } = options;
  const path = historyPath(data);
  if (!existsSync(path)) throw new Stop(EXIT.usage, words.history.none(data));
  const { files, broken } = readManifest(data) ?? EMPTY;
  const wrong = options.verify ? await changed(data, files) : [];
  const span = await hotSpan(data);
  const hot = {
    bytes: statSync(path).size,
    span: span && { first: toIso(span.first), last: toIso(span.last) },
  };
  const problems = [...broken.map(({ file, why }) => ({ file, why })), ...wrong];
  if (options.json)
    console.log(JSON.stringify({ schema: 1, ok: problems.length === 0, hot, files, problems }, null, 2));
  else console.log(historyText(data, hot, files, problems, options.verify, words));
  return problems.length === 0 ? EXIT.ok : EXIT.found;
};

type Problem = { readonly file: string; readonly why: string };
type Hot = {
  readonly bytes: number;
  readonly span: { readonly first: string; readonly last: string } | null;
};

const changed = async (data: string, files: readonly ColdFile[]): Promise<readonly Problem[]> => {
  const wrong: Problem[] = [];
  for (const file of files)
    if (!(await isWhole(join(coldDirectory(data), file.file), file)))
      wrong.push({ file: file.file, why: "it is not what was written" });
  return wrong;
};

const historyText = (
  data: string,
  hot: Hot,
  files: readonly ColdFile[],
  problems: readonly Problem[],
  isVerified: boolean,
  { history: words }: Words,
): string => {
  const rows = KINDS.flatMap(kind => {
    const own = files.filter(({ is }) => is === kind).toSorted((a, b) => (a.of < b.of ? -1 : 1));
    if (own.length === 0) return [];
    const sum = (of: (file: ColdFile) => number) => own.reduce((all, file) => all + of(file), 0);
    const [lines, bytes] = [sum(({ rows: count }) => count), sum(file => file.bytes)];
    const span = [own[0]?.of ?? "", own.at(-1)?.of ?? ""];
    const each = (bytes / Math.max(1, lines)).toFixed(2);
    return [
      [words.kinds[kind], ...span, String(own.length), lines.toLocaleString("en-US"), sizeText(bytes), each],
    ];
  });
  const readings = files.filter(({ is }) => is === "readings");
  const late = readings
    .filter(file => file.late > 0)
    .map(file => `  ${words.late(file.of, file.late.toLocaleString("en-US"), file.revision)}`);
  const without = readings
    .filter(file => file.without.length > 0)
    .map(file => `  ${words.without(file.of, file.without.join(", "))}`);
  const size = sizeText(hot.bytes);
  return [
    words.title(data),
    "",
    hot.span ? words.hot(minute(hot.span.first), minute(hot.span.last), size) : words.hotEmpty(size),
    ...(rows.length === 0 ? [] : ["", table([[...words.heads], ...rows])]),
    ...(late.length === 0 ? [] : ["", words.lateTitle, ...late]),
    ...without,
    ...(problems.length === 0 ? [] : ["", words.brokenTitle]),
    ...problems.map(({ file, why }) => `  ${words.broken(file, why)}`),
    ...(isVerified && problems.length === 0 ? ["", words.whole(files.length)] : []),
  ].join("\n");
};

const minute = (iso: string): string => `${iso.slice(0, 16).replace("T", " ")}Z`;

/** `1.3 GB`, `220 kB` */
export const sizeText = (bytes: number): string => {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(bytes / 1e3)} kB`;
};
