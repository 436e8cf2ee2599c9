import { FAINT, FOOTER, LINE, MARGIN, widthOf } from "../print/pdf-measures.ts";
import type { Sheet } from "./sheet.ts";
import type { PaperWords } from "./words/zh.ts";

const SIZE = 6.5;

/** At the end of every page: how to check it, its hashes, and which page it is. */
export const pdfFooters = (
  pdf: PDFKit.PDFDocument,
  sheet: Sheet,
  { words, url, timeZone }: { readonly words: PaperWords; readonly url: string; readonly timeZone: string },
): void => {
  const { start, count } = pdf.bufferedPageRange();
  const width = widthOf(pdf);
  const lines = [
    `${words.howTo} ${words.zone(timeZone)}`,
    url,
    `${words.hash} ${sheet.hash}`,
    `${words.previous} ${sheet.previous}`,
  ];
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    const top = pdf.page.height - MARGIN - FOOTER + 10;
    pdf
      .moveTo(MARGIN, top - 4)
      .lineTo(MARGIN + width, top - 4)
      .lineWidth(0.4)
      .stroke(LINE);
    pdf.fontSize(SIZE).fillColor(FAINT);
    pdf.text(lines.join("\n"), MARGIN, top, { width: width - 110 });
    const place = `${sheet.id}\n${words.page(page - start + 1, count)}`;
    pdf.text(place, MARGIN + width - 105, top, { width: 105, align: "right" });
  }
};
