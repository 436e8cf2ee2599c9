import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { Badge, lookOf } from "../../parts/badge.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { newId } from "../../store/command.ts";
import { isLost } from "../../store/live.ts";
import { canWait, mayQueue } from "../../store/queue.ts";
import { say, t } from "../../words/language.ts";
import { endAsking, type Refusal } from "../asked.ts";
import type { Result } from "../perform.ts";
import { placeOf } from "../place.ts";
import { personOf } from "./who.tsx";

type FrameProps = {
  readonly title: string;
  readonly meaning?: string;
  readonly alert: WireAlert;
  /** What the button says. */
  readonly verb: string;
  /** The command's verb, by which it may wait for the network or not. */
  readonly sends: string;
  readonly why?: Refusal | undefined;
  readonly isReady?: boolean;
  readonly children: ComponentChildren;
  /** Does it with what the form says, under an id. A text says what is missing in the form. */
  send(fields: FormData, by: string, id: string): Promise<Result | string>;
};

/** A dialog about one alert: what it is about, the fields, what stood against it, and one button that says what it does. */
export const Frame = ({
  title,
  meaning,
  alert,
  verb,
  sends,
  why,
  isReady = true,
  children,
  send,
}: FrameProps) => {
  const form = useRef<HTMLFormElement>(null);
  const id = useRef(why?.id ?? newId());
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(why ?? null);
  const asksToQueue = canWait(sends) && !mayQueue.value && (isLost.value || refusal?.isOffline === true);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isSending || !form.current) return;
    const fields = new FormData(form.current);
    const by = personOf(fields);
    if (by === "") return setRefusal(plain(t().acknowledge.nameMissing));
    // Pressing the button that says so is the person's consent, for as long as this outage lasts.
    if (asksToQueue) mayQueue.value = true;
    setSending(true);
    const result = await send(fields, by, id.current);
    setSending(false);
    if (typeof result === "string") return setRefusal(plain(result));
    if (result.is === "not") {
      // What was refused is a new try; what may only have lost its answer is the same one.
      if (!result.isOffline) id.current = newId();
      return setRefusal(result);
    }
    endAsking();
  };
  return (
    <Dialog title={title} onClose={endAsking}>
      <form ref={form} onSubmit={event => void submit(event)} onKeyDown={sendByEnter}>
        <p class="asked">
          <Badge priority={alert.priority} look={lookOf(alert)} />
          <span>
            <strong>{say(alert.title)}</strong>
            <small>{placeOf(alert)}</small>
          </span>
        </p>
        {meaning !== undefined && <p class="meaning">{meaning}</p>}
        {children}
        <p class="refusal" role="alert">
          {refusal?.why}
          {refusal?.detail && <small lang="en">{refusal.detail}</small>}
        </p>
        {asksToQueue && <p class="meaning">{t().queueMeaning}</p>}
        <footer>
          <button type="button" onClick={event => event.currentTarget.closest("dialog")?.close()}>
            {t().cancel}
          </button>
          <button type="submit" class="primary" disabled={isSending || !isReady} data-first="true">
            {isSending ? t().sending : asksToQueue ? t().queueIt : verb}
          </button>
        </footer>
      </form>
    </Dialog>
  );
};

const plain = (why: string): Refusal => ({ why, detail: "", isOffline: false });

/** Enter sends from a text of several lines too; with Shift it begins a new line. */
const sendByEnter = (event: KeyboardEvent): void => {
  if (!(event.target instanceof HTMLTextAreaElement)) return;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.target.form?.requestSubmit();
};
