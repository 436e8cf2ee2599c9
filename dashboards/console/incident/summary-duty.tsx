import type { WireAlert } from "#gateway/wire/alert.ts";
import { Photo } from "../alerts/photo.tsx";
import { moment } from "../format/time.ts";
import { now, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { DutyForm } from "./duty-form.tsx";

/** The summary: a confirmation that was given once it was over. Before that there is nothing to sum up. */
export const SummaryDuty = ({ alert }: { alert: WireAlert }) => {
  const words = t().incident.summary;
  const { confirmation, label, isLatched } = alert;
  const isGiven = isSummedUp(alert);
  return (
    <article class={isGiven ? "duty is-done" : "duty"}>
      <h3>{words.title}</h3>
      {isGiven && confirmation && (
        <>
          <p>
            {words.given(confirmation.by, moment(Date.parse(confirmation.at), now.value, timeZone.value))}
          </p>
          <q>{confirmation.note}</q>
          {confirmation.photo && <Photo name={confirmation.photo} />}
        </>
      )}
      {!isGiven && alert.condition !== "clear" && <p class="quiet">{words.early}</p>}
      {!isGiven && alert.condition === "clear" && label !== "closed" && (
        <>
          <p class="quiet">{words.meaning}</p>
          <DutyForm
            alert={alert}
            verb="confirm"
            body={{}}
            button={words.verb}
            done={() => t().confirm.done(say(alert.title))}
            fields="note"
          />
        </>
      )}
      {isLatched && label !== "closed" && <p class="quiet">{t().incident.alsoReset}</p>}
    </article>
  );
};

/** Whether somebody has confirmed it after it was over, which is what counts as its summary. */
const isSummedUp = ({ confirmation, clearedAt }: WireAlert): boolean =>
  confirmation !== null && clearedAt !== null && confirmation.at >= clearedAt;
