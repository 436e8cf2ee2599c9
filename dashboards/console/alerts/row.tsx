import type { WireAlert } from "#gateway/wire/alert.ts";
import { Lasting } from "../parts/age.tsx";
import { Badge, lookOf } from "../parts/badge.tsx";
import { Unknown } from "../parts/unknown.tsx";
import { isNarrow } from "../shell/width.ts";
import { isUrgent, needsSomebody } from "../store/reduce.ts";
import { say, t } from "../words/language.ts";
import { askToAcknowledge } from "./acknowledge.tsx";
import { Blink } from "./blink.tsx";
import { boardHref } from "./board.ts";
import { placeOf } from "./place.ts";
import { Seen } from "./seen.tsx";

/** One alert of the list: what, where, what is seen there, how long, and who has it. */
export const Row = ({ alert, isSelected }: { alert: WireAlert; isSelected: boolean }) => (
  <li
    class={`row is-${alert.label} is-p${alert.priority}${isSelected ? " is-selected" : ""}`}
    data-alert={alert.id}
  >
    {isUrgent(alert) && <Blink />}
    <Badge priority={alert.priority} look={lookOf(alert)} />
    <a class="row-main" href={boardHref({ id: alert.id })} aria-current={isSelected ? "true" : undefined}>
      <span class="unseen">{t().priority(alert.priority)} </span>
      <span class="row-title">{say(alert.title)}</span>
      <span class="row-place">{placeOf(alert)}</span>
    </a>
    <div class="row-facts">
      <span class="row-seen">
        <Seen alert={alert} />
      </span>
      <Lasting since={alert.openedAt} until={alert.clearedAt} />
      <span class="row-state">
        <State alert={alert} />
      </span>
    </div>
    {needsSomebody(alert) && <AcknowledgeButton alert={alert} />}
  </li>
);

const AcknowledgeButton = ({ alert }: { alert: WireAlert }) => {
  const verb = isNarrow.value ? t().acknowledge.short : t().acknowledge.verb;
  return (
    <button
      type="button"
      class="row-act"
      aria-label={`${verb}: ${say(alert.title)}, ${say(alert.targetName)}`}
      onClick={() => askToAcknowledge(alert)}
    >
      {verb}
    </button>
  );
};

/** Who has the alert, and whether anybody can tell if it still holds. */
export const State = ({ alert }: { alert: WireAlert }) => {
  const { label, acknowledgement, condition } = alert;
  const words = t().alerts.label;
  const owner = label === "acknowledged" ? words.acknowledged(acknowledgement?.by ?? "–") : words[label];
  return (
    <>
      {condition === "unknown" && label !== "closed" && <Unknown text={t().alerts.unknown} />}
      {alert.isLate && <span class="clause is-over">{t().alerts.late}</span>} <span>{owner}</span>
    </>
  );
};
