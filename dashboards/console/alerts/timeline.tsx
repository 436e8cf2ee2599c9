import type { WireAlertEvent } from "#gateway/wire/alert.ts";
import { moment } from "../format/time.ts";
import { now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { Photo } from "./photo.tsx";
import { rolesText } from "./told.tsx";

const at = (iso: string): string => moment(Date.parse(iso), now.value, timeZone.value);

/** What has happened to an alert, newest first. */
export const Timeline = ({ events }: { events: readonly WireAlertEvent[] }) => (
  <section>
    <h3>{t().detail.log}</h3>
    <ol class="timeline">
      {[...events].reverse().map(event => (
        <li key={event.seq}>
          <time>{at(event.at)}</time>
          <span>
            {t().detail.event[event.is]}
            {event.clause && ` · ${event.clause}`}
            {event.by && ` · ${event.by}`}
            {event.role && ` · ${rolesText([event.role])}`}
            {event.told && <small>{`${t().detail.told} ${rolesText(event.told)}`}</small>}
            {event.learnedAt && <small>{t().detail.learned(at(event.learnedAt))}</small>}
            {event.why && <small>{t().detail.why[event.why] ?? event.why}</small>}
            {event.note && <q>{event.note}</q>}
            {event.photo && <Photo name={event.photo} />}
          </span>
        </li>
      ))}
    </ol>
  </section>
);
