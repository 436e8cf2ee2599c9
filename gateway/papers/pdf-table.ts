import { bottomOf, FAINT, INK, LINE, MARGIN, widthOf } from "../print/pdf-measures.ts";
import type { Sheet, SheetRow } from "./sheet.ts";
import type { PaperWords } from "./words/zh.ts";

/** Parts of the width: item, must be, evidence, verdict. */
const COLUMNS = [0.25, 0.17, 0.44, 0.14] as const;
const SIZE = 7.5;
/** The font asks for more room between lines than a table of short texts needs. */
const lineGap = -1.2;
const GAP = 5;
const PAD = 1.2;

/** The items, one row each; where a row does not fit, a new page begins with the head again. */
export const pdfTable = (pdf: PDFKit.PDFDocument, sheet: Sheet, words: PaperWords): void => {
  pdf
    .fontSize(9.5)
    .fillColor(INK)
    .text(sheet.counts, MARGIN, pdf.y, { width: widthOf(pdf) });
  pdf.y += 3;
  head(pdf, words);
  for (const row of sheet.rows) {
    const height = heightOf(pdf, row);
    if (pdf.y + height > bottomOf(pdf)) {
      pdf.addPage();
      pdf.y = MARGIN;
      head(pdf, words);
    }
    draw(pdf, row, height, words.verdict[row.verdict]);
  }
};

type Column = { readonly left: number; readonly width: number };

const columns = (pdf: PDFKit.PDFDocument): readonly Column[] => {
  const whole = widthOf(pdf);
  return COLUMNS.map((part, index) => ({
    left: MARGIN + whole * COLUMNS.slice(0, index).reduce((sum, each) => sum + each, 0),
    width: whole * part - GAP,
  }));
};

const head = (pdf: PDFKit.PDFDocument, { head: texts }: PaperWords): void => {
  const top = pdf.y;
  const cells = [texts.item, texts.expected, texts.evidence, texts.verdict];
  pdf.fontSize(SIZE).fillColor(FAINT);
  for (const [index, { left, width }] of columns(pdf).entries())
    pdf.text(cells[index] ?? "", left, top, { width, lineBreak: false });
  const y = top + pdf.currentLineHeight(true) + PAD;
  rule(pdf, y, INK, 1);
  pdf.y = y + PAD;
};

const heightOf = (pdf: PDFKit.PDFDocument, row: SheetRow): number => {
  pdf.fontSize(SIZE);
  const heights = columns(pdf).map(({ width }, index) =>
    pdf.heightOfString(cellOf(row, index), { width, lineGap }),
  );
  return Math.max(...heights) + 2 * PAD;
};

const cellOf = ({ name, id, expected, evidence }: SheetRow, column: number): string =>
  [`${name}  ${id}`, expected, evidence.join("\n"), ""][column] || " ";

const draw = (pdf: PDFKit.PDFDocument, row: SheetRow, height: number, verdict: string): void => {
  const top = pdf.y;
  const [item, expected, evidence, last] = columns(pdf);
  if (!item || !expected || !evidence || !last) return;
  // Whatever no reading proves stands out at a glance, also in a copy without colours.
  if (row.verdict === "by-hand") pdf.rect(MARGIN - 2, top, widthOf(pdf) + 4, height).fill("#ececec");
  const text = top + PAD;
  pdf.fontSize(SIZE).fillColor(INK);
  pdf.text(row.name, item.left, text, { width: item.width, lineGap, continued: true });
  pdf.fillColor(FAINT).text(`  ${row.id}`, { continued: false });
  pdf.fillColor(INK);
  pdf.text(row.expected, expected.left, text, { width: expected.width, lineGap });
  pdf.text(row.evidence.join("\n"), evidence.left, text, { width: evidence.width, lineGap });
  mark(pdf, row.verdict, last.left, text + 0.8);
  pdf.fillColor(INK).text(verdict, last.left + 13, text, { width: last.width - 10, lineGap });
  pdf.y = top + height;
  rule(pdf, pdf.y, LINE, 0.4);
};

/** Drawn, since the font has none: a tick, a person, a dash. */
const mark = (pdf: PDFKit.PDFDocument, verdict: SheetRow["verdict"], x: number, y: number): void => {
  switch (verdict) {
    case "pass":
      pdf
        .moveTo(x + 0.5, y + 4.5)
        .lineTo(x + 3.2, y + 7.2)
        .lineTo(x + 8.2, y + 1)
        .lineWidth(1.3)
        .stroke(INK);
      break;
    case "by-hand":
      pdf.circle(x + 4.3, y + 2.4, 2).fill(INK);
      pdf.path(`M${x + 0.6} ${y + 9}a3.7 3.7 0 0 1 7.4 0z`).fill(INK);
      break;
    case "excepted":
      pdf
        .moveTo(x + 0.8, y + 4.6)
        .lineTo(x + 8, y + 4.6)
        .lineWidth(1.3)
        .stroke(INK);
      break;
  }
};

const rule = (pdf: PDFKit.PDFDocument, y: number, color: string, width: number): void => {
  pdf
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + widthOf(pdf), y)
    .lineWidth(width)
    .stroke(color);
};
