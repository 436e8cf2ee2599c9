import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { problem } from "../wire/common.ts";
import { hall as hallShape } from "../wire/hall.ts";
import {
  reportContent,
  reportList,
  type WireReport,
  type WireReportContent,
  type WireReportVersion,
} from "../wire/report.ts";
import { type Address, ask, bytesOf } from "./api.ts";
import { EXIT, Stop } from "./exit.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

type Asked = { readonly http: Address; readonly json: boolean };
export type ReportListOptions = Asked & {
  readonly cycle?: string;
  readonly from?: string;
  readonly to?: string;
};
export type ReportShowOptions = Asked & { readonly number?: number };
export type ReportExportOptions = { readonly http: Address; readonly number?: number; readonly to: string };

/** Prints the reports of a time; exit code 1 when one of them is late. */
export const reportsList = async (
  { http, json, cycle, from, to }: ReportListOptions,
  words: Words,
): Promise<number> => {
  const asked = new URLSearchParams(
    Object.entries({ cycle, from, to }).filter((each): each is [string, string] => each[1] !== undefined),
  );
  const found = await ask(http, `/api/reports?${asked}`, reportList.or(problem), words);
  if ("error" in found) throw new Stop(EXIT.usage, `hallwatch: ${found.message}`);
  const { reports } = found;
  if (json) console.log(JSON.stringify({ schema: 1, ...found }, null, 2));
  else if (reports.length === 0) console.log(words.reports.none);
  else {
    const timeZone = await zoneOf(http, words);
    const rows = reports.map(report => rowOf(report, timeZone, words));
    console.log(table([Object.values(words.reports.head), ...rows]));
  }
  return reports.some(({ isLate }) => isLate) ? EXIT.found : EXIT.ok;
};

/** Prints what a report says: its latest version, another one, or what it would say now. */
export const reportShow = async (
  id: string,
  { http, json, number }: ReportShowOptions,
  words: Words,
): Promise<number> => {
  const found = await contentOf(http, id, number, words);
  if (json) console.log(JSON.stringify({ schema: 1, ...found }, null, 2));
  else console.log(shown(found, await zoneOf(http, words), words));
  return EXIT.ok;
};

/** The same of a report that is not drawn up yet; exit code 1 when it is. */
export const reportDraft = async (id: string, options: Asked, words: Words): Promise<number> => {
  const { version } = await contentOf(options.http, id, undefined, words);
  if (version > 0) throw new Stop(EXIT.found, words.reports.already(id, version));
  return reportShow(id, options, words);
};

/** Saves all files of a version into a directory, as they were archived. */
export const reportExport = async (
  id: string,
  { http, number, to }: ReportExportOptions,
  words: Words,
): Promise<number> => {
  const { files } = await contentOf(http, id, number, words);
  if (files.length === 0) throw new Stop(EXIT.found, words.reports.notYet(id));
  for (const { name } of files) {
    const path = `/api/reports/${encodeURIComponent(id)}/files/${encodeURIComponent(name)}`;
    const bytes = await bytesOf(http, path, words);
    if (bytes === null) throw new Stop(EXIT.found, words.reports.unknown(id));
    const file = join(to, name);
    try {
      writeFileSync(file, bytes);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Stop(EXIT.usage, words.reports.unwritable(file, why));
    }
    console.log(words.reports.written(file));
  }
  return EXIT.ok;
};

const contentOf = async (
  http: Address,
  id: string,
  version: number | undefined,
  words: Words,
): Promise<WireReportContent> => {
  const path = `/api/reports/${encodeURIComponent(id)}${version === undefined ? "" : `?version=${version}`}`;
  // What a report would say now takes longer than a look at what there is.
  const found = await ask(http, path, reportContent.or(problem), words, { patienceS: 60 });
  if ("error" in found) throw new Stop(EXIT.found, words.reports.unknown(id));
  return found;
};

const zoneOf = async (http: Address, words: Words): Promise<string> =>
  (await ask(http, "/api/hall", hallShape, words)).timeZone;

const rowOf = (
  report: WireReport,
  timeZone: string,
  { reports: say, language }: Words,
): readonly string[] => {
  const last = report.versions.at(-1);
  return [
    report.id,
    report.name[language],
    say.state[report.state],
    last === undefined ? "" : `v${last.version}`,
    last === undefined ? "" : percent(last.completeness),
    report.dueAt === null ? "" : localTime(report.dueAt, timeZone),
    [
      ...(report.isLate ? [say.late] : []),
      ...(report.lateData ? [say.lateData(report.lateData.readings)] : []),
    ].join(", "),
  ];
};

const shown = (found: WireReportContent, timeZone: string, words: Words): string => {
  const { reports: say, language } = words;
  const { report, version, headline, tables } = found;
  const own = report.versions.find(each => each.version === version);
  const figures = headline.map(({ label, value, note }) => [
    label[language],
    value[language],
    note?.[language] ?? "",
  ]);
  return [
    report.name[language],
    ...(own ? [standing(own, timeZone, words)] : [say.now]),
    "",
    table(figures),
    ...(report.gaps.length === 0
      ? []
      : [
          "",
          say.gaps,
          table(
            report.gaps.map(({ what, from, to }) => [
              what[language],
              localTime(from, timeZone),
              localTime(to, timeZone),
            ]),
          ),
        ]),
    ...tables.flatMap(({ title, note, columns, rows }) => [
      "",
      title[language],
      ...(rows.length === 0
        ? [note?.[language] ?? ""]
        : [
            table([
              columns.map(each => each.title[language]),
              ...rows.map(row => row.map(cell => cell[language])),
            ]),
          ]),
    ]),
  ].join("\n");
};

const standing = (own: WireReportVersion, timeZone: string, { reports: say, language }: Words): string =>
  [
    say.version(own.version),
    percent(own.completeness),
    ...(own.why === null ? [] : [own.why[language]]),
    ...(own.reviewed ? [say.reviewed(own.reviewed.by, localTime(own.reviewed.at, timeZone))] : []),
    ...(own.released
      ? [say.released(own.released.by, localTime(own.released.at, timeZone), own.released.isLate)]
      : []),
    own.sha256,
  ].join("  ");

/** Rounded down, so that only what is whole reads as whole. */
const percent = (share: number): string => `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`;

const localTime = (time: string, timeZone: string): string =>
  new Date(time).toLocaleString("sv-SE", { timeZone }).slice(0, 16);
