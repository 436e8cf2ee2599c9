import type { WireAlert } from "#gateway/wire/alert.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import { Badge, lookOf } from "../parts/badge.tsx";
import { href } from "../route.ts";
import { alertsByUrgency, isLost, trust } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { placeIdOf } from "./place-id.ts";
import { isAtHand } from "./zone.ts";

type OverviewProps = { readonly hall: WireHall; readonly query: Readonly<Record<string, string>> };

/** Beside the plan while nothing is opened: where there are alerts, most urgent first. */
export const Overview = ({ hall, query }: OverviewProps) => {
  const words = t().plan;
  const alerts = alertsByUrgency.value.filter(isAtHand);
  return (
    <section class="plan-overview" aria-label={words.where}>
      <h2>{words.where}</h2>
      {isLost.value && <p class="blind-link">{words.lost}</p>}
      {alerts.length === 0 ? (
        <Calm />
      ) : (
        <ul>
          {alerts.map(alert => (
            <li key={alert.id}>
              <Where alert={alert} hall={hall} query={query} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

const Calm = () => {
  const { all, good } = trust.value;
  if (isLost.value) return null;
  return <p class="quiet">{all > good ? t().plan.calmBlind(all - good) : t().plan.calm(good)}</p>;
};

/** An alert by its place: to the place on the plan, or where it has none to the alert itself. */
const Where = ({ alert, hall, query }: { alert: WireAlert } & OverviewProps) => {
  const place = placeIdOf(alert, hall);
  const zone = hall.zones.find(({ id }) => id === alert.zone);
  const { floor: _floor, ...kept } = query;
  return (
    <a href={place === null ? href("alerts", alert.id) : href("plan", place, kept)}>
      <Badge priority={alert.priority} look={lookOf(alert)} />
      <span>
        <span class="unseen">{t().priority(alert.priority)} </span>
        <b>{zone ? say(zone.name) : t().plan.nowhere}</b>
        <small>
          {say(alert.targetName)} · {say(alert.title)}
        </small>
      </span>
    </a>
  );
};
