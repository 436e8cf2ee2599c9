import type { WireAlert } from "#gateway/wire/alert.ts";
import { tell } from "../../store/news.ts";
import { say, t } from "../../words/language.ts";
import { commandOf, perform } from "../perform.ts";
import { Frame } from "./frame.tsx";
import { Who } from "./who.tsx";

/** Asks who takes an alert off the shelf, where nobody is known to sit here. */
export const UnshelveDialog = ({ alert }: { alert: WireAlert }) => (
  <Frame
    title={t().shelve.end}
    alert={alert}
    verb={t().shelve.end}
    sends="unshelve"
    send={async (_fields, by) => {
      const result = await perform(commandOf("unshelve", alert, { by }));
      if (result.is === "done") tell(t().unshelvedToast(say(alert.title)), "done");
      return result;
    }}
  >
    <Who />
  </Frame>
);
