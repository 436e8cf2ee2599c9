import type { WireAlert } from "#gateway/wire/alert.ts";
import { countdown, duration, moment, toMs } from "../format/time.ts";
import { now, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { DutyForm } from "./duty-form.tsx";

type Incident = NonNullable<WireAlert["incident"]>;

/** The report upward: how long there is left for it, large; or when it was made, and whether that was in time. */
export const ReportDuty = ({ alert }: { alert: WireAlert }) => {
  const { incident } = alert;
  if (incident === null) return null;
  const words = t().incident.report;
  const { report } = incident;
  const at = (iso: string) => moment(Date.parse(iso), now.value, timeZone.value);
  if (report)
    return (
      <article class="duty is-done">
        <h3>{words.title}</h3>
        <p>
          <b>{metText(alert, incident)}</b>
        </p>
        <p>{words.how(report.by, report.receiver, at(report.at))}</p>
        <q>{report.cause}</q>
      </article>
    );
  return (
    <article class="duty">
      <h3>{words.title}</h3>
      <Left dueAt={incident.reportDueAt} />
      {alert.label !== "closed" && (
        <DutyForm
          alert={alert}
          verb="report"
          body={{}}
          button={t().report.verb}
          done={() => t().report.done(say(alert.title))}
          fields="report"
        />
      )}
    </article>
  );
};

const Left = ({ dueAt }: { dueAt: string | null }) => {
  const words = t().incident.report;
  const due = toMs(dueAt);
  if (due === null) return null;
  const left = due - now.value;
  return (
    <p class={left > 0 ? "left" : "left is-over"} role="timer">
      <span>{left > 0 ? words.left : words.over}</span>
      <strong>{countdown(Math.abs(left))}</strong>
      <span>{words.before(moment(due, now.value, timeZone.value))}</span>
    </p>
  );
};

/** How long after the beginning it was reported, and by how much that was too late. */
const metText = ({ openedAt }: WireAlert, { report, reportDueAt }: Incident): string => {
  const words = t().incident.report;
  const reported = Date.parse(report?.at ?? openedAt);
  const after = clockText(reported - Date.parse(openedAt));
  const due = toMs(reportDueAt);
  if (due === null) return words.plain(after);
  return reported <= due ? words.met(after) : words.late(after, duration(reported - due));
};

/** Below an hour to the second: `3:00`. */
const clockText = (lengthMs: number): string =>
  lengthMs < 3_600_000 ? countdown(Math.floor(lengthMs / 1000) * 1000) : duration(lengthMs);
