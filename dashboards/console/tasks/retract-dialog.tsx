import { useRef, useState } from "preact/hooks";
import type { RetractAnswer, WireTask, WireTaskItem } from "#gateway/wire/task.ts";
import { Dialog } from "../parts/dialog.tsx";
import { ApiError, post } from "../store/api.ts";
import { newId } from "../store/command.ts";
import { tell } from "../store/news.ts";
import { say, t } from "../words/language.ts";
import { putTask } from "./read-tasks.ts";
import { type Against, taskRefusal } from "./refusal.ts";

/** Somebody takes an answer of his own back, and says why. It needs the gateway: what is over cannot be asked again. */
export const RetractDialog = ({
  task,
  item,
  by,
  onClose,
}: {
  task: WireTask;
  item: WireTaskItem;
  by: string;
  onClose: () => void;
}) => {
  const words = t().tasks;
  const form = useRef<HTMLFormElement>(null);
  const [isSending, setSending] = useState(false);
  const [against, setAgainst] = useState<Against | null>(null);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isSending || !form.current) return;
    const why = String(new FormData(form.current).get("why") ?? "").trim();
    setSending(true);
    try {
      const body: RetractAnswer = { by, id: newId(), task: task.id, item: item.id, why };
      putTask(await post<WireTask>("/api/tasks/retract", body));
      onClose();
      tell(t().tasks.retracted(say(item.title)), "done");
    } catch (error) {
      setSending(false);
      if (!(error instanceof ApiError)) throw error;
      setAgainst(error.code === "OFFLINE" ? { why: t().needsLink, detail: "" } : taskRefusal(error));
    }
  };
  return (
    <Dialog title={words.retractTitle} onClose={onClose}>
      <form ref={form} onSubmit={event => void submit(event)}>
        <p class="meaning">{words.retractMeaning}</p>
        <label class="field">
          {words.retractWhy}
          <input name="why" required maxLength={500} data-first="true" />
        </label>
        <p class="refusal" role="alert">
          {against?.why}
          {against?.detail && <small lang="en">{against.detail}</small>}
        </p>
        <footer>
          <button type="button" onClick={event => event.currentTarget.closest("dialog")?.close()}>
            {t().cancel}
          </button>
          <button type="submit" class="primary" disabled={isSending}>
            {isSending ? t().sending : words.retract}
          </button>
        </footer>
      </form>
    </Dialog>
  );
};
