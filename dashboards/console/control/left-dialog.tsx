import "../styles/control.css";
import { useRef, useState } from "preact/hooks";
import type { WireClosingItem } from "#gateway/wire/closing.ts";
import type { WireWords } from "#gateway/wire/common.ts";
import { personOf, Who } from "../alerts/dialogs/who.tsx";
import { sendOnce } from "../alerts/send-service.ts";
import { Dialog } from "../parts/dialog.tsx";
import { isLost } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { say, t } from "../words/language.ts";
import type { ForItem } from "./for-item.ts";
import { interlockText } from "./said.ts";

type Left = ForItem & { readonly item: WireClosingItem };
type NotSent = { readonly name: WireWords; readonly why: string; readonly detail: string };

/** Everything that is left on, to be chosen from and switched off: one command each, and each proved by its own reading. */
export const LeftDialog = ({
  left,
  cause,
  onDone,
  onClose,
}: {
  /** As it was when the dialog was opened: what is ticked does not move under a finger. */
  left: readonly Left[];
  cause: string | null;
  onDone: () => void;
  onClose: () => void;
}) => {
  const words = t().control;
  const form = useRef<HTMLFormElement>(null);
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState("");
  const [notSent, setNotSent] = useState<readonly NotSent[]>([]);
  const [sent, setSent] = useState<ReadonlySet<string>>(new Set());
  const open = left.filter(({ control }) => !sent.has(control.point));
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isSending || !form.current) return;
    const fields = new FormData(form.current);
    const [by, why] = [personOf(fields), String(fields.get("why") ?? "").trim()];
    const chosen = open.filter(({ control }) => fields.getAll("point").includes(control.point));
    const missing =
      by === ""
        ? t().acknowledge.nameMissing
        : why === ""
          ? words.whyMissing
          : chosen.length === 0
            ? words.chooseOne
            : isLost.peek()
              ? words.offline
              : "";
    setRefusal(missing);
    if (missing !== "") return;
    setSending(true);
    const refused: NotSent[] = [];
    const done: string[] = [];
    for (const { control, to, item } of chosen) {
      const body = { by, point: control.point, to, why, ...(cause !== null && { cause }) };
      const result = await sendOnce("/api/commands", body);
      if (result.is === "done") done.push(control.point);
      else refused.push({ name: item.name, why: result.why, detail: result.detail });
    }
    setSending(false);
    setSent(before => new Set([...before, ...done]));
    setNotSent(refused);
    if (done.length > 0) {
      tell(t().control.leftDone(done.length), "done");
      onDone();
    }
    if (refused.length === 0) onClose();
  };
  return (
    <Dialog title={words.leftTitle} onClose={onClose}>
      <form ref={form} onSubmit={event => void submit(event)}>
        <p class="meaning">{isLost.value ? words.offline : words.leftMeaning}</p>
        <ul class="left-on">
          {open.map(each => (
            <li key={each.control.point}>
              <Choice of={each} />
            </li>
          ))}
        </ul>
        <label class="field">
          {words.why}
          <input name="why" required maxLength={1000} defaultValue={words.closingWhy} />
        </label>
        <Who />
        <div class="refusal" role="alert">
          {refusal}
          {notSent.length > 0 && (
            <>
              {words.leftNot(notSent.length)}
              <ul>
                {notSent.map(({ name, why, detail }) => (
                  <li key={name.en}>
                    <strong>{say(name)}</strong> {why} {detail !== "" && <small lang="en">{detail}</small>}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
        <footer>
          <button type="button" onClick={event => event.currentTarget.closest("dialog")?.close()}>
            {t().cancel}
          </button>
          <button type="submit" class="primary" disabled={isSending || isLost.value}>
            {isSending ? t().sending : words.off}
          </button>
        </footer>
      </form>
    </Dialog>
  );
};

/** One of them: chosen already, where an interlock allows it. */
const Choice = ({ of: { control, item, may } }: { of: Left }) => {
  return (
    <label class="choice">
      <input
        type="checkbox"
        name="point"
        value={control.point}
        defaultChecked={may === "yes"}
        disabled={may !== "yes"}
      />
      <span>
        <strong>{say(item.name)}</strong>
        <small>
          {may === "interlock" && control.interlock.is !== "yes"
            ? interlockText(control.interlock.is)
            : say(item.why)}
        </small>
      </span>
    </label>
  );
};
