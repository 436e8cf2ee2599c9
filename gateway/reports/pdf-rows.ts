import { bottomOf, FAINT, INK, LINE, MARGIN, widthOf } from "../print/pdf-measures.ts";
import { type Wanted, widthsOf } from "./pdf-widths.ts";

/** A table as it is printed: texts only. */
export type PrintedTable = {
  readonly head: readonly string[];
  readonly align: readonly ("left" | "right")[];
  readonly rows: readonly (readonly string[])[];
};

const SIZE = 7.5;
const GAP = 8;
const PAD = 2;
const lineGap = -1;
/** Sentences are broken rather than let them push everything else aside. */
const WIDEST = 230;

/** The rows of a table; where one does not fit, a new page begins with the head again. Leaves the pen below. */
export const pdfRows = (pdf: PDFKit.PDFDocument, table: PrintedTable): void => {
  const columns = columnsOf(pdf, table);
  if (pdf.y + beginningOf(pdf, table) > bottomOf(pdf)) newPage(pdf);
  drawRow(pdf, { cells: table.head, columns, color: FAINT, rule: INK, weight: 0.9 });
  for (const cells of table.rows) {
    pdf.fontSize(SIZE);
    if (pdf.y + heightOf(pdf, cells, columns) > bottomOf(pdf)) {
      newPage(pdf);
      drawRow(pdf, { cells: table.head, columns, color: FAINT, rule: INK, weight: 0.9 });
    }
    drawRow(pdf, { cells, columns, color: INK, rule: LINE, weight: 0.4 });
  }
};

/** Height of the head and the first row, in points: what must stand together. */
export const beginningOf = (pdf: PDFKit.PDFDocument, table: PrintedTable): number => {
  const columns = columnsOf(pdf, table);
  const [first = []] = table.rows;
  return heightOf(pdf, table.head, columns) + heightOf(pdf, first, columns);
};

const columnsOf = (pdf: PDFKit.PDFDocument, table: PrintedTable): readonly Column[] => {
  pdf.fontSize(SIZE);
  const widths = widthsOf(wantedOf(pdf, table), widthOf(pdf) - GAP * (table.head.length - 1));
  return widths.map((width, index) => ({
    width,
    left: MARGIN + widths.slice(0, index).reduce((sum, each) => sum + each + GAP, 0),
    align: table.align[index] ?? "left",
  }));
};

/** Begins a page, with the pen at its top. */
export const newPage = (pdf: PDFKit.PDFDocument): void => {
  pdf.addPage();
  pdf.y = MARGIN;
};

type Column = { readonly left: number; readonly width: number; readonly align: "left" | "right" };

const wantedOf = (pdf: PDFKit.PDFDocument, { head, rows, align }: PrintedTable): readonly Wanted[] =>
  head.map((title, index) => {
    const texts = [title, ...rows.map(cells => cells[index] ?? "")];
    const widest = (all: readonly string[]) => Math.max(0, ...all.map(text => pdf.widthOfString(text)));
    const words = texts.flatMap(text => text.split(/\s+|(?=[\u2e80-\uffff])/u));
    return {
      natural: Math.min(WIDEST, widest(texts) + 1),
      least: widest(words) + 1,
      isNumber: align[index] === "right",
    };
  });

const heightOf = (pdf: PDFKit.PDFDocument, cells: readonly string[], columns: readonly Column[]): number =>
  Math.max(
    ...columns.map(({ width }, index) => pdf.heightOfString(cells[index] || " ", { width, lineGap })),
  ) +
  2 * PAD;

type Row = {
  readonly cells: readonly string[];
  readonly columns: readonly Column[];
  readonly color: string;
  readonly rule: string;
  readonly weight: number;
};

const drawRow = (pdf: PDFKit.PDFDocument, { cells, columns, color, rule, weight }: Row): void => {
  pdf.fontSize(SIZE).fillColor(color);
  const top = pdf.y;
  const height = heightOf(pdf, cells, columns);
  for (const [index, { left, width, align }] of columns.entries())
    pdf.text(cells[index] || " ", left, top + PAD, { width, align, lineGap });
  pdf.y = top + height;
  pdf
    .moveTo(MARGIN, pdf.y)
    .lineTo(MARGIN + widthOf(pdf), pdf.y)
    .lineWidth(weight)
    .stroke(rule);
};
