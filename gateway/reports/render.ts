import { inThread } from "../print/in-thread.ts";
import type { ReportDraft } from "./draft.ts";
import type { ReportLanguage } from "./words/language.ts";

export type ReportForm = "html" | "pdf" | "xlsx" | "csv";

/** One document of a version. */
export type RenderedReport = {
  readonly form: ReportForm;
  readonly lang: ReportLanguage;
  readonly bytes: Buffer;
};

/** All documents of a version, in both languages, made in a thread of their own. */
export const renderReport = (draft: ReportDraft): Promise<readonly RenderedReport[]> =>
  inThread<RenderedReport>(new URL("./render-worker.ts", import.meta.url), draft);
