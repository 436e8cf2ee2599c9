import type { ReportFigure } from "#rules/report/facility-report.ts";
import { bottomOf, FAINT, INK, MARGIN, widthOf } from "../print/pdf-measures.ts";
import { newPage } from "./pdf-rows.ts";
import type { ReportSheet } from "./sheet.ts";
import { cellText } from "./sheet.ts";
import type { ReportLanguage } from "./words/language.ts";

/** Of the label of a fact. */
const LABEL = 92;
const A_ROW = 4;
const BETWEEN = 12;

/** Which report it is, of which hall and time, and how whole it is. */
export const pdfHead = (pdf: PDFKit.PDFDocument, sheet: ReportSheet): void => {
  const width = widthOf(pdf);
  pdf.y = MARGIN - 4;
  pdf.fontSize(11).fillColor(FAINT).text(sheet.hall, MARGIN, pdf.y, { width });
  pdf.fontSize(20).fillColor(INK).text(sheet.title, MARGIN, pdf.y, { width });
  pdf.y += 4;
  for (const [label, value] of sheet.facts) {
    const top = pdf.y;
    pdf.fontSize(9).fillColor(FAINT).text(label, MARGIN, top, { width: LABEL, lineBreak: false });
    pdf.fillColor(INK).text(value, MARGIN + LABEL, top, { width: width - LABEL, lineGap: -1 });
  }
  pdf.y += 8;
};

/** The figures of the headline, four in a row. */
export const pdfFigures = (
  pdf: PDFKit.PDFDocument,
  figures: readonly ReportFigure[],
  language: ReportLanguage,
): void => {
  const width = (widthOf(pdf) - BETWEEN * (A_ROW - 1)) / A_ROW;
  for (let index = 0; index < figures.length; index += A_ROW) {
    const row = figures.slice(index, index + A_ROW).map(figure => textsOf(figure, language));
    const height = Math.max(...row.map(texts => drawnHeight(pdf, texts, width)));
    if (pdf.y + height > bottomOf(pdf)) newPage(pdf);
    const top = pdf.y;
    for (const [column, texts] of row.entries())
      drawFigure(pdf, texts, { left: MARGIN + column * (width + BETWEEN), top, width });
    pdf.y = top + height + 8;
  }
};

type Texts = { readonly label: string; readonly value: string; readonly note: string };
const textsOf = ({ label, value, note }: ReportFigure, language: ReportLanguage): Texts => ({
  label: label[language],
  value: cellText(value, language),
  note: note?.[language] ?? "",
});

/** Large where it fits on a line, smaller where it would not. */
const sizeOf = (pdf: PDFKit.PDFDocument, value: string, width: number): number =>
  [15, 12, 10, 8.5].find(size => pdf.fontSize(size).widthOfString(value) <= width) ?? 8.5;

const drawnHeight = (pdf: PDFKit.PDFDocument, { label, value, note }: Texts, width: number): number => {
  const high = (text: string, size: number) =>
    pdf.fontSize(size).heightOfString(text || " ", { width, lineGap: -1 });
  return 5 + high(label, 8) + high(value, sizeOf(pdf, value, width)) + (note === "" ? 0 : high(note, 7));
};

const drawFigure = (
  pdf: PDFKit.PDFDocument,
  { label, value, note }: Texts,
  { left, top, width }: { readonly left: number; readonly top: number; readonly width: number },
): void => {
  pdf
    .moveTo(left, top)
    .lineTo(left + width, top)
    .lineWidth(1.2)
    .stroke(INK);
  const options = { width, lineGap: -1 };
  pdf
    .fontSize(8)
    .fillColor(FAINT)
    .text(label, left, top + 4, options);
  pdf
    .fontSize(sizeOf(pdf, value, width))
    .fillColor(INK)
    .text(value, left, pdf.y, options);
  if (note !== "") pdf.fontSize(7).fillColor(FAINT).text(note, left, pdf.y, options);
};
