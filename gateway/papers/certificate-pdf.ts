import type { IssuedCertificate } from "../ports/papers.ts";
import { pdfDocument } from "../print/pdf-document.ts";
import { printable } from "../print/printable.ts";
import { EMBEDDED, embeddedText } from "./embedded.ts";
import { pdfFooters } from "./pdf-footer.ts";
import { pdfHeader } from "./pdf-header.ts";
import { pdfSignatures } from "./pdf-signatures.ts";
import { pdfTable } from "./pdf-table.ts";
import { sheetOf } from "./sheet.ts";
import { type PaperLanguage, paperWords } from "./words/language.ts";

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
  const sheet = printable(sheetOf(issued, language));
  const words = paperWords(language);
  const { id, issuedAt } = issued.certificate;
  const date = new Date(issuedAt);
  const { pdf, bytes } = pdfDocument({
    title: `${sheet.title} ${id} · ${sheet.hall}`,
    subject: id,
    language: words.language,
    date,
  });
  pdfHeader(pdf, sheet, { url, scan: words.scan });
  pdfTable(pdf, sheet, words);
  pdfSignatures(pdf, sheet, words);
  pdfFooters(pdf, sheet, { words, url, timeZone: issued.certificate.timeZone });
  const file = { name: EMBEDDED, type: "application/json", creationDate: date, modifiedDate: date };
  pdf.file(Buffer.from(embeddedText(issued)), file);
  pdf.end();
  return bytes;
};
