import type { WireTask } from "#gateway/wire/task.ts";
import { duration, shortMoment } from "../format/time.ts";
import { isLost, now, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";

/** Each state has a shape of its own; the word beside it says the same. */
const SHAPES: Readonly<Record<WireTask["state"], string>> = {
  coming: "·",
  open: "○",
  late: "▲",
  done: "✓",
  "done-late": "✓",
  missed: "✕",
  deferred: "→",
  withdrawn: "–",
};

/** How a task stands, in a shape and words: what is left of its time, or what became of it. */
export const TaskState = ({ task }: { task: WireTask }) => {
  const { state, why } = task;
  return (
    <span class={`task-state is-${state}`}>
      <b aria-hidden="true">{isLost.value && state === "open" ? "?" : SHAPES[state]}</b>
      <span>
        {stateText(task)}
        {why !== null && say(why) !== "" && <small>{say(why)}</small>}
      </span>
    </span>
  );
};

const stateText = ({ state, opensAt, dueAt, endedAt, missedAt, lateByMs }: WireTask): string => {
  const words = t().tasks.state;
  const at = (iso: string | null) =>
    iso === null ? "" : shortMoment(Date.parse(iso), now.value, timeZone.value);
  const left = Date.parse(dueAt) - now.value;
  switch (state) {
    case "coming":
      return words.coming(at(opensAt));
    case "open":
    case "late":
      // The page's clock goes on between two readings of the tasks.
      return left > 0 ? words.open(at(dueAt), duration(left)) : words.late(duration(-left));
    case "done":
      return words.done(at(endedAt));
    case "done-late":
      return words.doneLate(at(endedAt), duration(lateByMs ?? 0));
    case "missed":
      return words.missed(at(endedAt ?? missedAt ?? dueAt));
    case "deferred":
      return words.deferred;
    case "withdrawn":
      return words.withdrawn;
    default:
      return state satisfies never;
  }
};
