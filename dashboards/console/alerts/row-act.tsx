import type { WireAlert } from "#gateway/wire/alert.ts";
import { queuedAlerts } from "../store/queue.ts";
import { say, t } from "../words/language.ts";
import { type Act, actText, begin } from "./acts.ts";
import { pending } from "./perform.ts";

/** The one button of a row: what the alert waits for first, or how far that has got. */
export const RowAct = ({ alert, act }: { alert: WireAlert; act: Act }) => {
  const how = pending.value.get(alert.id);
  const isQueued = queuedAlerts.value.has(alert.id);
  const verb = isQueued ? t().waiting : how === "slow" ? t().sending : actText(act);
  return (
    <button
      type="button"
      class={isQueued ? "row-act is-queued" : "row-act"}
      aria-label={`${verb}: ${say(alert.title)}, ${say(alert.targetName)}`}
      aria-busy={how !== undefined}
      disabled={how !== undefined || isQueued}
      onClick={() => begin(act, alert)}
    >
      {verb}
    </button>
  );
};
