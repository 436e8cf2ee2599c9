import { useRef, useState } from "preact/hooks";
import type { WireRound } from "#gateway/wire/closing.ts";
import type { Refusal } from "../alerts/asked.ts";
import { personOf, Who } from "../alerts/dialogs/who.tsx";
import { sendOnce } from "../alerts/send-service.ts";
import { fieldOf, momentOf } from "../format/hall-time.ts";
import { shortMoment } from "../format/time.ts";
import { Dialog } from "../parts/dialog.tsx";
import { isLost, now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";

const HALF_AN_HOUR_MS = 30 * 60_000;

/** Asks for more time before the hall must be closed: until when, and why. */
export const ExtendDialog = ({
  round,
  onDone,
  onClose,
}: {
  round: WireRound;
  onDone: () => void;
  onClose: () => void;
}) => {
  const words = t().closing;
  const form = useRef<HTMLFormElement>(null);
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const latest = Date.parse(round.latestAt);
  const proposed = Math.min(latest, Math.max(now.peek(), Date.parse(round.mustCloseAt)) + HALF_AN_HOUR_MS);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isSending || !form.current) return;
    const fields = new FormData(form.current);
    const by = personOf(fields);
    const until = momentOf(String(fields.get("until") ?? ""), timeZone.peek());
    const plain = (why: string) => setRefusal({ why, detail: "", isOffline: false });
    if (by === "") return plain(t().acknowledge.nameMissing);
    if (until === null || until <= now.peek()) return plain(words.untilPast);
    if (until > latest) return plain(words.untilTooLate(shortMoment(latest, now.peek(), timeZone.peek())));
    setSending(true);
    const why = String(fields.get("why") ?? "").trim();
    const result = await sendOnce("/api/closing/extend", { by, until: new Date(until).toISOString(), why });
    setSending(false);
    if (result.is === "not") return setRefusal(result);
    onDone();
  };
  return (
    <Dialog title={words.extendTitle} onClose={onClose}>
      <form ref={form} onSubmit={event => void submit(event)}>
        <p class="meaning">{words.extendMeaning(shortMoment(latest, now.value, timeZone.value))}</p>
        <Who />
        <label class="field">
          {words.until}
          <input
            type="datetime-local"
            name="until"
            required
            defaultValue={fieldOf(proposed, timeZone.peek())}
          />
        </label>
        <label class="field">
          {words.whyLonger}
          <textarea name="why" rows={2} maxLength={1000} required />
        </label>
        <p class="refusal" role="alert">
          {refusal?.why}
          {refusal?.detail && <small lang="en">{refusal.detail}</small>}
        </p>
        <footer>
          <button type="button" onClick={event => event.currentTarget.closest("dialog")?.close()}>
            {t().cancel}
          </button>
          <button type="submit" class="primary" disabled={isSending || isLost.value}>
            {isSending ? t().sending : words.extend}
          </button>
        </footer>
      </form>
    </Dialog>
  );
};
