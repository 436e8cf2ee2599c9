import { FAINT, INK, MARGIN, widthOf } from "../print/pdf-measures.ts";
import { qrModules, qrPath } from "./qr.ts";
import type { Sheet } from "./sheet.ts";

/** Large enough for a telephone at arm's length: 96 points are 34 mm. */
const CODE = 96;
/** Of a fact, and of its label. */
const FACT = 200;
const LABEL = 70;
const A_ROW = 2;

/** What was certified, of which hall, when; the code at the right. Leaves the pen below it. */
export const pdfHeader = (
  pdf: PDFKit.PDFDocument,
  sheet: Sheet,
  { url, scan }: { readonly url: string; readonly scan: string },
): void => {
  const width = widthOf(pdf) - CODE - 24;
  const line = (text: string, size: number, color: string) =>
    pdf.fontSize(size).fillColor(color).text(text, MARGIN, pdf.y, { width });
  pdf.y = MARGIN - 4;
  line(sheet.hall, 11, FAINT);
  line(sheet.title, 22, INK);
  line(sheet.scope, 10.5, INK);
  const top = pdf.y + 3;
  for (const [index, [label, value]] of sheet.facts.entries()) {
    const x = MARGIN + (index % A_ROW) * FACT;
    const y = top + Math.floor(index / A_ROW) * 14;
    pdf.fontSize(9).fillColor(FAINT).text(label, x, y, { width: LABEL, lineBreak: false });
    pdf.fillColor(INK).text(value, x + LABEL, y, { width: FACT - LABEL, lineBreak: false });
  }
  const left = MARGIN + widthOf(pdf) - CODE;
  code(pdf, url, left);
  pdf
    .fontSize(7.5)
    .fillColor(FAINT)
    .text(scan, left, MARGIN + CODE + 3, { width: CODE, align: "center" });
  pdf.y = Math.max(top + 14 * Math.ceil(sheet.facts.length / A_ROW), MARGIN + CODE + 14) + 6;
};

const code = (pdf: PDFKit.PDFDocument, url: string, left: number): void => {
  const modules = qrModules(url);
  pdf
    .save()
    .translate(left, MARGIN)
    .scale(CODE / modules.length)
    .path(qrPath(modules))
    .fill("#000000")
    .restore();
};
