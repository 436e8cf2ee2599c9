import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Refusal } from "../alerts/asked.ts";
import { personOf, Who } from "../alerts/dialogs/who.tsx";
import { sendOnce } from "../alerts/send-service.ts";
import { t } from "../words/language.ts";
import { Dialog } from "./dialog.tsx";

/** What a form says, ready to be sent, or what is missing in it. */
export type Asks = { readonly body: Readonly<Record<string, unknown>> } | { readonly missing: string };

type FormDialogProps = {
  readonly title: string;
  readonly meaning: string;
  /** What the button says. */
  readonly verb: string;
  /** Route that takes it; who does it and the command's id go along. */
  readonly path: string;
  readonly children?: ComponentChildren;
  body(fields: FormData): Asks;
  onDone(): void;
  onClose(): void;
};

/** A dialog that tells the gateway something: its fields, who does it, and what stood against it. Never waits in the queue. */
export const FormDialog = ({
  title,
  meaning,
  verb,
  path,
  children,
  body,
  onDone,
  onClose,
}: FormDialogProps) => {
  const form = useRef<HTMLFormElement>(null);
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const plain = (why: string) => setRefusal({ why, detail: "", isOffline: false });
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isSending || !form.current) return;
    const fields = new FormData(form.current);
    const by = personOf(fields);
    if (by === "") return plain(t().acknowledge.nameMissing);
    const asked = body(fields);
    if ("missing" in asked) return plain(asked.missing);
    setSending(true);
    const result = await sendOnce(path, { ...asked.body, by });
    setSending(false);
    if (result.is === "not") return setRefusal(result);
    onDone();
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form ref={form} onSubmit={event => void submit(event)}>
        <p class="meaning">{meaning}</p>
        {children}
        <Who />
        <p class="refusal" role="alert">
          {refusal?.why}
          {refusal?.detail && <small lang="en">{refusal.detail}</small>}
        </p>
        <footer>
          <button type="button" onClick={event => event.currentTarget.closest("dialog")?.close()}>
            {t().cancel}
          </button>
          <button type="submit" class="primary" disabled={isSending}>
            {isSending ? t().sending : verb}
          </button>
        </footer>
      </form>
    </Dialog>
  );
};
