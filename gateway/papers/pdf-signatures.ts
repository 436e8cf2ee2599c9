import { bottomOf, FAINT, INK, MARGIN, widthOf } from "../print/pdf-measures.ts";
import type { Sheet } from "./sheet.ts";
import type { PaperWords } from "./words/zh.ts";

const HEIGHT = 36;
const GAP = 12;
const A_ROW = 2;

/** Who signed, in boxes, two beside each other; never torn from their heading by the end of a page. */
export const pdfSignatures = (pdf: PDFKit.PDFDocument, sheet: Sheet, words: PaperWords): void => {
  const rows = Math.ceil(sheet.signatures.length / A_ROW);
  if (pdf.y + 24 + rows * (HEIGHT + 6) > bottomOf(pdf)) {
    pdf.addPage();
    pdf.y = MARGIN;
  }
  pdf.y += 6;
  pdf
    .fontSize(9.5)
    .fillColor(INK)
    .text(words.signatures, MARGIN, pdf.y, { width: widthOf(pdf) });
  const top = pdf.y + 3;
  const width = (widthOf(pdf) - GAP * (A_ROW - 1)) / A_ROW;
  for (const [index, { as, name, at }] of sheet.signatures.entries()) {
    const left = MARGIN + (index % A_ROW) * (width + GAP);
    const y = top + Math.floor(index / A_ROW) * (HEIGHT + 6);
    pdf.rect(left, y, width, HEIGHT).lineWidth(0.8).stroke(INK);
    const inside = { width: width - 16, height: 16, ellipsis: true };
    pdf
      .fontSize(12)
      .fillColor(INK)
      .text(name, left + 8, y + 1.5, inside);
    pdf
      .fontSize(8)
      .fillColor(FAINT)
      .text(as, left + 8, y + 20, inside);
    pdf.text(at, left + 8, y + 20, { ...inside, align: "right" });
  }
  pdf.y = top + rows * (HEIGHT + 6);
};
