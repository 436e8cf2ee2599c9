import type { WireReport } from "#gateway/wire/report.ts";
import { shortMoment } from "../format/time.ts";
import { now, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { releasedOf } from "./stand.ts";

/** How a report stands: a shape and a word; and whether it is late, which it stays. */
export const StateWord = ({
  report,
}: {
  report: Pick<WireReport, "state" | "versions" | "isLate" | "lateData">;
}) => {
  const words = t().reports;
  const { state, versions, isLate } = report;
  const isNew = state !== "released" && releasedOf(report) !== undefined;
  return (
    <>
      <span class={`report-state is-${state}`}>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <rect x="2" y="2" width="16" height="16" />
          {state === "reviewed" && <path class="half" d="M2 10h16v8H2Z" />}
          {state === "released" && <path class="tick" d="M5.5 10.5 9 14l6-8" />}
        </svg>
        {state === "due" && versions.length > 0 ? words.again : words.state[state]}
      </span>
      {isNew && <span class="report-new">{words.newVersion}</span>}
      {isLate && (
        <strong class="report-late">
          <b aria-hidden="true">!</b> {state === "released" ? words.wasLate : words.late}
        </strong>
      )}
    </>
  );
};

/** Until when it must be out, and how that is read. */
export const Deadline = ({
  report: { dueAt, reading },
}: {
  report: Pick<WireReport, "dueAt" | "reading">;
}) => {
  const words = t().reports;
  if (dueAt === null) return <span class="quiet">{words.noDeadline}</span>;
  return (
    <>
      {words.before(shortMoment(Date.parse(dueAt), now.value, timeZone.value))}
      {reading !== null && <small class="report-reading">{say(reading)}</small>}
    </>
  );
};
