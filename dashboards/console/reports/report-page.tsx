import { useEffect } from "preact/hooks";
import type { WireReport, WireReportContent } from "#gateway/wire/report.ts";
import { roleName } from "../account/people.tsx";
import { dayText } from "../format/day.ts";
import { moment } from "../format/time.ts";
import { NotRead } from "../parts/not-read.tsx";
import { useRead } from "../parts/use-read.ts";
import { href } from "../route.ts";
import { isLost, now, timeZone } from "../store/live.ts";
import { readSession } from "../store/session.ts";
import { say, t } from "../words/language.ts";
import { Content } from "./content.tsx";
import { Files } from "./files.tsx";
import { Signing } from "./signing.tsx";
import { datesOf, releasedOf } from "./stand.ts";
import { Deadline, StateWord } from "./standing.tsx";
import { Versions } from "./versions.tsx";

/** One report: how it stands, who stands by it, and what it says. @param version  null: the latest */
export const ReportPage = ({ id, version }: { id: string; version: number | null }) => {
  const words = t().reports;
  const path = `/api/reports/${encodeURIComponent(id)}${version === null ? "" : `?version=${version}`}`;
  const { read, again } = useRead<WireReportContent>(path);
  useEffect(() => void readSession(), []);
  return (
    <div class="report-page">
      <p>
        <a class="chip" href={href("reports")}>
          ‹ {words.title}
        </a>
      </p>
      {read.is !== "read" ? (
        <NotRead read={read} words={{ reading: words.reading, failed: words.failedOne }} again={again} />
      ) : (
        <div class={read.isOld || isLost.value ? "is-old" : undefined}>
          {(read.isOld || isLost.value) && <p class="last-known">{words.old}</p>}
          <Told content={read.value} again={again} />
        </div>
      )}
    </div>
  );
};

const Told = ({ content, again }: { content: WireReportContent; again: () => Promise<void> }) => {
  const { report } = content;
  const isLatest = content.version === (report.versions.at(-1)?.version ?? 0);
  return (
    <div class="report-parts">
      <Head report={report} />
      <LateData report={report} />
      <div class="report-beside">
        {isLatest && <Signing report={report} again={again} />}
        <Versions report={report} shown={content.version} />
        <Files report={report.id} files={content.files} />
      </div>
      <Content content={content} />
    </div>
  );
};

const Head = ({ report }: { report: WireReport }) => {
  const words = t().reports;
  const [first, last] = datesOf(report, timeZone.value);
  return (
    <header class="report-head">
      <h1>{say(report.name)}</h1>
      <p>{first === last ? dayText(first) : `${dayText(first)} – ${dayText(last)}`}</p>
      <p class="report-is">
        <StateWord report={report} />
      </p>
      <p>
        <Deadline report={report} />
      </p>
      <p class="quiet">
        {words.ownedBy(roleName(report.owner))}
        {report.reviewer !== null && ` · ${words.reviewedBy(roleName(report.reviewer))}`}
        {report.isExternal && ` · ${words.external}`}
      </p>
    </header>
  );
};

/** Readings that came after the latest version: said as it is, and what becomes of it. */
const LateData = ({ report }: { report: WireReport }) => {
  const words = t().reports;
  const { lateData } = report;
  if (lateData === null) return null;
  const since = moment(Date.parse(lateData.since), now.value, timeZone.value);
  return (
    <p class="report-late-data">
      <b aria-hidden="true">!</b> {words.lateData(lateData.readings, since)}{" "}
      {releasedOf(report) ? words.lateReleased : words.lateDraft}
    </p>
  );
};
