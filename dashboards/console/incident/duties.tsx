import type { WireAlert } from "#gateway/wire/alert.ts";
import { rolesText } from "../alerts/told.tsx";
import { moment } from "../format/time.ts";
import { now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { DutyForm } from "./duty-form.tsx";
import { ReportDuty } from "./report-duty.tsx";
import { SummaryDuty } from "./summary-duty.tsx";

/** What the incident asks of people, what is most pressing first: the report, those that are owed, the summary. */
export const Duties = ({ alert }: { alert: WireAlert }) => {
  const { incident } = alert;
  if (incident === null) return null;
  return (
    <section aria-label={t().incident.duties}>
      <h2>{t().incident.duties}</h2>
      {(incident.reportDueAt !== null || incident.report !== null) && <ReportDuty alert={alert} />}
      {incident.owed.map(owed => (
        <Owed key={owed.role} alert={alert} owed={owed} />
      ))}
      <SummaryDuty alert={alert} />
    </section>
  );
};

type OwedReport = NonNullable<WireAlert["incident"]>["owed"][number];

/** A level that was passed over, because all of it were away, is told what happened afterwards. */
const Owed = ({ alert, owed: { role, since, given } }: { alert: WireAlert; owed: OwedReport }) => {
  const words = t().incident.owed;
  const at = (iso: string) => moment(Date.parse(iso), now.value, timeZone.value);
  return (
    <article class={given ? "duty is-done" : "duty"}>
      <h3>{words.title(rolesText([role]))}</h3>
      {given ? (
        <>
          <p>{words.given(given.by, at(given.at))}</p>
          <q>{given.cause}</q>
        </>
      ) : (
        <>
          <p class="quiet">{words.why(at(since))}</p>
          {alert.label !== "closed" && (
            <details class="rest">
              <summary>{words.write}</summary>
              <DutyForm
                alert={alert}
                verb="supplement"
                body={{ role }}
                button={t().report.supplement}
                done={() => t().report.supplemented(rolesText([role]))}
                fields="report"
              />
            </details>
          )}
        </>
      )}
    </article>
  );
};
