import type { WireReport, WireReportList } from "#gateway/wire/report.ts";
import { dayText } from "../format/day.ts";
import { percent } from "../format/value.ts";
import { NotRead, OldRead } from "../parts/not-read.tsx";
import { useRead } from "../parts/use-read.ts";
import { href } from "../route.ts";
import { isLost, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { cut, datesOf, groupOf } from "./stand.ts";
import { Deadline, StateWord } from "./standing.tsx";

const CYCLES = ["daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly", "flash"] as const;

/** What is to be read and released first, then what is owed later, then what is out; the latest first. */
export const ReportList = ({ cycle: asked }: { cycle: string }) => {
  const words = t().reports;
  const cycle = CYCLES.find(each => each === asked);
  const { read, again } = useRead<WireReportList>(
    cycle === undefined ? "/api/reports" : `/api/reports?cycle=${cycle}`,
  );
  return (
    <div class="reports-page">
      <h1>{words.title}</h1>
      <div class="tabs">
        <nav aria-label={words.cycleLabel}>
          <a href={href("reports")} aria-current={cycle === undefined ? "true" : undefined}>
            {words.all}
          </a>
          {CYCLES.map(each => (
            <a
              key={each}
              href={href("reports", null, { cycle: each })}
              aria-current={cycle === each ? "true" : undefined}
            >
              {words.cycle[each]}
            </a>
          ))}
        </nav>
      </div>
      {read.is !== "read" ? (
        <NotRead read={read} words={words} again={again} />
      ) : (
        <div class={read.isOld || isLost.value ? "report-lists is-old" : "report-lists"}>
          <OldRead isOld={read.isOld} at={read.value.at} say={words.stale} />
          <Lists reports={read.value.reports} isNarrowed={cycle !== undefined} />
        </div>
      )}
    </div>
  );
};

const Lists = ({ reports, isNarrowed }: { reports: readonly WireReport[]; isNarrowed: boolean }) => {
  const words = t().reports;
  if (reports.length === 0)
    return (
      <div class="calm">
        <h2>{words.none}</h2>
        <p>{isNarrowed ? words.noneOfCycle : words.noneHint}</p>
      </div>
    );
  const groups = Map.groupBy(reports, groupOf);
  const open = groups.get("open") ?? [];
  return (
    <>
      <section>
        <h2>
          {words.open} <b>{open.length}</b>
        </h2>
        {open.length === 0 ? <p class="quiet">{words.nothingOpen}</p> : <Rows of={open} />}
      </section>
      {(["ahead", "out"] as const).map(group => {
        const of = groups.get(group);
        return (
          of && (
            <section key={group}>
              <h2>
                {words[group]} <b>{of.length}</b>
              </h2>
              <Rows of={of} />
            </section>
          )
        );
      })}
    </>
  );
};

const Rows = ({ of }: { of: readonly WireReport[] }) => (
  <ul class="report-list">
    {of.map(report => (
      <Row key={report.id} report={report} />
    ))}
  </ul>
);

const Row = ({ report }: { report: WireReport }) => {
  const words = t().reports;
  const [first, last] = datesOf(report, timeZone.value);
  const latest = report.versions.at(-1);
  return (
    <li class={report.isLate ? "report-row is-late" : "report-row"}>
      <a class="row-main" href={href("reports", report.id)}>
        {say(report.name)}
      </a>
      <p class="quiet">{first === last ? dayText(first) : `${first} – ${last}`}</p>
      <p class="report-is">
        <StateWord report={report} />
      </p>
      <p>
        <Deadline report={report} />
      </p>
      <p class="quiet">
        {latest === undefined ? words.noVersion : words.version(latest.version)}
        {latest !== undefined && latest.completeness < 1 && (
          <strong> · {words.complete(percent(cut(latest.completeness)))}</strong>
        )}
      </p>
      {report.lateData !== null && <p class="report-late-data">{words.lateDataShort}</p>}
    </li>
  );
};
