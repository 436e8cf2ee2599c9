import type { WireAlert } from "#gateway/wire/alert.ts";
import { moment } from "../format/time.ts";
import { href } from "../route.ts";
import { now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { ReportDue } from "./state.tsx";
import { rolesText } from "./told.tsx";

/** What an incident still asks of people: a report in time, reports owed to who was skipped, and a summary. */
export const Incident = ({ alert }: { alert: WireAlert }) => {
  const { incident, label } = alert;
  if (!incident) return null;
  const words = t().report;
  const at = (iso: string) => moment(Date.parse(iso), now.value, timeZone.value);
  return (
    <section class="incident">
      <h3>{words.incident}</h3>
      <ReportDue alert={alert} />
      {incident.report && (
        <p>
          {words.given(incident.report.by, incident.report.receiver, at(incident.report.at))}
          <q>{incident.report.cause}</q>
        </p>
      )}
      {incident.owed.map(({ role, given }) => (
        <p key={role}>
          {given ? words.given(given.by, rolesText([role]), at(given.at)) : words.owed(rolesText([role]))}
        </p>
      ))}
      {label !== "closed" && (incident.report !== null || incident.reportDueAt === null) && (
        <p>{isSummedUp(alert) ? null : words.summary}</p>
      )}
      <p>
        <a class="chip" href={href("incidents", alert.id)}>
          {t().incident.open}
        </a>
      </p>
    </section>
  );
};

/** What was confirmed before it was over sums nothing up. */
const isSummedUp = ({ confirmation, clearedAt }: WireAlert): boolean =>
  confirmation !== null && clearedAt !== null && confirmation.at >= clearedAt;
