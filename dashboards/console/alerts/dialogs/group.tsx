import { useRef, useState } from "preact/hooks";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { Badge, lookOf } from "../../parts/badge.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { isLost } from "../../store/live.ts";
import { tell } from "../../store/news.ts";
import { mayQueue } from "../../store/queue.ts";
import { say, t } from "../../words/language.ts";
import { endAsking } from "../asked.ts";
import { commandOf, perform } from "../perform.ts";
import { placeOf } from "../place.ts";
import { personOf, Who } from "./who.tsx";

/** So many are listed by name. */
const MOST_LISTED = 12;

/** Acknowledges several alerts of one kind at once, and says before which these are. */
export const GroupDialog = ({ alerts }: { alerts: readonly WireAlert[] }) => {
  const form = useRef<HTMLFormElement>(null);
  const [sent, setSent] = useState<number | null>(null);
  const [refusal, setRefusal] = useState("");
  const words = t().group;
  const asksToQueue = isLost.value && !mayQueue.value;
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (sent !== null || !form.current) return;
    const by = personOf(new FormData(form.current));
    if (by === "") return setRefusal(t().acknowledge.nameMissing);
    if (asksToQueue) mayQueue.value = true;
    await acknowledgeAll(alerts, by, setSent);
    endAsking();
  };
  return (
    <Dialog title={words.title} onClose={endAsking}>
      <form ref={form} onSubmit={event => void submit(event)}>
        <p class="meaning">{words.meaning(alerts.length)}</p>
        <ul class="listed">
          {alerts.slice(0, MOST_LISTED).map(alert => (
            <li key={alert.id}>
              <Badge priority={alert.priority} look={lookOf(alert)} />
              <span>
                {say(alert.title)} <small>{placeOf(alert)}</small>
              </span>
            </li>
          ))}
        </ul>
        {alerts.length > MOST_LISTED && <p class="quiet">{words.more(alerts.length - MOST_LISTED)}</p>}
        <Who mayBeOther proposesLast />
        <p class="refusal" role="alert">
          {refusal}
        </p>
        {asksToQueue && <p class="meaning">{t().queueMeaning}</p>}
        <footer>
          <button type="button" onClick={event => event.currentTarget.closest("dialog")?.close()}>
            {t().cancel}
          </button>
          <button type="submit" class="primary" disabled={sent !== null} data-first="true">
            {sent === null
              ? asksToQueue
                ? t().queueIt
                : words.verb(alerts.length)
              : words.progress(sent, alerts.length)}
          </button>
        </footer>
      </form>
    </Dialog>
  );
};

/** One after another, so that a gateway that is busy with a flood is not flooded from here too. */
const acknowledgeAll = async (
  alerts: readonly WireAlert[],
  by: string,
  progress: (sent: number) => void,
): Promise<void> => {
  const done: WireAlert[] = [];
  for (const [place, alert] of alerts.entries()) {
    progress(place);
    const { revision } = alert;
    const result = await perform(commandOf("acknowledge", alert, { by, note: "", revision }));
    if (result.is !== "not") done.push(alert);
  }
  const missed = alerts.length - done.length;
  tell(
    missed === 0 ? t().group.done(done.length) : t().group.some(done.length, missed),
    missed === 0 ? "done" : "problem",
    { actions: [{ key: "z", label: () => t().undo, run: () => void takeBackAll(done, by) }] },
  );
};

const takeBackAll = async (alerts: readonly WireAlert[], by: string): Promise<void> => {
  let undone = 0;
  for (const alert of alerts)
    if ((await perform(commandOf("unacknowledge", alert, { by }))).is === "done") undone++;
  const first = alerts[0];
  if (first)
    tell(`${t().undone(say(first.title))} × ${undone}`, undone === alerts.length ? "done" : "problem");
};
