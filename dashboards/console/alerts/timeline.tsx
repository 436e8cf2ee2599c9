import type { WireAlertEvent } from "#gateway/wire/alert.ts";
import { moment } from "../format/time.ts";
import { now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";

/** What has happened to an alert, newest first. */
export const Timeline = ({ events }: { events: readonly WireAlertEvent[] }) => (
  <section>
    <h3>{t().detail.log}</h3>
    <ol class="timeline">
      {[...events].reverse().map(event => (
        <li key={event.seq}>
          <time>{moment(Date.parse(event.at), now.value, timeZone.value)}</time>
          <span>
            {t().detail.event[event.is]}
            {event.clause && ` · ${event.clause}`}
            {event.by && ` · ${event.by}`}
            {event.why && <small>{t().detail.why[event.why] ?? event.why}</small>}
            {event.note && <q>{event.note}</q>}
          </span>
        </li>
      ))}
    </ol>
  </section>
);
