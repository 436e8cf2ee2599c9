import type { WireExplained, WireIncidentPage } from "#gateway/wire/incident.ts";
import { placeOf } from "../alerts/place.ts";
import { Badge } from "../parts/badge.tsx";
import { href } from "../route.ts";
import { say, t } from "../words/language.ts";

/** So many are listed at once. */
const MOST_LISTED = 10;

/** The alerts that the incident explains or has explained, most urgent first. */
export const Explained = ({ page: { explains, isCut } }: { page: WireIncidentPage }) => {
  if (explains.length === 0) return null;
  const words = t().incident;
  return (
    <section>
      <h2>
        {words.list} <b>{explains.length}</b>
      </h2>
      <Alerts alerts={explains.slice(0, MOST_LISTED)} />
      {explains.length > MOST_LISTED && (
        <details class="rest">
          <summary>{words.moreList(explains.length - MOST_LISTED)}</summary>
          <Alerts alerts={explains.slice(MOST_LISTED)} />
        </details>
      )}
      {isCut && <p class="quiet">{words.isCut}</p>}
    </section>
  );
};

const Alerts = ({ alerts }: { alerts: readonly WireExplained[] }) => (
  <ul class="rows caused">
    {alerts.map(alert => (
      <li key={alert.id}>
        <a href={href("alerts", alert.id)}>
          <Badge priority={alert.priority} look={alert.clearedAt === null ? "filled" : "off"} />
          <span>
            <span class="unseen">{t().priority(alert.priority)} </span>
            {say(alert.title)}
            <small>
              {placeOf(alert)} {alert.clearedAt !== null && `· ${t().incident.over}`}
            </small>
          </span>
        </a>
      </li>
    ))}
  </ul>
);
