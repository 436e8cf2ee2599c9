import { parentPort, workerData } from "node:worker_threads";
import type { IssuedCertificate } from "../ports/papers.ts";
import { certificateHtml } from "./certificate-html.ts";
import { certificatePdf } from "./certificate-pdf.ts";
import { PAPER_LANGUAGES } from "./words/language.ts";

const { issued, url } = workerData as { readonly issued: IssuedCertificate; readonly url: string };

const made = await Promise.all(
  PAPER_LANGUAGES.flatMap(lang => [
    certificatePdf(issued, lang, url).then(bytes => ({ form: "pdf", lang, bytes })),
    { form: "html", lang, bytes: Buffer.from(certificateHtml(issued, lang, url)) },
  ]),
);
parentPort?.postMessage(made);
