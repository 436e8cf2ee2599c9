import type { IssuedCertificate } from "../ports/papers.ts";
import { inThread } from "../print/in-thread.ts";
import type { PaperLanguage } from "./words/language.ts";

export type PaperForm = "pdf" | "html";

/** One document of a certificate. */
export type Rendered = {
  readonly form: PaperForm;
  readonly lang: PaperLanguage;
  readonly bytes: Buffer;
};

/**
 * All documents of a certificate, made in a thread of their own.
 *
 * @param url  what their code opens
 */
export const renderAll = (issued: IssuedCertificate, url: string): Promise<readonly Rendered[]> =>
  inThread<Rendered>(new URL("./render-worker.ts", import.meta.url), { issued, url });
