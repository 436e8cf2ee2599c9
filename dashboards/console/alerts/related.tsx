import type { WireAlertBrief, WireAlertPage } from "#gateway/wire/alert.ts";
import { Badge } from "../parts/badge.tsx";
import { href } from "../route.ts";
import { say, t } from "../words/language.ts";
import { boardHref } from "./board.ts";
import { placeOf } from "./place.ts";

/** More than this are counted only. */
const MOST = 20;

/** The alert that explains this one, and those that this one explains. */
export const Related = ({ page: { alert, cause, explains } }: { page: WireAlertPage }) => (
  <>
    {cause && (
      <section>
        <h3>{t().causedBy}</h3>
        <Briefs alerts={[cause]} />
      </section>
    )}
    {explains.length > 0 && (
      <section>
        <h3>
          {t().related} <b>{explains.length}</b>
        </h3>
        <Briefs alerts={explains.slice(0, MOST)} />
        {explains.length > MOST && <p class="quiet">{t().group.more(explains.length - MOST)}</p>}
        {alert.incident === null && (
          <p>
            <a class="chip" href={href("incidents", alert.id)}>
              {t().incident.open}
            </a>
          </p>
        )}
      </section>
    )}
  </>
);

const Briefs = ({ alerts }: { alerts: readonly WireAlertBrief[] }) => (
  <ul class="briefs">
    {alerts.map(alert => (
      <li key={alert.id}>
        <a href={boardHref({ id: alert.id })}>
          <Badge priority={alert.priority} look={alert.label === "closed" ? "off" : "filled"} />
          <span>
            <span class="unseen">{t().priority(alert.priority)} </span>
            {say(alert.title)}
            <small>{placeOf(alert)}</small>
          </span>
        </a>
      </li>
    ))}
  </ul>
);
