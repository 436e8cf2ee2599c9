import type { WireControl } from "#gateway/wire/control.ts";
import { FormDialog } from "../parts/form-dialog.tsx";
import { isLost } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { say, t } from "../words/language.ts";
import { aboutText, changeText, saidOf } from "./said.ts";

/** What somebody would like to have switched. */
export type Wanted = {
  readonly control: WireControl;
  readonly to: string;
  /** Why, as far as the page knows; the person may write it otherwise. */
  readonly why: string;
  /** What it belongs to: `closing:closing/2025-07-08/1`; null: nothing. */
  readonly cause: string | null;
};

/** What the button says that asks for a value. */
export const verbOf = (point: string, to: string): string =>
  to === "off" ? t().control.off : t().control.setTo(saidOf(point, to));

/** Asks once who wants it and why, then sends it. Nothing is sent later: without the gateway there is no command. */
export const OrderDialog = ({
  wanted: { control, to, why, cause },
  onDone,
  onClose,
}: {
  wanted: Wanted;
  onDone: () => void;
  onClose: () => void;
}) => {
  const words = t().control;
  const verb = verbOf(control.point, to);
  const name = say(control.targetName);
  return (
    <FormDialog
      title={aboutText(verb, name)}
      meaning={isLost.value ? words.offline : words.orderMeaning}
      verb={verb}
      path="/api/commands"
      body={fields => {
        const given = String(fields.get("why") ?? "").trim();
        if (isLost.peek()) return { missing: words.offline };
        return given === ""
          ? { missing: words.whyMissing }
          : { body: { point: control.point, to, why: given, ...(cause !== null && { cause }) } };
      }}
      onDone={() => {
        tell(t().control.ordered(changeText(name, saidOf(control.point, to))), "done");
        onDone();
      }}
      onClose={onClose}
    >
      {control.sideEffect !== null && <p class="meaning">{words.sideEffect(control.sideEffect)}</p>}
      <label class="field">
        {words.why}
        <input name="why" required maxLength={1000} defaultValue={why} />
      </label>
    </FormDialog>
  );
};
