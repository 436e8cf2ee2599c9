import type { WirePoint } from "#gateway/wire/point.ts";
import { shortName } from "../format/short-name.ts";
import { valueText } from "../format/value.ts";
import { Age } from "../parts/age.tsx";
import { Badge, lookOf } from "../parts/badge.tsx";
import { Icon, type IconName, kindIcon } from "../parts/icon.tsx";
import { Unknown } from "../parts/unknown.tsx";
import { href } from "../route.ts";
import { isLost, now } from "../store/live.ts";
import { oldest } from "../store/oldest.ts";
import { trustOf } from "../store/trust.ts";
import { say, t } from "../words/language.ts";
import { isAtHand, isRunning, standsOpen, type Thing, type ZoneView } from "./zone.ts";

const isTrusted = (point: WirePoint): boolean => trustOf(point, now.value, !isLost.value) === "good";

/** One zone as a card: how warm, how many people, and every thing in it. An abnormal one carries its badge. */
export const ZoneCard = ({ zone, isInSheet = false }: { zone: ZoneView; isInSheet?: boolean }) => {
  const worst = zone.alerts[0];
  const isAbnormal = worst !== undefined && isAtHand(worst);
  const isEmpty = !zone.temperature && !zone.people && zone.things.length === 0;
  return (
    <section
      class={`zone${isAbnormal ? ` is-abnormal is-p${worst.priority}` : ""}`}
      aria-label={say(zone.name)}
    >
      {!isInSheet && <Head zone={zone} />}
      {(zone.temperature || zone.people) && (
        <div class="figures">
          {zone.temperature && (
            <Figure icon="temperature" name={t().hall.temperature} point={zone.temperature} />
          )}
          {zone.people && <Figure icon="person" name={t().hall.people} point={zone.people} />}
        </div>
      )}
      <ul class="things">
        {zone.things.map(thing => (
          <ThingRow key={thing.equipment.id} thing={thing} zone={say(zone.name)} />
        ))}
      </ul>
      {isEmpty && <p class="quiet">{t().hall.nothing}</p>}
    </section>
  );
};

const Head = ({ zone }: { zone: ZoneView }) => {
  const worst = zone.alerts[0];
  return (
    <header>
      <h2>
        <a class="place-link" href={href("plan", zone.id)}>
          {say(zone.name)}
        </a>
      </h2>
      {worst && (
        <a class="zone-alert" href={href("alerts", worst.id)}>
          <span class="unseen">{t().hall.openAlerts(zone.alerts.length, t().priority(worst.priority))}</span>
          <Badge priority={worst.priority} look={lookOf(worst)} />
          <b aria-hidden="true">{zone.alerts.length}</b>
        </a>
      )}
    </header>
  );
};

const Figure = ({ icon, name, point }: { icon: IconName; name: string; point: WirePoint }) => (
  <p class="figure">
    <Icon name={icon} />
    <span class="unseen">{name}</span>
    {isTrusted(point) ? (
      <>
        <span class="reading">{valueText(point, point.class)}</span>
        <Age at={point.at} />
      </>
    ) : (
      <Unknown at={point.at} />
    )}
  </p>
);

const ThingRow = ({ thing: { equipment, points, alert }, zone }: { thing: Thing; zone: string }) => {
  const known = points.filter(isTrusted);
  const blind = points.filter(point => !known.includes(point));
  const icon = standsOpen(known) && equipment.kind === "door" ? "door-open" : kindIcon(equipment.kind);
  return (
    <li class={blind.length > 0 ? "thing is-blind" : "thing"}>
      <span class={isRunning(equipment, known) ? "glyph is-running" : "glyph"}>
        <Icon name={icon} />
      </span>
      <a class="place-link" href={href("plan", equipment.id)}>
        {shortName(say(equipment.name), zone)}
      </a>
      {alert && <ThingBadge alert={alert} />}
      <span class="thing-state">
        {known.length > 0 && <span class="reading">{known.map(text).join(" · ")}</span>}
        {blind.length > 0 ? <Unknown at={oldest(blind)} /> : <Age at={oldest(known)} />}
      </span>
    </li>
  );
};

/** A setpoint is told as one: beside a mode it could be taken for a temperature. */
const text = (point: WirePoint): string => {
  const value = valueText(point, point.class);
  return point.role === "setpoint" ? t().hall.setpoint(value) : value;
};

const ThingBadge = ({ alert }: { alert: NonNullable<Thing["alert"]> }) => (
  <a class="thing-alert" href={href("alerts", alert.id)}>
    <span class="unseen">
      {t().priority(alert.priority)}: {say(alert.title)}
    </span>
    <Badge priority={alert.priority} look={lookOf(alert)} />
  </a>
);
