import type { ReportDraft } from "../draft.ts";
import type { RenderedReport } from "../render.ts";
import { reportCsv } from "../report-csv.ts";
import { REPORT_LANGUAGES } from "../words/language.ts";

/** Documents under all names that take no time: what each says is the same. */
export const plainRender = async (draft: ReportDraft): Promise<readonly RenderedReport[]> =>
  REPORT_LANGUAGES.flatMap(lang =>
    (["html", "pdf", "xlsx", "csv"] as const).map(form => ({
      form,
      lang,
      bytes: Buffer.from(`${form} ${reportCsv(draft, lang)}`),
    })),
  );
