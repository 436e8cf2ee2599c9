import { fileURLToPath } from "node:url";
import PDFDocument from "pdfkit";
import type { IssuedCertificate } from "../ports/papers.ts";
import { EMBEDDED, embeddedText } from "./embedded.ts";
import { pdfFooters } from "./pdf-footer.ts";
import { pdfHeader } from "./pdf-header.ts";
import { MARGIN } from "./pdf-measures.ts";
import { pdfSignatures } from "./pdf-signatures.ts";
import { pdfTable } from "./pdf-table.ts";
import { sheetOf } from "./sheet.ts";
import { type PaperLanguage, paperWords } from "./words/language.ts";

const FONT = fileURLToPath(new URL("./fonts/noto-sans-sc-regular.ttf", import.meta.url));

/**
 * A certificate as an A4 PDF: one page for a usual hall, further ones with the head of the table again. The same
 * certificate gives the same bytes; it carries itself as an attachment.
 *
 * @param url  what its code opens
 */
export const certificatePdf = (
  issued: IssuedCertificate,
  language: PaperLanguage,
  url: string,
): Promise<Buffer> => {
  const sheet = sheetOf(issued, language);
  const words = paperWords(language);
  const { id, issuedAt } = issued.certificate;
  const date = new Date(issuedAt);
  const pdf = new PDFDocument({
    size: "A4",
    // Text never flows over by itself: the parts begin new pages where they fit.
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: 0 },
    bufferPages: true,
    lang: words.language,
    displayTitle: true,
    info: {
      Title: `${sheet.title} ${id} · ${sheet.hall}`,
      Subject: id,
      Creator: "Hallwatch",
      Producer: "Hallwatch",
      CreationDate: date,
      ModDate: date,
    },
  });
  const bytes = collected(pdf);
  pdf.registerFont("sans", FONT).font("sans");
  pdfHeader(pdf, sheet, { url, scan: words.scan });
  pdfTable(pdf, sheet, words);
  pdfSignatures(pdf, sheet, words);
  pdfFooters(pdf, sheet, { words, url, timeZone: issued.certificate.timeZone });
  const file = { name: EMBEDDED, type: "application/json", creationDate: date, modifiedDate: date };
  pdf.file(Buffer.from(embeddedText(issued)), file);
  pdf.end();
  return bytes;
};

const collected = (pdf: PDFKit.PDFDocument): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on("data", chunk => chunks.push(chunk));
    pdf.on("error", reject);
    pdf.on("end", () => resolve(Buffer.concat(chunks)));
  });
