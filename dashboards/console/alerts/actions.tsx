import type { WireAlert } from "#gateway/wire/alert.ts";
import { href } from "../route.ts";
import { hall } from "../store/live.ts";
import { queuedAlerts } from "../store/queue.ts";
import { t } from "../words/language.ts";
import { type Act, actsOf, actText, begin, isUntouchable } from "./acts.ts";
import { pending } from "./perform.ts";

const keys: Readonly<Partial<Record<Act, string>>> = { acknowledge: "A", shelve: "S", note: "N" };

/** Everything that can be done about the alert; what it waits for first stands first. */
export const Actions = ({ alert }: { alert: WireAlert }) => {
  const acts = actsOf(alert);
  const [first] = acts;
  const how = pending.value.get(alert.id);
  const isForbidden = (act: Act) => act === "shelve" && isUntouchable(alert);
  if (acts.length === 0) return null;
  return (
    <footer class="detail-acts">
      {queuedAlerts.value.has(alert.id) && <p class="queued">{t().waiting}</p>}
      {acts.map(act => (
        <button
          key={act}
          type="button"
          data-act={act}
          class={act === first && act !== "note" ? "primary" : ""}
          disabled={how !== undefined}
          aria-disabled={isForbidden(act)}
          aria-describedby={isForbidden(act) ? "why-not-shelved" : undefined}
          onClick={() => begin(act, alert)}
        >
          {how === "slow" && act === first ? t().sending : actText(act)}{" "}
          {keys[act] !== undefined && <kbd>{keys[act]}</kbd>}
        </button>
      ))}
      {isThing(alert) && (
        <a class="chip" href={href("tickets", null, { open: alert.target, cause: alert.id })}>
          {t().tickets.fromAlert}
        </a>
      )}
      {acts.some(isForbidden) && (
        <p class="unseen" id="why-not-shelved">
          {t().shelve.lifeSafety}
        </p>
      )}
    </footer>
  );
};

/** Whether it is about something that can be put right: a device or a zone, not a line or the hall's people. */
const isThing = ({ target }: WireAlert): boolean =>
  [...(hall.value?.equipment ?? []), ...(hall.value?.zones ?? [])].some(({ id }) => id === target);
