import "../styles/dialog.css";
import { useRef, useState } from "preact/hooks";
import type { WireAlert } from "#gateway/wire/alert.ts";
import type { Refusal } from "../alerts/asked.ts";
import { TakePhoto } from "../alerts/dialogs/take-photo.tsx";
import { personOf, Who } from "../alerts/dialogs/who.tsx";
import { commandOf, perform } from "../alerts/perform.ts";
import { newId } from "../store/command.ts";
import { hall, isLost } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { canWait, mayQueue } from "../store/queue.ts";
import { say, t } from "../words/language.ts";

type DutyFormProps = {
  readonly alert: WireAlert;
  readonly verb: "report" | "supplement" | "confirm";
  /** What is sent beside the fields. */
  readonly body: Readonly<Record<string, string>>;
  readonly button: string;
  /** `report`: receiver and cause; `note`: a text, with a picture where the hall keeps any. */
  readonly fields: "report" | "note";
  /** What to say once it is done. */
  done(): string;
};

/** The form in which one of the duties is done, in place: nobody has to look for it while the time runs. */
export const DutyForm = ({ alert, verb, body, button, fields, done }: DutyFormProps) => {
  const form = useRef<HTMLFormElement>(null);
  const id = useRef(newId());
  const [photo, setPhoto] = useState<Blob | null>(null);
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const asksToQueue = canWait(verb) && !mayQueue.value && (isLost.value || refusal?.isOffline === true);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isSending || !form.current) return;
    const given = new FormData(form.current);
    const by = personOf(given);
    if (by === "") return setRefusal({ why: t().acknowledge.nameMissing, detail: "", isOffline: false });
    // Pressing the button that says so is the person's consent, for as long as this outage lasts.
    if (asksToQueue) mayQueue.value = true;
    setSending(true);
    const command = commandOf(
      verb,
      alert,
      { ...body, ...textsOf(given, fields), by },
      { id: id.current, photo },
    );
    const result = await perform(command);
    setSending(false);
    if (result.is === "not") {
      // What was refused is a new try; what may only have lost its answer is the same one.
      if (!result.isOffline) id.current = newId();
      return setRefusal(result);
    }
    setRefusal(null);
    tell(result.is === "queued" ? t().queuedToast(say(alert.title)) : done(), "done");
  };
  return (
    <form ref={form} class="duty-form" onSubmit={event => void submit(event)}>
      {fields === "report" ? <ReportFields /> : <NoteFields photo={photo} onTaken={setPhoto} />}
      <Who />
      <p class="refusal" role="alert">
        {refusal?.why}
        {refusal?.detail && <small lang="en">{refusal.detail}</small>}
      </p>
      {asksToQueue && <p class="quiet">{t().queueMeaning}</p>}
      <button type="submit" class="primary" disabled={isSending}>
        {isSending ? t().sending : asksToQueue ? t().queueIt : button}
      </button>
    </form>
  );
};

const ReportFields = () => (
  <>
    <label class="field">
      {t().report.receiver}
      <input name="receiver" required maxLength={200} />
    </label>
    <label class="field">
      {t().report.cause}
      <textarea name="cause" rows={2} required maxLength={2000} />
    </label>
  </>
);

const NoteFields = ({ photo, onTaken }: { photo: Blob | null; onTaken: (photo: Blob | null) => void }) => (
  <>
    <label class="field">
      {t().incident.summary.text}
      <textarea name="note" rows={3} required maxLength={1000} />
    </label>
    {hall.value?.photos && <TakePhoto photo={photo} onTaken={onTaken} />}
  </>
);

const textsOf = (given: FormData, fields: "report" | "note"): Readonly<Record<string, string>> => {
  const text = (name: string) => String(given.get(name) ?? "").trim();
  return fields === "report" ? { receiver: text("receiver"), cause: text("cause") } : { note: text("note") };
};
