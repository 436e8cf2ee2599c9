import { type FiledReport, reportOf } from "#rules/filing/report.ts";
import type { Message } from "#rules/notice/message.ts";
import type { Attachment } from "../notify/sender.ts";
import type { RecordStore } from "../ports/record.ts";
import type { ReportArchive } from "../reports/archive.ts";
import type { OpenPapers } from "./open-papers.ts";
import { paperIn } from "./paper-desk.ts";
import { placeOf } from "./report-maker.ts";

export type ReportPostParts = {
  readonly record: RecordStore;
  readonly papers: OpenPapers;
  readonly archive: ReportArchive;
};

const TYPES: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/**
 * What goes with a message about reports: PDF and workbook of each that is released, as they were archived. What nobody has
 * released never leaves in this way.
 */
export const reportAttachments =
  (parts: ReportPostParts) =>
  async ({ about = [] }: Message): Promise<readonly Attachment[]> => {
    const ids = new Set(about.flatMap(({ paper }) => /^report:(.+)$/.exec(paper ?? "")?.[1] ?? []));
    const reports = await Promise.all([...ids].map(id => paperIn(parts, "report", id)));
    const own = reports.flatMap(paper => (paper && reportOf(paper)) ?? []);
    return (await Promise.all(own.map(report => attached(report, parts.archive)))).flat();
  };

const attached = async (report: FiledReport, archive: ReportArchive): Promise<readonly Attachment[]> => {
  const last = report.versions.at(-1);
  if (!last?.released) return [];
  const place = placeOf(report);
  const files = (await archive.files(place, last.version)).filter(({ kind }) => TYPES[kind] !== undefined);
  return Promise.all(
    files.map(async ({ name, kind }) => {
      const bytes = await archive.read(place, name);
      if (bytes === null) throw new Error(`${name} is not in the archive any more`);
      return { name, type: TYPES[kind] ?? "", bytes };
    }),
  );
};
