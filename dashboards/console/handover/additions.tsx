import { useState } from "preact/hooks";
import type { WireHandover } from "#gateway/wire/handover.ts";
import { moment } from "../format/time.ts";
import { FormDialog } from "../parts/form-dialog.tsx";
import { isLost, now, timeZone } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { t } from "../words/language.ts";

/** What was written after the first signature, each with its time: the signed part stays as it was. */
export const Additions = ({
  handover: { id, additions },
  again,
}: {
  handover: WireHandover;
  again: () => Promise<void>;
}) => {
  const words = t().handover;
  const [isOpen, open] = useState(false);
  return (
    <section class="additions">
      <h2>{words.additions}</h2>
      <p class="quiet">{words.addHint}</p>
      <ul>
        {additions.map(({ by, at, text }) => (
          <li key={at}>
            <small>
              {moment(Date.parse(at), now.value, timeZone.value)} {by}
            </small>
            <q>{text}</q>
          </li>
        ))}
      </ul>
      <button type="button" disabled={isLost.value} onClick={() => open(true)}>
        {words.add}
      </button>
      {isOpen && (
        <FormDialog
          title={words.additions}
          meaning={words.addHint}
          verb={words.add}
          path="/api/handovers/add"
          body={fields => {
            const text = String(fields.get("text") ?? "").trim();
            return text === "" ? { missing: t().tickets.unfilled.note } : { body: { handover: id, text } };
          }}
          onDone={() => {
            tell(t().handover.added, "done");
            void again();
          }}
          onClose={() => open(false)}
        >
          <label class="field">
            {words.additions}
            <textarea name="text" rows={3} required maxLength={2000} data-first="true" />
          </label>
        </FormDialog>
      )}
    </section>
  );
};
