import type { WireAlert } from "#gateway/wire/alert.ts";
import { t } from "../../words/language.ts";
import type { Refusal } from "../asked.ts";
import { acknowledge } from "../take.ts";
import { Frame } from "./frame.tsx";
import { Who } from "./who.tsx";

/** Asks who acknowledges, where nobody is known to sit here, and what they say of it. */
export const AcknowledgeDialog = ({ alert, why }: { alert: WireAlert; why?: Refusal }) => {
  const words = t().acknowledge;
  return (
    <Frame
      title={words.title}
      meaning={words.meaning}
      alert={alert}
      verb={words.verb}
      sends="acknowledge"
      why={why}
      send={(fields, by, id) => acknowledge(alert, by, String(fields.get("note") ?? ""), id)}
    >
      <Who mayBeOther proposesLast />
      <label class="field">
        {words.note}
        <textarea name="note" rows={2} maxLength={1000} />
      </label>
    </Frame>
  );
};
