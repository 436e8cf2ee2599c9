import ExcelJS from "exceljs";
import type { ReportCell, ReportTable } from "#rules/report/facility-report.ts";
import { printable } from "../print/printable.ts";
import { chartDrawing } from "./chart.ts";
import type { ReportDraft } from "./draft.ts";
import { drawingPng } from "./drawing-png.ts";
import { cellText, columnTitle, type ReportSheet, sheetOf } from "./sheet.ts";
import { stillZip } from "./still-zip.ts";
import type { ReportLanguage } from "./words/language.ts";
import { putCell, sheetName } from "./xlsx-cell.ts";
import { BOLD, HEAD, PLAIN, putCells, putRow, SECOND, TITLE, widthsOf } from "./xlsx-rows.ts";

/** Of a chart, in points; a pixel of a sheet is three quarters of one. */
const CHART = 560;
const PIXELS = 4 / 3;
const ROW_PIXELS = 20;

/**
 * A report as a workbook: a sheet with its summary, one with what is missing, one with its charts, one for each table.
 * Numbers are numbers, times are times, and texts stay texts whatever they begin with. The same version gives the same
 * bytes.
 */
export const reportXlsx = async (draft: ReportDraft, language: ReportLanguage): Promise<Buffer> => {
  const { report } = draft;
  const sheet = sheetOf(draft, language);
  const book = new ExcelJS.Workbook();
  const date = new Date(report.madeAt);
  Object.assign(book, { creator: "Hallwatch", lastModifiedBy: "Hallwatch", created: date, modified: date });
  book.title = sheet.title;
  const names = new Set<string>();
  const added = (title: string, frozen: number): ExcelJS.Worksheet =>
    book.addWorksheet(sheetName(title, names), {
      views: [{ state: "frozen", ySplit: frozen, showGridLines: false }],
      pageSetup: { paperSize: 9, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    });
  putSummary(added(sheet.words.summary, 2), draft, sheet, language);
  putTable(added(sheet.words.gaps, 2), gapTable(sheet), language);
  if (report.charts.length > 0) putCharts(book, added(sheet.words.charts, 0), draft, language);
  for (const table of report.tables) putTable(added(table.title[language], 2), table, language);
  return stillZip(Buffer.from(await book.xlsx.writeBuffer()));
};

const putSummary = (
  sheet: ExcelJS.Worksheet,
  { report }: ReportDraft,
  { words, title, hall, facts, gaps, hash, footer }: ReportSheet,
  language: ReportLanguage,
): void => {
  putRow(sheet, [hall], SECOND);
  putRow(sheet, [title], TITLE);
  for (const [label, value] of facts) putRow(sheet, [label, value], PLAIN);
  putRow(sheet, [words.gaps, gaps.length === 0 ? words.noGaps : String(gaps.length)], PLAIN);
  sheet.addRow([]);
  putRow(sheet, [words.item, words.value, words.note], HEAD);
  for (const { label, value, note } of report.headline) {
    const row = putRow(sheet, [label[language], cellText(value, language), note?.[language] ?? ""], PLAIN);
    putCell(row.getCell(2), value, language);
    row.getCell(2).alignment = { horizontal: "left", vertical: "middle" };
  }
  sheet.addRow([]);
  putRow(sheet, [words.hash, hash], SECOND);
  putRow(sheet, [footer], SECOND);
  for (const [index, width] of [30, 34, 60].entries()) sheet.getColumn(index + 1).width = width;
};

const putCharts = (
  book: ExcelJS.Workbook,
  sheet: ExcelJS.Worksheet,
  { report }: ReportDraft,
  language: ReportLanguage,
): void => {
  let top = 0;
  for (const chart of report.charts) {
    const title = chart.title[language];
    while (sheet.rowCount < top) sheet.addRow([]);
    putRow(sheet, [title], { ...BOLD, height: (ROW_PIXELS * 3) / 4 });
    const drawing = chartDrawing(printable(chart), language, CHART);
    // Its own type of buffer is not that of Node.
    const buffer = drawingPng(drawing, title) as unknown as ExcelJS.Buffer;
    const picture = book.addImage({ buffer, extension: "png" });
    const height = Math.round(drawing.height * PIXELS);
    const place = { tl: { col: 0, row: top + 1 }, ext: { width: Math.round(CHART * PIXELS), height } };
    sheet.addImage(picture, { ...place, editAs: "oneCell" });
    top += Math.ceil(height / ROW_PIXELS) + 3;
  }
};

const putTable = (sheet: ExcelJS.Worksheet, table: ReportTable, language: ReportLanguage): void => {
  const { title, note, columns, rows, empty } = table;
  putRow(sheet, [note === null ? title[language] : `${title[language]} · ${note[language]}`], BOLD);
  const titles = columns.map(column => columnTitle(column, language));
  const head = putRow(sheet, titles, HEAD);
  for (const [index, { align }] of columns.entries())
    head.getCell(index + 1).alignment = {
      horizontal: align,
      vertical: "bottom",
      indent: align === "left" ? 1 : 0,
    };
  if (rows.length === 0) putRow(sheet, [empty[language]], SECOND);
  const widths = widthsOf(
    titles.map((text, index) => [text, ...rows.map(cells => cells[index]?.text[language] ?? "")]),
  );
  for (const [index, width] of widths.entries()) sheet.getColumn(index + 1).width = width;
  for (const cells of rows) putCells(sheet, cells, { columns, widths, language });
  if (rows.length > 0)
    sheet.autoFilter = { from: { row: 2, column: 1 }, to: { row: 2 + rows.length, column: columns.length } };
};

/** What is missing, as any other table. */
const gapTable = ({ gaps, words }: ReportSheet): ReportTable => {
  const both = (text: string) => ({ zh: text, en: text });
  const cell = (text: string): ReportCell => ({ is: "text", text: both(text) });
  const { what, about, from, to, length } = words.gapHead;
  return {
    id: "gaps",
    title: both(words.gaps),
    note: null,
    columns: [what, about, from, to, length].map(title => ({ title: both(title), unit: "", align: "left" })),
    rows: gaps.map(gap => [gap.what, gap.about, gap.from, gap.to, gap.length].map(cell)),
    empty: both(words.noGaps),
  };
};
