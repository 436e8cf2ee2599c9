import type { WireAlert } from "#gateway/wire/alert.ts";
import { route } from "../route.ts";
import { isLost } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { personHere } from "../store/person.ts";
import { mayQueue } from "../store/queue.ts";
import { say, t } from "../words/language.ts";
import { ask } from "./asked.ts";
import { focusRow, neighbourOf } from "./board.ts";
import { commandOf, pending, perform, type Result } from "./perform.ts";

/** One tap: acknowledges for the person who sits here; asks first where that is not known, or where it would have to wait. */
export const take = async (alert: WireAlert): Promise<void> => {
  if (pending.value.has(alert.id)) return;
  const by = personHere();
  if (by === null || (isLost.value && !mayQueue.value)) return ask({ is: "acknowledge", alert });
  const result = await acknowledge(alert, by, "");
  if (result.is !== "not") return;
  if (result.isOffline) ask({ is: "acknowledge", alert, why: result });
  else tell(result.why, "problem", result);
};

/** Acknowledges what the person saw, and offers to take it back for a few seconds. */
export const acknowledge = async (
  alert: WireAlert,
  by: string,
  note: string,
  id?: string,
): Promise<Result> => {
  const next = neighbourOf(alert.id);
  // Whoever does it from the alert's own page stays there.
  const goesOn = route.value.id !== alert.id;
  const { revision } = alert;
  const result = await perform(
    commandOf("acknowledge", alert, { by, note, revision }, id === undefined ? {} : { id }),
  );
  if (result.is === "not") return result;
  const title = say(alert.title);
  if (result.is === "queued") tell(t().queuedToast(title), "done");
  else
    tell(t().acknowledge.done(title), "done", {
      actions: [
        { key: "z", label: () => t().undo, run: () => void takeBack(alert, by) },
        { key: "", label: () => t().note.verb, run: () => ask({ is: "note", alert }) },
      ],
    });
  if (goesOn) requestAnimationFrame(() => focusRow(next));
  return result;
};

const takeBack = async (alert: WireAlert, by: string): Promise<void> => {
  const result = await perform(commandOf("unacknowledge", alert, { by }));
  if (result.is === "not") return tell(result.why, "problem", result);
  tell(t().undone(say(alert.title)), "done");
  requestAnimationFrame(() => focusRow(alert.id));
};
