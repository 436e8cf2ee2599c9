import type { WireAlert } from "#gateway/wire/alert.ts";
import { tell } from "../../store/news.ts";
import { say, t } from "../../words/language.ts";
import { commandOf, perform } from "../perform.ts";
import { Frame } from "./frame.tsx";
import { RightText, useRights } from "./rights.tsx";
import { Who } from "./who.tsx";

/** Resets what is latched: over, looked at, and said so. */
export const ResetDialog = ({ alert }: { alert: WireAlert }) => {
  const words = t().reset;
  const { rights, setBy } = useRights(alert);
  return (
    <Frame
      title={words.title}
      meaning={words.meaning}
      alert={alert}
      verb={words.verb}
      sends="reset"
      isReady={rights?.reset.may !== false}
      send={async (fields, by, id) => {
        const note = String(fields.get("note") ?? "").trim();
        const result = await perform(commandOf("reset", alert, { by, note }, { id }));
        if (result.is === "done") tell(t().reset.done(say(alert.title)), "done");
        return result;
      }}
    >
      <Who onChange={setBy} />
      <label class="field">
        {words.reason}
        <textarea name="note" rows={2} maxLength={1000} required />
      </label>
      <RightText right={rights?.reset} />
    </Frame>
  );
};
