import type { WireAbsence } from "#gateway/wire/roster.ts";
import { shortMoment } from "../format/time.ts";
import { FormDialog } from "../parts/form-dialog.tsx";
import { now, timeZone } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { t } from "../words/language.ts";
import { readRoster } from "./read-roster.ts";

/** Says that somebody is back, or will not be away after all. */
export const PresentDialog = ({ absence, onClose }: { absence: WireAbsence; onClose: () => void }) => {
  const words = t().roster;
  const at = (iso: string) => shortMoment(Date.parse(iso), now.peek(), timeZone.peek());
  const isNow = Date.parse(absence.from) <= now.peek();
  return (
    <FormDialog
      title={words.endTitle}
      meaning={isNow ? words.endNow : words.endLater}
      verb={isNow ? words.end : words.takeBack}
      path="/api/roster/present"
      body={() => ({ body: { person: absence.person } })}
      onClose={onClose}
      onDone={() => {
        tell(t().roster.ended(absence.name), "done");
        void readRoster();
      }}
    >
      <p class="asked">
        <span>
          <strong>{absence.name}</strong>
          <small>
            {words.span(at(absence.from), at(absence.to))} · {absence.why}
          </small>
        </span>
      </p>
    </FormDialog>
  );
};
