import { useState } from "preact/hooks";
import type { SetDay, WireDay } from "#gateway/wire/register.ts";
import { dayText } from "../format/day.ts";
import { wall } from "../format/time.ts";
import { newId } from "../store/command.ts";
import { now, timeZone } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { t } from "../words/language.ts";
import { FormDialog } from "./form-dialog.tsx";
import { hoursOf } from "./hours.ts";

const KINDS = ["closed", "hours"] as const;

/** Announces that a day differs; or, of one that was announced (`day`), that it does not after all. */
export const DayDialog = ({
  day,
  onDone,
  onClose,
}: {
  day: WireDay | null;
  onDone: () => void;
  onClose: () => void;
}) => {
  const words = t().calendar;
  const [kind, setKind] = useState<(typeof KINDS)[number]>("closed");
  const [why, setWhy] = useState("");
  const [today] = wall(now.value, timeZone.value);
  const body = (fields: FormData) => {
    const field = (name: string) => String(fields.get(name) ?? "").trim();
    const date = day?.date ?? field("date");
    const hours =
      day !== null
        ? null
        : kind === "closed"
          ? []
          : hoursOf([
              [field("from"), field("to")],
              [field("from2"), field("to2")],
            ]);
    if (hours === "missing") return { missing: words.hoursMissing };
    if (hours === "wrong") return { missing: words.hoursWrong };
    const send: Omit<SetDay, "by"> = { id: newId(), date, hours: hours && [...hours], why: field("why") };
    return { send };
  };
  return (
    <FormDialog
      title={day === null ? words.announceTitle : words.undoTitle}
      meaning={day === null ? words.announceMeaning : dayText(day.date)}
      verb={day === null ? words.announce : words.undo}
      path="/api/days"
      body={body}
      onDone={() => {
        tell(day === null ? t().calendar.announcedDone : t().calendar.undoTitle, "done");
        onDone();
      }}
      onClose={onClose}
    >
      {day === null && (
        <>
          <label class="field">
            {words.date}
            <input type="date" name="date" required min={today} data-first="true" />
          </label>
          <fieldset>
            <legend>{words.how}</legend>
            {KINDS.map(each => (
              <label key={each} class="choice">
                <input type="radio" name="kind" checked={kind === each} onChange={() => setKind(each)} />
                {words.kinds[each]}
              </label>
            ))}
          </fieldset>
          {kind === "hours" && (
            <>
              <Part from="from" to="to" />
              <p class="quiet">{words.secondPart}</p>
              <Part from="from2" to="to2" />
            </>
          )}
        </>
      )}
      <label class="field">
        {words.why}
        <input
          name="why"
          required
          maxLength={500}
          value={why}
          onInput={({ currentTarget }) => setWhy(currentTarget.value)}
        />
      </label>
      {day === null && (
        <p class="ready">
          {words.whyReady.map(text => (
            <button key={text} type="button" class="chip" onClick={() => setWhy(text)}>
              {text}
            </button>
          ))}
        </p>
      )}
    </FormDialog>
  );
};

const Part = ({ from, to }: { from: string; to: string }) => {
  const words = t().calendar;
  return (
    <div class="from-to">
      <label class="field">
        {words.from}
        <input type="time" name={from} />
      </label>
      <label class="field">
        {words.to}
        <input type="time" name={to} />
      </label>
    </div>
  );
};
