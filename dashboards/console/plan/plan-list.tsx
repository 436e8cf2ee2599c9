import type { WireAlert } from "#gateway/wire/alert.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import type { WirePlan } from "#gateway/wire/plan.ts";
import type { WirePoint } from "#gateway/wire/point.ts";
import { say } from "../words/language.ts";
import { type ZoneView, zonesOf } from "./zone.ts";
import { ZoneCard } from "./zone-card.tsx";

type ListProps = {
  readonly hall: WireHall;
  readonly points: readonly WirePoint[];
  readonly alerts: readonly WireAlert[];
  /** Null while the plan is not known: all zones stand together then. */
  readonly plan: WirePlan | null;
};

/** The same as the plan for those who read rather than look: floor by floor, zone by zone, everything in it. */
export const PlanList = ({ hall, points, alerts, plan }: ListProps) => {
  const zones = zonesOf(hall, points, alerts);
  const floors = plan?.floors ?? [];
  if (floors.length < 2) return <Cards zones={zones} />;
  return (
    <>
      {floors.map(floor => (
        <section key={floor.id} aria-label={say(floor.name)}>
          <h2 class="plan-floor">{say(floor.name)}</h2>
          <Cards
            zones={zones.filter(({ id }) => plan?.zones.find(each => each.id === id)?.floor === floor.id)}
          />
        </section>
      ))}
    </>
  );
};

const Cards = ({ zones }: { zones: readonly ZoneView[] }) => (
  <div class="zones">
    {zones.map(zone => (
      <ZoneCard key={zone.id} zone={zone} />
    ))}
  </div>
);
