import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { IssuedCertificate } from "../ports/papers.ts";
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
export const renderAll = async (issued: IssuedCertificate, url: string): Promise<readonly Rendered[]> => {
  const worker = new Worker(new URL("./render-worker.ts", import.meta.url), { workerData: { issued, url } });
  try {
    // A failure of the thread rejects this.
    const [made] = (await once(worker, "message")) as [
      readonly { form: PaperForm; lang: PaperLanguage; bytes: Uint8Array }[],
    ];
    return made.map(({ form, lang, bytes }) => ({ form, lang, bytes: Buffer.from(bytes) }));
  } finally {
    await worker.terminate();
  }
};
