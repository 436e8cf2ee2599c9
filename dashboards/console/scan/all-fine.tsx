import { useState } from "preact/hooks";
import type { WireTask, WireTaskItem } from "#gateway/wire/task.ts";
import { tick } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { proofOf, type Scanned } from "../tasks/answer-form.tsx";
import { allGood } from "../tasks/answer-text.ts";
import type { Against } from "../tasks/refusal.ts";
import { sendAnswer } from "../tasks/send-answer.ts";
import { say, t } from "../words/language.ts";

/** Nobody has looked at a thing before this. */
export const LOOK_AT_LEAST_MS = 10_000;

type AllFineProps = {
  readonly task: WireTask;
  readonly item: WireTaskItem;
  readonly by: string;
  /** Null: the page was not opened from the sticker. */
  readonly scanned: Scanned | null;
  /** When the page was opened, on the browser's own clock. */
  readonly openedAt: number;
  onGiven(): void;
};

/**
 * Everything is fine, said with one tap: only from the sticker, and only once there was time to look. Before that it says
 * why not.
 */
export const AllFine = ({ task, item, by, scanned, openedAt, onGiven }: AllFineProps) => {
  const words = t().scan;
  const [isSending, setSending] = useState(false);
  const [against, setAgainst] = useState<Against | null>(null);
  const values = allGood(task.asks);
  if (values === null || task.asks.length === 0 || task.photo === "required") return null;
  const leftMs = openedAt + LOOK_AT_LEAST_MS - Math.max(tick.value, openedAt);
  const left = Math.ceil(leftMs / 1000);
  const plain = (why: string): void => setAgainst({ why, detail: "" });
  const give = async (): Promise<void> => {
    if (isSending) return;
    if (scanned === null) return plain(words.needsSticker);
    const missing = Math.ceil((openedAt + LOOK_AT_LEAST_MS - performance.now()) / 1000);
    if (missing > 0) return plain(words.tooSoon(missing));
    if (by === "") return plain(t().tasks.whoMissing);
    setSending(true);
    const said = { ...proofOf(task, scanned), values, outcome: "ok" as const, note: "" };
    const given = await sendAnswer(task, item, { by, said, photo: null });
    setSending(false);
    if (given.is === "not") return setAgainst(given);
    const name = say(item.title);
    tell(given.is === "queued" ? t().tasks.queued(name) : t().tasks.answered(name), "done");
    onGiven();
  };
  return (
    <div class="all-fine">
      <button
        type="button"
        class={left > 0 ? "" : "primary"}
        disabled={isSending}
        onClick={() => void give()}
      >
        <b aria-hidden="true">✓</b>{" "}
        {isSending ? t().sending : left > 0 && scanned !== null ? words.allFineIn(left) : words.allFine}
      </button>
      <p class="refusal" role="alert">
        {against?.why}
        {against?.detail && <small lang="en">{against.detail}</small>}
      </p>
    </div>
  );
};
