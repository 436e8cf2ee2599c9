import { useRef } from "preact/hooks";
import { fieldOf, momentOf } from "../format/hall-time.ts";
import { FormDialog } from "../parts/form-dialog.tsx";
import { hall, now, timeZone } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { t } from "../words/language.ts";
import { readRoster } from "./read-roster.ts";

/** Notes that somebody will be away, from when to when and why. */
export const AbsentDialog = ({ onClose }: { onClose: () => void }) => {
  const words = t().roster;
  const reason = useRef<HTMLInputElement>(null);
  const name = useRef("");
  const text = (fields: FormData, field: string) => String(fields.get(field) ?? "").trim();
  const body = (fields: FormData) => {
    const from = momentOf(text(fields, "from"), timeZone.peek());
    const to = momentOf(text(fields, "to"), timeZone.peek());
    if (from === null || to === null || to <= Math.max(from, now.peek())) return { missing: words.backwards };
    const person = text(fields, "whose");
    name.current = hall.peek()?.people.find(({ id }) => id === person)?.name ?? person;
    const span = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    return { body: { person, ...span, why: text(fields, "why") } };
  };
  return (
    <FormDialog
      title={words.addTitle}
      meaning={words.addMeaning}
      verb={words.add}
      path="/api/roster/absences"
      body={body}
      onClose={onClose}
      onDone={() => {
        tell(t().roster.added(name.current), "done");
        void readRoster();
      }}
    >
      <label class="field">
        {words.whose}
        <select name="whose" required data-first="true">
          <option value="">{t().acknowledge.choose}</option>
          {hall.value?.people.map(person => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        {words.from}
        <input
          type="datetime-local"
          name="from"
          required
          defaultValue={fieldOf(now.peek(), timeZone.peek())}
        />
      </label>
      <label class="field">
        {words.to}
        <input type="datetime-local" name="to" required />
      </label>
      <label class="field">
        {words.why}
        <input name="why" required maxLength={200} ref={reason} />
      </label>
      <fieldset class="canned">
        <legend class="unseen">{words.why}</legend>
        {words.whys.map(each => (
          <button
            key={each}
            type="button"
            class="chip"
            onClick={() => {
              if (reason.current) reason.current.value = each;
            }}
          >
            {each}
          </button>
        ))}
      </fieldset>
    </FormDialog>
  );
};
