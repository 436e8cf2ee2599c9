import type { Font, Row, Worksheet } from "exceljs";
import type { ReportCell, ReportColumn } from "#rules/report/facility-report.ts";
import { widthOfText } from "./drawing.ts";
import type { ReportLanguage } from "./words/language.ts";
import { putCell, putText } from "./xlsx-cell.ts";

/** How a row of texts looks. `height` in points, since not every program fits rows to their fonts. */
export type Look = { readonly font: Partial<Font>; readonly height: number; readonly isHead?: boolean };

const FONT = { name: "Microsoft YaHei", size: 10 };
const A_LINE = 15;

export const PLAIN: Look = { font: {}, height: A_LINE };
export const SECOND: Look = { font: { color: { argb: "FF4A5057" } }, height: A_LINE };
export const BOLD: Look = { font: { bold: true, size: 11 }, height: 18 };
export const TITLE: Look = { font: { bold: true, size: 16 }, height: 26 };
export const HEAD: Look = { font: { bold: true }, height: 18, isHead: true };

/** Adds a row of texts. */
export const putRow = (sheet: Worksheet, texts: readonly string[], { font, height, isHead }: Look): Row => {
  const row = sheet.addRow([]);
  row.height = height;
  for (const [index, text] of texts.entries()) {
    const cell = row.getCell(index + 1);
    putText(cell, text);
    cell.font = { ...FONT, ...font };
    cell.alignment = { vertical: isHead ? "bottom" : "middle" };
    if (isHead) cell.border = { bottom: { style: "medium", color: { argb: "FF1B1F23" } } };
  }
  return row;
};

type Told = {
  readonly columns: readonly Pick<ReportColumn, "align">[];
  /** In characters of the sheet, by column. */
  readonly widths: readonly number[];
  readonly language: ReportLanguage;
};

/** Adds a row of what a report says, as high as its longest text needs. */
export const putCells = (
  sheet: Worksheet,
  cells: readonly ReportCell[],
  { columns, widths, language }: Told,
): void => {
  const row = sheet.addRow([]);
  let lines = 1;
  for (const [index, said] of cells.entries()) {
    const cell = row.getCell(index + 1);
    const horizontal = columns[index]?.align ?? "left";
    putCell(cell, said, language);
    cell.font = FONT;
    cell.alignment = { horizontal, vertical: "top", wrapText: true, indent: horizontal === "left" ? 1 : 0 };
    cell.border = { bottom: { style: "hair", color: { argb: "FFC9CCCF" } } };
    lines = Math.max(lines, Math.ceil(charactersOf(said.text[language]) / ((widths[index] ?? 9) - 1)));
  }
  row.height = lines * A_LINE;
};

/** About how many characters of a sheet a text is wide. */
export const charactersOf = (text: string): number => widthOfText(text, 1.9);

/** Wide enough for the longest text of each column, up to where lines are broken. */
export const widthsOf = (columns: readonly (readonly string[])[]): readonly number[] =>
  columns.map(texts => Math.min(46, Math.max(9, ...texts.map(text => Math.ceil(charactersOf(text)) + 3))));
