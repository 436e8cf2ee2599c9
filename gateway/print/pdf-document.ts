import { fileURLToPath } from "node:url";
import PDFDocument from "pdfkit";
import { MARGIN } from "./pdf-measures.ts";

/** The one font that we print with: it has Chinese and Latin characters. */
export const FONT = fileURLToPath(new URL("./fonts/noto-sans-sc-regular.ttf", import.meta.url));

export type PdfAbout = {
  readonly title: string;
  readonly subject: string;
  /** `zh-CN`, `en`. */
  readonly language: string;
  /** Stands in the file as its date: the same input gives the same bytes. */
  readonly date: Date;
};

/**
 * An empty A4 PDF with our font; whoever draws ends it, and then has its bytes.
 *
 * @returns `bytes` resolves after `pdf.end()`
 */
export const pdfDocument = ({
  title,
  subject,
  language,
  date,
}: PdfAbout): { readonly pdf: PDFKit.PDFDocument; readonly bytes: Promise<Buffer> } => {
  const pdf = new PDFDocument({
    size: "A4",
    // Text never flows over by itself: the parts begin new pages where they fit.
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: 0 },
    bufferPages: true,
    lang: language,
    displayTitle: true,
    info: {
      Title: title,
      Subject: subject,
      Creator: "Hallwatch",
      Producer: "Hallwatch",
      CreationDate: date,
      ModDate: date,
    },
  });
  const bytes = new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on("data", chunk => chunks.push(chunk));
    pdf.on("error", reject);
    pdf.on("end", () => resolve(Buffer.concat(chunks)));
  });
  pdf.registerFont("sans", FONT).font("sans");
  return { pdf, bytes };
};
