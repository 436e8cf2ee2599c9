import type { ReportCell } from "#rules/report/facility-report.ts";
import type { ReportDraft } from "./draft.ts";
import { cellText, columnTitle, sheetOf } from "./sheet.ts";
import type { ReportLanguage } from "./words/language.ts";

/**
 * All that a report says as one CSV: the first field says which table a line belongs to, and each table begins with its
 * own head. Every line has as many fields. UTF-8 with a byte order mark, by which spreadsheets know it.
 *
 * @see RFC 4180
 */
export const reportCsv = (draft: ReportDraft, language: ReportLanguage): string => {
  const { report } = draft;
  const sheet = sheetOf(draft, language);
  const { words } = sheet;
  const { gapHead } = words;
  const summary = [
    [words.item, words.value, words.unit, words.note],
    ...sheet.facts.map(fact => [...fact]),
    ...report.headline.map(({ label, value, note }) => [
      label[language],
      cellValue(value, language),
      unitOf(value, language),
      note?.[language] ?? "",
    ]),
    [words.hash, sheet.hash],
  ];
  const gaps = [
    [gapHead.what, gapHead.about, gapHead.from, gapHead.to, gapHead.length],
    ...sheet.gaps.map(({ what, about, from, to, length }) => [what, about, from, to, length]),
  ];
  const parts: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    [`${sheet.hall} ${sheet.title}`, summary],
    [words.gaps, gaps.length === 1 ? [...gaps, [words.noGaps]] : gaps],
    ...report.tables.map(({ title, columns, rows, empty }) => {
      const head = columns.map(column => columnTitle(column, language));
      const lines = rows.map(row => row.map(cell => cellValue(cell, language)));
      return [title[language], [head, ...(lines.length === 0 ? [[empty[language]]] : lines)]] as const;
    }),
  ];
  const width = Math.max(...parts.flatMap(([, lines]) => lines.map(line => line.length)));
  const lines = parts.flatMap(([name, rows]) =>
    rows.map(row => [name, ...row, ...Array<string>(width - row.length).fill("")].map(field).join(",")),
  );
  return `\ufeff${lines.map(line => `${line}\r\n`).join("")}`;
};

/** Numbers without grouping, so that whoever reads them in needs no words. */
const cellValue = (cell: ReportCell, language: ReportLanguage): string =>
  cell.is === "number" ? cell.value.toFixed(cell.decimals) : cellText(cell, language);

/** What stands behind the number in a figure's text: `kWh` of `86.42 kWh`. */
const unitOf = (cell: ReportCell, language: ReportLanguage): string =>
  cell.is === "number" ? (/\d\s*([^\d]*)$/.exec(cellText(cell, language))?.[1] ?? "") : "";

/** A field as it stands between commas. */
const field = (text: string): string => {
  const safe = harmless(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/**
 * A text that no spreadsheet takes for a formula: such texts are led by an apostrophe. A plain number stays one.
 *
 * @see OWASP, CSV injection
 */
export const harmless = (text: string): string =>
  /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text;
