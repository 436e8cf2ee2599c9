import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Refusal } from "../alerts/asked.ts";
import { personOf, Who } from "../alerts/dialogs/who.tsx";
import { sendOnce } from "../alerts/send-service.ts";
import { Dialog } from "../parts/dialog.tsx";
import { t } from "../words/language.ts";
import { readRoster } from "./read-roster.ts";

type Body = Readonly<Record<string, string>>;
type RosterDialogProps = {
  readonly title: string;
  readonly meaning: string;
  /** What the button says. */
  readonly verb: string;
  readonly path: string;
  readonly children: ComponentChildren;
  onClose(): void;
  onDone(): void;
  /** What is sent, or what is missing in the form. */
  body(fields: FormData): Body | { readonly missing: string };
};

/** A dialog about the roster: its fields, who does it, and what stood against it. */
export const RosterDialog = ({
  title,
  meaning,
  verb,
  path,
  children,
  body,
  onClose,
  onDone,
}: RosterDialogProps) => {
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
    if ("missing" in asked && asked.missing) return plain(asked.missing);
    setSending(true);
    const result = await sendOnce(path, { ...asked, by });
    setSending(false);
    if (result.is === "not") return setRefusal(result);
    onDone();
    onClose();
    await readRoster();
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
