import { useState } from "preact/hooks";
import type { AnswerTask, WireTask, WireTaskItem } from "#gateway/wire/task.ts";
import { TakePhoto } from "../alerts/dialogs/take-photo.tsx";
import { hall } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { say, t } from "../words/language.ts";
import { isGood } from "./answer-text.ts";
import { AskField, type Value, type Values } from "./ask-field.tsx";
import type { Against } from "./refusal.ts";
import { type Said, sendAnswer } from "./send-answer.ts";

/** How the place was proved, and what was read there. */
export type Scanned = { readonly how: "nfc" | "qr" | "typed"; readonly code: string };

type AnswerFormProps = {
  readonly task: WireTask;
  readonly item: WireTaskItem;
  /** Name; empty: nobody said who he is yet. */
  readonly by: string;
  readonly scanned: Scanned | null;
  /** The answer was taken, here or at the gateway. */
  onGiven?(): void;
};

/** Asks about one item, in buttons of half a screen: a thumb answers each with one tap. */
export const AnswerForm = ({ task, item, by, scanned, onGiven }: AnswerFormProps) => {
  const words = t().tasks;
  const { asks } = task;
  const [values, setValues] = useState<Values>({});
  const [mode, setMode] = useState<"answer" | "wrong" | "not-applicable">("answer");
  const [note, setNote] = useState("");
  const [photo, setPhoto] = useState<Blob | null>(null);
  const [isSending, setSending] = useState(false);
  const [against, setAgainst] = useState<Against | null>(null);
  const mayShow = hall.value?.photos === true && task.photo !== "no";
  const plain = (why: string): void => setAgainst({ why, detail: "" });

  const give = async (outcome: AnswerTask["outcome"]): Promise<void> => {
    if (isSending) return;
    const lack = lackOf({ outcome, task, by, values, note, hasPhoto: photo !== null, mayShow });
    if (lack !== null) return plain(lack);
    setSending(true);
    const said: Said = {
      ...proofOf(task, scanned),
      values: outcome === "not-applicable" ? {} : values,
      outcome,
      note: note.trim(),
    };
    const given = await sendAnswer(task, item, { by, said, photo });
    setSending(false);
    if (given.is === "not") return setAgainst(given);
    const name = say(item.title);
    tell(given.is === "queued" ? t().tasks.queued(name) : t().tasks.answered(name), "done");
    onGiven?.();
  };
  const change = (id: string, value: Value | null): void => {
    setAgainst(null);
    const { [id]: _, ...rest } = values;
    setValues(value === null ? rest : { ...rest, [id]: value });
  };
  const isQuick = asks.length === 0 && mode === "answer";
  return (
    <div class="answer-form">
      {mode === "answer" &&
        asks.map(ask => (
          <AskField key={ask.id} ask={ask} value={values[ask.id]} onChange={value => change(ask.id, value)} />
        ))}
      {!isQuick && (
        <label class="field">
          {mode === "wrong" ? words.whatIsWrong : mode === "not-applicable" ? words.why : words.note}
          <textarea
            rows={2}
            maxLength={1000}
            name="note"
            value={note}
            onInput={({ currentTarget }) => setNote(currentTarget.value)}
          />
        </label>
      )}
      {mayShow && mode !== "not-applicable" && <TakePhoto photo={photo} onTaken={setPhoto} />}
      <p class="refusal" role="alert">
        {against?.why}
        {against?.detail && <small lang="en">{against.detail}</small>}
      </p>
      {isQuick ? (
        <div class="halves">
          <button type="button" class="primary" disabled={isSending} onClick={() => void give("ok")}>
            <b aria-hidden="true">✓</b> {isSending ? t().sending : words.done}
          </button>
          <button type="button" disabled={isSending} onClick={() => setMode("wrong")}>
            <b aria-hidden="true">✕</b> {words.wrong}
          </button>
        </div>
      ) : (
        <div class="halves">
          {mode !== "answer" && (
            <button type="button" disabled={isSending} onClick={() => setMode("answer")}>
              {words.back}
            </button>
          )}
          <button
            type="button"
            class="primary"
            disabled={isSending}
            onClick={() => void give(outcomeOf(mode, task, values))}
          >
            {isSending ? t().sending : words.submit}
          </button>
        </div>
      )}
      {mode === "answer" && (
        <button type="button" class="plain" disabled={isSending} onClick={() => setMode("not-applicable")}>
          {words.notApplicable}
        </button>
      )}
    </div>
  );
};

/** What proves it: the place that was scanned, else the person's word, else the picture. */
export const proofOf = (
  { evidence }: Pick<WireTask, "evidence">,
  scanned: Scanned | null,
): Pick<Said, "evidence" | "scan" | "code"> =>
  scanned !== null && evidence.includes("scan")
    ? { evidence: "scan", scan: scanned.how, code: scanned.code }
    : { evidence: evidence.includes("confirmation") ? "confirmation" : "photo" };

const outcomeOf = (
  mode: "answer" | "wrong" | "not-applicable",
  { asks }: WireTask,
  values: Values,
): AnswerTask["outcome"] => {
  if (mode !== "answer") return mode === "wrong" ? "fault" : "not-applicable";
  return asks.every(ask => isGood(ask, values[ask.id] ?? "")) ? "ok" : "fault";
};

type Answered = {
  readonly outcome: AnswerTask["outcome"];
  readonly task: WireTask;
  readonly by: string;
  readonly values: Values;
  readonly note: string;
  readonly hasPhoto: boolean;
  readonly mayShow: boolean;
};

/** What an answer still lacks, in words; null: nothing. */
const lackOf = ({ outcome, task, by, values, note, hasPhoto, mayShow }: Answered): string | null => {
  const words = t().tasks;
  if (by === "") return words.whoMissing;
  const isSaid = note.trim() !== "";
  if (outcome === "not-applicable") return isSaid ? null : words.sayWhy;
  if (task.asks.some(({ id }) => values[id] === undefined || values[id] === "")) return words.unanswered;
  if (mayShow && task.photo === "required" && !hasPhoto) return words.needsPhoto;
  if (outcome === "fault" && task.asks.length === 0 && !isSaid && !hasPhoto) return words.sayWrong;
  return null;
};
