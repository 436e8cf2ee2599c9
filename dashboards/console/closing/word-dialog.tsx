import { useRef, useState } from "preact/hooks";
import type { WireClosingItem } from "#gateway/wire/closing.ts";
import type { Refusal } from "../alerts/asked.ts";
import { TakePhoto } from "../alerts/dialogs/take-photo.tsx";
import { personOf, Who } from "../alerts/dialogs/who.tsx";
import { sendOnce } from "../alerts/send-service.ts";
import { Dialog } from "../parts/dialog.tsx";
import { ApiError, postPhoto } from "../store/api.ts";
import { hall, isLost } from "../store/live.ts";
import { say, t } from "../words/language.ts";

type WordDialogProps = {
  readonly title: string;
  readonly meaning: string;
  readonly verb: string;
  readonly path: string;
  readonly item: WireClosingItem;
  onDone(): void;
  onClose(): void;
};

/** Somebody says by name what no reading proves: with a note or a picture, and only while the gateway is heard. */
export const WordDialog = ({ title, meaning, verb, path, item, onDone, onClose }: WordDialogProps) => {
  const words = t().closing;
  const form = useRef<HTMLFormElement>(null);
  const [photo, setPhoto] = useState<Blob | null>(null);
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const plain = (why: string) => setRefusal({ why, detail: "", isOffline: false });
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isSending || !form.current) return;
    const fields = new FormData(form.current);
    const by = personOf(fields);
    const note = String(fields.get("note") ?? "").trim();
    if (by === "") return plain(t().acknowledge.nameMissing);
    if (note === "" && photo === null) return plain(words.needsGrounds);
    setSending(true);
    const kept = photo && (await keptPhoto(photo));
    const result =
      kept === "lost"
        ? { is: "not" as const, why: t().needsLink, detail: "", isOffline: true }
        : await sendOnce(path, { by, item: item.id, note, ...(kept && { photo: kept }) });
    setSending(false);
    if (result.is === "not") return setRefusal(result);
    onDone();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form ref={form} onSubmit={event => void submit(event)}>
        <p class="asked">
          <span>
            <strong>{say(item.name)}</strong>
            <small>{say(item.why)}</small>
          </span>
        </p>
        <p class="meaning">{meaning}</p>
        <Who />
        <label class="field">
          {words.grounds}
          <textarea name="note" rows={2} maxLength={1000} />
        </label>
        {hall.value?.photos && <TakePhoto photo={photo} onTaken={setPhoto} />}
        <p class="refusal" role="alert">
          {refusal?.why}
          {refusal?.detail && <small lang="en">{refusal.detail}</small>}
        </p>
        {isLost.value && <p class="meaning">{t().needsLink}</p>}
        <footer>
          <button type="button" onClick={event => event.currentTarget.closest("dialog")?.close()}>
            {t().cancel}
          </button>
          <button type="submit" class="primary" disabled={isSending || isLost.value}>
            {isSending ? t().sending : verb}
          </button>
        </footer>
      </form>
    </Dialog>
  );
};

/** The name of the picture at the gateway; `lost` when it could not be handed over. */
const keptPhoto = async (photo: Blob): Promise<string> => {
  try {
    return (await postPhoto(photo)).name;
  } catch (error) {
    if (error instanceof ApiError) return "lost";
    throw error;
  }
};
