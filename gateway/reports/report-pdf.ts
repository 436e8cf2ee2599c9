import type { ReportChart, ReportTable } from "#rules/report/facility-report.ts";
import { pdfDocument } from "../print/pdf-document.ts";
import { bottomOf, FAINT, FOOTER, INK, LINE, MARGIN, widthOf } from "../print/pdf-measures.ts";
import { printable } from "../print/printable.ts";
import { chartDrawing } from "./chart.ts";
import type { ReportDraft } from "./draft.ts";
import { drawingPdf } from "./drawing-pdf.ts";
import { pdfFigures, pdfHead } from "./pdf-head.ts";
import { beginningOf, newPage, type PrintedTable, pdfRows } from "./pdf-rows.ts";
import { cellText, columnTitle, type ReportSheet, sheetOf } from "./sheet.ts";
import type { ReportLanguage } from "./words/language.ts";

/** Height of a note of two lines, in points. */
const A_NOTE = 24;

/** A report as an A4 PDF. The same version gives the same bytes. */
export const reportPdf = async (draft: ReportDraft, language: ReportLanguage): Promise<Buffer> => {
  const report = printable(draft.report);
  const sheet = printable(sheetOf(draft, language));
  const { pdf, bytes } = pdfDocument({
    title: `${sheet.title} · ${sheet.hall}`,
    subject: report.id,
    language: sheet.words.language,
    date: new Date(report.madeAt),
  });
  pdfHead(pdf, sheet);
  pdfFigures(pdf, report.headline, language);
  pdfGaps(pdf, sheet);
  for (const chart of report.charts) pdfChart(pdf, chart, language);
  for (const table of report.tables) pdfTable(pdf, table, language);
  pdfFooters(pdf, sheet, report.name[language]);
  pdf.end();
  return await bytes;
};

/** A heading that never stands alone at the end of a page. @param below  height of what must stand under it */
const heading = (pdf: PDFKit.PDFDocument, text: string, below: number): void => {
  pdf.y += 10;
  if (pdf.y + 20 + below > bottomOf(pdf)) newPage(pdf);
  pdf
    .fontSize(11.5)
    .fillColor(INK)
    .text(text, MARGIN, pdf.y, { width: widthOf(pdf) });
  pdf.y += 1;
};

const small = (pdf: PDFKit.PDFDocument, text: string): void => {
  pdf
    .fontSize(8)
    .fillColor(FAINT)
    .text(text, MARGIN, pdf.y, { width: widthOf(pdf), lineGap: -1 });
  pdf.y += 2;
};

const pdfGaps = (pdf: PDFKit.PDFDocument, { gaps, words }: ReportSheet): void => {
  const { what, about, from, to, length } = words.gapHead;
  const printed: PrintedTable = {
    head: [what, about, from, to, length],
    align: ["left", "left", "left", "left", "right"],
    rows: gaps.map(gap => [gap.what, gap.about, gap.from, gap.to, gap.length]),
  };
  heading(pdf, words.gaps, beginningOf(pdf, printed));
  if (gaps.length === 0) small(pdf, words.noGaps);
  else pdfRows(pdf, printed);
};

const pdfChart = (pdf: PDFKit.PDFDocument, chart: ReportChart, language: ReportLanguage): void => {
  const drawing = chartDrawing(chart, language, widthOf(pdf));
  heading(pdf, chart.title[language], drawing.height + 4);
  const top = pdf.y + 4;
  drawingPdf(pdf, drawing, MARGIN, top);
  pdf.y = top + drawing.height;
};

const pdfTable = (pdf: PDFKit.PDFDocument, table: ReportTable, language: ReportLanguage): void => {
  const printed: PrintedTable = {
    head: table.columns.map(column => columnTitle(column, language)),
    align: table.columns.map(({ align }) => align),
    rows: table.rows.map(row => row.map(cell => cellText(cell, language))),
  };
  heading(pdf, table.title[language], beginningOf(pdf, printed) + (table.note === null ? 0 : A_NOTE));
  if (table.note !== null) small(pdf, table.note[language]);
  if (table.rows.length === 0) small(pdf, table.empty[language]);
  else pdfRows(pdf, printed);
};

/** At the end of every page: which report and page it is, and by what its content is checked. */
const pdfFooters = (pdf: PDFKit.PDFDocument, { words, hash, footer }: ReportSheet, name: string): void => {
  const { start, count } = pdf.bufferedPageRange();
  const width = widthOf(pdf);
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    const top = pdf.page.height - MARGIN - FOOTER + 14;
    pdf
      .moveTo(MARGIN, top - 4)
      .lineTo(MARGIN + width, top - 4)
      .lineWidth(0.4)
      .stroke(LINE);
    pdf.fontSize(6.5).fillColor(FAINT);
    pdf.text(`${footer}\n${words.hash} ${hash}`, MARGIN, top, { width: width - 170 });
    const place = `${name}\n${words.page(page - start + 1, count)}`;
    pdf.text(place, MARGIN + width - 160, top, { width: 160, align: "right" });
  }
};
