import { signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { Badge, lookOf } from "../parts/badge.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { hall } from "../store/live.ts";
import { recall, remember } from "../store/memory.ts";
import { tell } from "../store/news.ts";
import { say, t } from "../words/language.ts";
import { focusRow, neighbourOf } from "./board.ts";
import { placeOf } from "./place.ts";
import { sendAcknowledgement } from "./send-acknowledgement.ts";

/** The alert that the dialog asks about, or null while there is no dialog. */
const asked = signal<WireAlert | null>(null);
const isSending = signal(false);
/** Whether the person is none of the hall's people and types a name. */
const isOther = signal(false);
/** Why the last try did nothing. */
const refusal = signal("");

const OTHER = "\u0000other";

export const askToAcknowledge = (alert: WireAlert): void => {
  refusal.value = "";
  isOther.value = false;
  asked.value = alert;
};

/** Asks who acknowledges and what they say of it; the person is remembered on this console. */
export const AcknowledgeDialog = () =>
  asked.value ? (
    <Dialog title={t().acknowledge.title} onClose={() => (asked.value = null)}>
      <Form alert={asked.value} />
    </Dialog>
  ) : null;

const Form = ({ alert }: { alert: WireAlert }) => {
  const form = useRef<HTMLFormElement>(null);
  const words = t().acknowledge;
  return (
    <form ref={form} onSubmit={event => void submit(event, alert)}>
      <p class="asked">
        <Badge priority={alert.priority} look={lookOf(alert)} />
        <span>
          <strong>{say(alert.title)}</strong>
          <small>{placeOf(alert)}</small>
        </span>
      </p>
      <p class="meaning">{words.meaning}</p>
      <Who />
      <label class="field">
        {words.note}
        <textarea
          name="note"
          rows={2}
          maxLength={1000}
          onKeyDown={event => sendByEnter(event, form.current)}
        />
      </label>
      <p class="refusal" role="alert">
        {refusal.value}
      </p>
      <footer>
        <button type="button" onClick={event => event.currentTarget.closest("dialog")?.close()}>
          {words.cancel}
        </button>
        <button type="submit" class="primary" disabled={isSending.value} data-first={remembered() !== ""}>
          {isSending.value ? words.sending : words.verb}
        </button>
      </footer>
    </form>
  );
};

const Who = () => {
  const words = t().acknowledge;
  const people = hall.value?.people ?? [];
  const person = remembered();
  return (
    <>
      {people.length > 0 && (
        <label class="field">
          {words.who}
          <select
            name="person"
            required
            data-first={person === ""}
            onChange={event => (isOther.value = event.currentTarget.value === OTHER)}
          >
            <option value="" selected={person === ""}>
              {words.choose}
            </option>
            {people.map(({ id, name }) => (
              <option key={id} value={name} selected={name === person}>
                {name}
              </option>
            ))}
            <option value={OTHER}>{words.other}</option>
          </select>
        </label>
      )}
      {(isOther.value || people.length === 0) && (
        <label class="field">
          {words.name}
          <input name="name" required maxLength={80} autocomplete="name" />
        </label>
      )}
    </>
  );
};

/** Who acknowledged last on this console, if that is still one of the hall's people. */
const remembered = (): string => {
  const person = recall("person") ?? "";
  return hall.value?.people.some(({ name }) => name === person) ? person : "";
};

const submit = async (event: SubmitEvent, alert: WireAlert): Promise<void> => {
  event.preventDefault();
  if (isSending.value) return;
  const fields = new FormData(event.currentTarget as HTMLFormElement);
  const chosen = String(fields.get("person") ?? OTHER);
  const by = (chosen === OTHER ? String(fields.get("name") ?? "") : chosen).trim();
  if (by === "") {
    refusal.value = t().acknowledge.nameMissing;
    return;
  }
  const next = neighbourOf(alert.id);
  isSending.value = true;
  refusal.value = "";
  const why = await sendAcknowledgement(alert.id, by, String(fields.get("note") ?? ""));
  isSending.value = false;
  if (why !== null) {
    refusal.value = why;
    return;
  }
  if (chosen !== OTHER) remember("person", by);
  asked.value = null;
  tell(t().acknowledge.done(say(alert.title)), "done");
  requestAnimationFrame(() => focusRow(next));
};

const sendByEnter = (event: KeyboardEvent, form: HTMLFormElement | null): void => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form?.requestSubmit();
};
