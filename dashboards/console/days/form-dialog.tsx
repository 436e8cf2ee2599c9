import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Refusal } from "../alerts/asked.ts";
import { personOf, Who } from "../alerts/dialogs/who.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { ApiError, asksWho, post } from "../store/api.ts";
import { isLost } from "../store/live.ts";
import { acted } from "../store/person.ts";
import { t } from "../words/language.ts";

type FormDialogProps = {
  readonly title: string;
  readonly meaning: string;
  /** What the button says. */
  readonly verb: string;
  readonly path: string;
  readonly children: ComponentChildren;
  /** What is sent besides the person, or what is missing in the form. */
  body(fields: FormData): { readonly missing: string } | { readonly send: Readonly<Record<string, unknown>> };
  onDone(): void;
  onClose(): void;
};

/** A form that somebody sends by name, while the gateway is heard. */
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
  const [refusal, setRefusal] = useState<Pick<Refusal, "why" | "detail"> | null>(null);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isSending || !form.current) return;
    const fields = new FormData(form.current);
    const by = personOf(fields);
    const asked = body(fields);
    if (by === "" || "missing" in asked) {
      const why = "missing" in asked ? asked.missing : t().acknowledge.nameMissing;
      return setRefusal({ why, detail: "" });
    }
    setSending(true);
    try {
      await post(path, { ...asked.send, by });
      acted(by);
      onClose();
      onDone();
    } catch (error) {
      setSending(false);
      setRefusal(refusalOf(error));
    }
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

const refusalOf = (error: unknown): Pick<Refusal, "why" | "detail"> => {
  const { code, message } = error instanceof ApiError ? error : { code: "", message: String(error) };
  if (code === "OFFLINE") return { why: t().needsLink, detail: "" };
  if (asksWho({ code })) return { why: t().signInNeeded, detail: "" };
  if (code === "UNRECORDED") return { why: t().errors.unrecorded, detail: "" };
  return { why: code === "NOT_ALLOWED" ? t().notAllowed : t().refused, detail: message };
};
