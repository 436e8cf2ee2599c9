import type { ActOnKey, WireKey } from "#gateway/wire/ticket.ts";
import { FormDialog } from "../parts/form-dialog.tsx";
import { hall } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { say, t } from "../words/language.ts";

export type KeyAct = ActOnKey["act"];

/** Somebody gives a key out, takes it back, reports it lost, or says that the lock was replaced. */
export const KeyDialog = ({
  of: key,
  act,
  onClose,
  onDone,
}: {
  of: WireKey;
  act: KeyAct;
  onClose: () => void;
  onDone: () => void;
}) => {
  const words = t().keys;
  const verb = words.act[act] ?? act;
  return (
    <FormDialog
      title={`${verb} · ${say(key.name)}`}
      meaning={words.meaning[act] ?? ""}
      verb={verb}
      path="/api/keys/act"
      body={fields => {
        const to = String(fields.get("to") ?? "");
        return {
          body: { key: key.id, act, note: String(fields.get("note") ?? "").trim(), ...(to !== "" && { to }) },
        };
      }}
      onDone={() => {
        tell(t().keys.done(verb, say(key.name)), "done");
        onDone();
      }}
      onClose={onClose}
    >
      {act === "give" && (
        <label class="field">
          {words.to}
          <select name="to" required data-first="true">
            <option value="">{t().acknowledge.choose}</option>
            {hall.value?.people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label class="field">
        {words.note}
        <input name="note" maxLength={500} data-first={act !== "give"} />
      </label>
    </FormDialog>
  );
};
