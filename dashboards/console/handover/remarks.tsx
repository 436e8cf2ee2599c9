import { useRef, useState } from "preact/hooks";
import type { WireHandover } from "#gateway/wire/handover.ts";
import { personName } from "../account/people.tsx";
import { sendOnce } from "../alerts/send-service.ts";
import { isLost } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { t } from "../words/language.ts";
import { isFixed } from "./items.ts";

/** Things that are counted at every handover. */
const COUNTED = ["keys", "radios"] as const;

/** What the system did not write: counted things and a few sentences, by whoever hands over, until he has signed. */
export const Remarks = ({
  handover,
  reader,
  again,
}: {
  handover: WireHandover;
  reader: string;
  again: () => Promise<void>;
}) => {
  const words = t().handover;
  const { from, remarks, counts } = handover;
  const names = [...new Set([...COUNTED, ...Object.keys(counts)])];
  const mayWrite = !isFixed(handover) && reader === from;
  return (
    <section class="remarks">
      <h2>{words.remarks}</h2>
      {mayWrite ? (
        <Form key={handover.id} handover={handover} names={names} again={again} />
      ) : (
        <>
          <p>
            {Object.entries(counts)
              .map(([name, count]) => `${countName(name)} ${count}`)
              .join(" · ")}
          </p>
          {remarks === "" ? <p class="quiet">{words.noRemarks}</p> : <q>{remarks}</q>}
          {!isFixed(handover) && <p class="quiet">{words.onlyFrom(personName(from))}</p>}
        </>
      )}
    </section>
  );
};

const countName = (name: string): string => t().handover.count[name] ?? name;

const Form = ({
  handover: { id, from, remarks, counts },
  names,
  again,
}: {
  handover: WireHandover;
  names: readonly string[];
  again: () => Promise<void>;
}) => {
  const words = t().handover;
  const form = useRef<HTMLFormElement>(null);
  const [isSending, setSending] = useState(false);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isSending || !form.current) return;
    const fields = new FormData(form.current);
    const counted = names.flatMap(name => {
      const count = String(fields.get(`count-${name}`) ?? "");
      return count === "" ? [] : [[name, Number(count)] as const];
    });
    setSending(true);
    const sent = await sendOnce("/api/handovers/remark", {
      by: personName(from),
      handover: id,
      remarks: String(fields.get("remarks") ?? "").trim(),
      counts: Object.fromEntries(counted),
    });
    setSending(false);
    if (sent.is === "not") return tell(sent.why, "problem", { detail: sent.detail });
    tell(t().handover.saved, "done");
    await again();
  };
  return (
    <form ref={form} onSubmit={event => void submit(event)}>
      <fieldset class="counts-of">
        <legend>{words.counts}</legend>
        {names.map(name => (
          <label key={name} class="field">
            {countName(name)}
            <input
              type="number"
              name={`count-${name}`}
              min={0}
              max={100_000}
              inputMode="numeric"
              defaultValue={counts[name] === undefined ? "" : String(counts[name])}
            />
          </label>
        ))}
      </fieldset>
      <label class="field">
        {words.remarksHint}
        <textarea name="remarks" rows={3} maxLength={4000} defaultValue={remarks} />
      </label>
      <button type="submit" disabled={isSending || isLost.value}>
        {isSending ? t().sending : words.save}
      </button>
    </form>
  );
};
