import { useLayoutEffect, useRef } from "preact/hooks";
import type { WireAlert } from "#gateway/wire/alert.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import { shortName } from "../format/short-name.ts";
import { Age, Lasting } from "../parts/age.tsx";
import { Badge, lookOf } from "../parts/badge.tsx";
import { Icon } from "../parts/icon.tsx";
import { Reading } from "../parts/reading.tsx";
import { href } from "../route.ts";
import { isNarrow } from "../shell/width.ts";
import { alertsByUrgency, points } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { zonesOf } from "./zone.ts";
import { ZoneCard } from "./zone-card.tsx";

type SheetProps = {
  readonly id: string;
  readonly hall: WireHall;
  readonly query: Readonly<Record<string, string>>;
  readonly onClose: () => void;
};

/** What was tapped on the plan: its points with their ages, and its alerts. On a phone it lies over the foot of the page. */
export const Sheet = ({ id, hall, query, onClose }: SheetProps) => {
  const panel = useRef<HTMLElement>(null);
  // Before it is painted: nothing moves that a finger may already be on.
  useLayoutEffect(() => {
    if (!isNarrow.peek()) return;
    panel.current?.focus({ preventScroll: true });
    document.querySelector(".plan-map")?.scrollIntoView({ block: "start" });
  }, [id]);
  const zone = hall.zones.find(each => each.id === id);
  const thing = hall.equipment.find(each => each.id === id);
  const name = zone ?? thing;
  return (
    <aside class="plan-sheet" aria-label={name ? say(name.name) : t().plan.missing} tabIndex={-1} ref={panel}>
      <header class="detail-head">
        <div>
          <h2>{name ? say(name.name) : t().plan.missing}</h2>
          {thing && <InZone thing={thing} hall={hall} query={query} />}
        </div>
        <button type="button" class="plain" aria-label={t().close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {zone && <Zone id={id} hall={hall} />}
      {thing && <Thing thing={thing} />}
    </aside>
  );
};

type Equipment = WireHall["equipment"][number];

const InZone = ({ thing, hall, query }: { thing: Equipment } & Pick<SheetProps, "hall" | "query">) => {
  const zone = hall.zones.find(({ id }) => id === thing.zone);
  if (!zone) return null;
  return (
    <a class="plan-in" href={href("plan", zone.id, query)}>
      {t().plan.inZone(say(zone.name))}
    </a>
  );
};

const Zone = ({ id, hall }: { id: string; hall: WireHall }) => {
  const all = [...points.value.values()].map(point => point.value);
  const view = zonesOf(hall, all, alertsByUrgency.value).find(zone => zone.id === id);
  if (!view) return null;
  return (
    <>
      <Alerts alerts={view.alerts} />
      <ZoneCard zone={view} isInSheet />
    </>
  );
};

const Thing = ({ thing }: { thing: Equipment }) => {
  const own = [...points.value.values()].flatMap(({ value }) => (value.owner === thing.id ? [value] : []));
  const alerts = alertsByUrgency.value.filter(
    ({ target }) => target === thing.id || own.some(({ via }) => via === target),
  );
  return (
    <>
      <Alerts alerts={alerts} />
      <section class="plan-points">
        <h3>{t().plan.points}</h3>
        {own.length === 0 && <p class="quiet">{t().plan.noPoints}</p>}
        <ul>
          {own.map(point => (
            <li key={point.point}>
              <a href={href("points", point.point)}>{shortName(say(point.name), say(thing.name))}</a>
              <span class="thing-state">
                <Reading of={point} />
                {point.state === "good" && <Age at={point.at} />}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
};

const Alerts = ({ alerts }: { alerts: readonly WireAlert[] }) =>
  alerts.length === 0 ? null : (
    <section class="plan-alerts">
      <h3>{t().plan.alerts}</h3>
      <ul>
        {alerts.map(alert => (
          <li key={alert.id}>
            <a href={href("alerts", alert.id)}>
              <Badge priority={alert.priority} look={lookOf(alert)} />
              <span>
                <span class="unseen">{t().priority(alert.priority)} </span>
                <b>{say(alert.title)}</b>
                <small>
                  {say(alert.targetName)} <Lasting since={alert.openedAt} />
                </small>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
