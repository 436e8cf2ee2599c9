import { parentPort, workerData } from "node:worker_threads";
import type { ReportDraft } from "./draft.ts";
import type { RenderedReport } from "./render.ts";
import { reportCsv } from "./report-csv.ts";
import { reportHtml } from "./report-html.ts";
import { reportPdf } from "./report-pdf.ts";
import { reportXlsx } from "./report-xlsx.ts";
import { REPORT_LANGUAGES } from "./words/language.ts";

const draft = workerData as ReportDraft;

const made: RenderedReport[] = [];
for (const lang of REPORT_LANGUAGES)
  made.push(
    { form: "html", lang, bytes: Buffer.from(reportHtml(draft, lang)) },
    { form: "pdf", lang, bytes: await reportPdf(draft, lang) },
    { form: "xlsx", lang, bytes: await reportXlsx(draft, lang) },
    { form: "csv", lang, bytes: Buffer.from(reportCsv(draft, lang)) },
  );
parentPort?.postMessage(made);
