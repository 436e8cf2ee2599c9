import { Lasting } from "../parts/age.tsx";
import { Badge } from "../parts/badge.tsx";
import { isUrgent } from "../store/reduce.ts";
import { say, t } from "../words/language.ts";
import { ask } from "./asked.ts";
import { Blink } from "./blink.tsx";
import { fold, type Group, unfolded } from "./causes.ts";
import { Fold } from "./fold.tsx";
import { placeOf } from "./place.ts";
import { Members } from "./row.tsx";

/** How many places a row has room for. */
const MOST_PLACES = 3;

/** Alerts of one fact as one row, while there are too many to read one by one. */
export const GroupRow = ({ group: { fact, alerts } }: { group: Group }) => {
  const [first] = alerts;
  if (!first) return null;
  const oldest = alerts.reduce((a, b) => (b.openedAt < a.openedAt ? b : a));
  const places = alerts.slice(0, MOST_PLACES).map(placeOf).join("; ");
  return (
    <>
      <li class={`row is-unacknowledged is-p${first.priority}`} data-group={fact}>
        {alerts.some(isUrgent) && <Blink />}
        <Badge priority={first.priority} />
        <div class="row-what">
          <button type="button" class="row-main" onClick={() => fold(fact)}>
            <span class="unseen">{t().priority(first.priority)} </span>
            <span class="row-title">{say(first.title)}</span>
            <span class="row-place">
              {places}
              {alerts.length > MOST_PLACES && " …"}
            </span>
          </button>
          <Fold of={fact} count={alerts.length} says={t().flood.group(alerts.length)} />
        </div>
        <div class="row-facts">
          <span class="row-seen">{t().flood.group(alerts.length)}</span>
          <Lasting since={oldest.openedAt} />
          <span class="row-state">{t().alerts.label.unacknowledged}</span>
        </div>
        <button type="button" class="row-act" onClick={() => ask({ is: "group", alerts })}>
          {t().flood.acknowledgeAll(alerts.length)}
        </button>
      </li>
      {unfolded.value.has(fact) && <Members alerts={alerts} />}
    </>
  );
};
