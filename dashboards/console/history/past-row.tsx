import type { WireAlert } from "#gateway/wire/alert.ts";
import { placeOf } from "../alerts/place.ts";
import { duration, timeOfDay, toMs } from "../format/time.ts";
import { Badge, lookOf } from "../parts/badge.tsx";
import { href } from "../route.ts";
import { timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { stateText } from "./rows.ts";

/** One alert as it stood when it was read: when, what, where, for how long, and who dealt with it. */
export const PastRow = ({ alert }: { alert: WireAlert }) => (
  <li class="past" data-alert={alert.id}>
    <time>{timeOfDay(Date.parse(alert.openedAt), timeZone.value)}</time>
    <Badge priority={alert.priority} look={lookOf(alert)} />
    <a class="row-main" href={href("alerts", alert.id)}>
      <span class="unseen">{t().priority(alert.priority)} </span>
      <span class="row-title">{say(alert.title)}</span>
      <span class="row-place">{placeOf(alert)}</span>
    </a>
    <span class="past-facts">
      <span>{tookText(alert)}</span>
      <span class="past-state">{stateText(alert)}</span>
      {alert.incident !== null && <span class="clause">{t().history.incident}</span>}
      <span class="past-who">{whoText(alert)}</span>
    </span>
  </li>
);

const tookText = ({ openedAt, clearedAt }: WireAlert): string => {
  const words = t().history;
  const over = toMs(clearedAt);
  return over === null ? words.stillOpen : words.took(duration(over - Date.parse(openedAt)));
};

const whoText = ({ acknowledgement, confirmation }: WireAlert): string => {
  const words = t().history;
  return [
    acknowledgement && words.acknowledgedBy(acknowledgement.by),
    confirmation && words.confirmedBy(confirmation.by),
  ]
    .filter(Boolean)
    .join(" · ");
};
