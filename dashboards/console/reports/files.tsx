import type { WireReportContent } from "#gateway/wire/report.ts";
import { language, t } from "../words/language.ts";
import { filesOf, languageOf } from "./stand.ts";

type File = WireReportContent["files"][number];

/** Documents of the version that is shown, as they were archived: in one's own language first. */
export const Files = ({ report, files }: { report: string; files: readonly File[] }) => {
  const words = t().reports;
  if (files.length === 0) return null;
  const { own, others } = filesOf(files, language.value);
  return (
    <section class="report-files">
      <h2>{words.files}</h2>
      <p class="report-links">
        {own.map(file => (
          <Link key={file.name} report={report} file={file} />
        ))}
      </p>
      {others.length > 0 && (
        <details>
          <summary>{words.otherFiles(others.length)}</summary>
          <p class="report-links">
            {others.map(file => (
              <Link key={file.name} report={report} file={file} />
            ))}
          </p>
        </details>
      )}
    </section>
  );
};

/** Pages and PDFs open beside this one, the rest is saved. */
const Link = ({ report, file: { name, kind, bytes } }: { report: string; file: File }) => {
  const words = t().reports;
  const of = languageOf(name);
  const isOpened = kind === "pdf" || kind === "html";
  return (
    <a
      class="chip"
      href={`/api/reports/${encodeURIComponent(report)}/files/${encodeURIComponent(name)}`}
      {...(isOpened ? { target: "_blank", rel: "noopener" } : { download: name })}
    >
      {kind.toUpperCase()}
      {of !== "" && of !== language.value && ` ${words.language[of]}`}{" "}
      <small>{words.kilobytes(Math.max(1, Math.round(bytes / 1000)))}</small>
    </a>
  );
};
