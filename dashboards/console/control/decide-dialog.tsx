import type { WireControlOrder } from "#gateway/wire/control.ts";
import { FormDialog } from "../parts/form-dialog.tsx";
import { isLost } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { say, t } from "../words/language.ts";
import { aboutText, changeText, saidOf } from "./said.ts";

export type Decision = "approve" | "withdraw" | "undo";

/** Somebody decides about a command that is there: it goes out, it does not, or it is put back. */
export const DecideDialog = ({
  order,
  decision,
  onDone,
  onClose,
}: {
  order: WireControlOrder;
  decision: Decision;
  onDone: () => void;
  onClose: () => void;
}) => {
  const words = t().control;
  const verb = words.decide[decision];
  const name = changeText(say(order.targetName), saidOf(order.point, valueAfter(order, decision)));
  return (
    <FormDialog
      title={aboutText(verb, name)}
      meaning={isLost.value ? words.offline : words.decideMeaning[decision]}
      verb={verb}
      path={`/api/commands/${encodeURIComponent(order.id)}/${decision}`}
      body={fields =>
        isLost.peek() ? { missing: words.offline } : { body: { why: String(fields.get("why") ?? "").trim() } }
      }
      onDone={() => {
        tell(aboutText(verb, name), "done");
        onDone();
      }}
      onClose={onClose}
    >
      {decision !== "approve" && (
        <label class="field">
          {words.why}
          <input name="why" maxLength={1000} />
        </label>
      )}
    </FormDialog>
  );
};

const valueAfter = ({ to, before }: WireControlOrder, decision: Decision): string | number =>
  decision === "undo" ? (before ?? to) : to;
