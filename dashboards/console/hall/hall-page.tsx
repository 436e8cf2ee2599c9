import "../styles/hall.css";
import { alertsByUrgency, hall, hours, points } from "../store/live.ts";
import { t } from "../words/language.ts";
import { HoursStrip } from "./hours-strip.tsx";
import { zonesOf } from "./zone.ts";
import { ZoneCard } from "./zone-card.tsx";

/** The hall zone by zone: where is it, and how does it stand there? */
export const HallPage = () => {
  const all = [...points.value.values()].map(point => point.value);
  const zones = hall.value && all.length > 0 ? zonesOf(hall.value, all, alertsByUrgency.value) : null;
  return (
    <div class="hall-page">
      <h1 class="unseen">{t().hall.title}</h1>
      {hours.value && <HoursStrip span={hours.value} />}
      {zones ? (
        <div class="zones">
          {zones.map(zone => (
            <ZoneCard key={zone.id} zone={zone} />
          ))}
        </div>
      ) : (
        <p class="calm">{t().calm.waiting}</p>
      )}
    </div>
  );
};
