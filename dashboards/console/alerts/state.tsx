import type { WireAlert } from "#gateway/wire/alert.ts";
import { countdown, duration, toMs } from "../format/time.ts";
import { Unknown } from "../parts/unknown.tsx";
import { now } from "../store/live.ts";
import { t } from "../words/language.ts";

/** Who has the alert, and whether anybody can tell if it still holds. */
export const State = ({ alert }: { alert: WireAlert }) => {
  const { condition, label } = alert;
  return (
    <>
      {condition === "unknown" && label !== "closed" && <Unknown text={t().alerts.unknown} />}
      {alert.isLate && <span class="clause is-over">{t().alerts.late}</span>} <span>{ownerOf(alert)}</span>
    </>
  );
};

const ownerOf = ({ label, acknowledgement, shelf, outOfService }: WireAlert): string => {
  const words = t().alerts.label;
  if (label === "acknowledged") return words.acknowledged(acknowledgement?.by ?? "–");
  if (label === "shelved" && shelf) return `${shelf.by} · ${leftUntil(shelf.until)} · ${shelf.reason}`;
  if (label === "out-of-service" && outOfService)
    return `${words[label]} · ${outOfService.order} · ${leftUntil(outOfService.until)}`;
  return words[label];
};

/** How long something still lasts, on the hall's clock. */
export const leftUntil = (until: string): string => {
  const left = Date.parse(until) - now.value;
  return left > 0 ? t().shelve.left(duration(left)) : t().shelve.over;
};

/** Until when an incident must be reported, or for how long that is overdue. Nothing once it was. */
export const ReportDue = ({ alert: { incident } }: { alert: WireAlert }) => {
  const dueAt = toMs(incident?.reportDueAt ?? null);
  if (dueAt === null || incident?.report) return null;
  const left = dueAt - now.value;
  return (
    <span class={left > 0 ? "due" : "due is-over"}>
      {left > 0 ? t().report.due(countdown(left)) : t().report.overdue(duration(-left))}
    </span>
  );
};
