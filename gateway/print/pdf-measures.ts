/** Points (1/72 inch) around what is printed on a page. */
export const MARGIN = 30;
/** Kept free at the bottom of every page for its footer, in points. */
export const FOOTER = 46;

export const INK = "#111111";
export const FAINT = "#555555";
export const LINE = "#bbbbbb";

/** Where the last line of a page may end. */
export const bottomOf = (pdf: PDFKit.PDFDocument): number => pdf.page.height - MARGIN - FOOTER;

/** Between the margins. */
export const widthOf = (pdf: PDFKit.PDFDocument): number => pdf.page.width - 2 * MARGIN;
