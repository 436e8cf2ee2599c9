import type { WireAlert } from "#gateway/wire/alert.ts";
import { tell } from "../../store/news.ts";
import { say, t } from "../../words/language.ts";
import { commandOf, perform } from "../perform.ts";
import { ReportDue } from "../state.tsx";
import { rolesText } from "../told.tsx";
import { Frame } from "./frame.tsx";
import { Who } from "./who.tsx";

/** Reports an incident upward; with `owedTo`: gives the report that this level is still owed. */
export const ReportDialog = ({ alert, owedTo: role }: { alert: WireAlert; owedTo: string | null }) => {
  const words = t().report;
  const send = async (fields: FormData, by: string, id: string) => {
    const receiver = String(fields.get("receiver") ?? "").trim();
    const cause = String(fields.get("cause") ?? "").trim();
    const command =
      role === null
        ? commandOf("report", alert, { by, receiver, cause }, { id })
        : commandOf("supplement", alert, { by, role, receiver, cause }, { id });
    const result = await perform(command);
    if (result.is === "done")
      tell(
        role === null ? t().report.done(say(alert.title)) : t().report.supplemented(rolesText([role])),
        "done",
      );
    return result;
  };
  return (
    <Frame
      title={role === null ? words.title : `${words.supplement} · ${rolesText([role])}`}
      meaning={words.meaning}
      alert={alert}
      verb={role === null ? words.verb : words.supplement}
      sends="report"
      send={send}
    >
      {role === null && <ReportDue alert={alert} />}
      <Who />
      <label class="field">
        {words.receiver}
        <input name="receiver" required maxLength={200} />
      </label>
      <label class="field">
        {words.cause}
        <textarea name="cause" rows={3} required maxLength={2000} />
      </label>
    </Frame>
  );
};
