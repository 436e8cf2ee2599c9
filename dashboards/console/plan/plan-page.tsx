import "../styles/zones.css";
import "../styles/plan.css";
import { useEffect } from "preact/hooks";
import type { WireHall } from "#gateway/wire/hall.ts";
import type { WirePlan } from "#gateway/wire/plan.ts";
import { go, href, route } from "../route.ts";
import { usePageKeys } from "../shell/keys.ts";
import { alertsByUrgency, hall, hours, points } from "../store/live.ts";
import { t } from "../words/language.ts";
import { familyOf } from "./family.ts";
import { FloorMap } from "./floor-map.tsx";
import { HoursStrip } from "./hours-strip.tsx";
import { Overview } from "./overview.tsx";
import { planRead, readPlan } from "./plan-data.ts";
import { PlanList } from "./plan-list.tsx";
import { floorWith, sceneOf } from "./scene.ts";
import { Sheet } from "./sheet.tsx";
import { Toolbar } from "./toolbar.tsx";
import { isTrusted } from "./trusted.ts";

/** The hall from above: where is it, and how does it stand there? As a plan, or as a list of the same. */
export const PlanPage = () => {
  useEffect(readPlan, []);
  usePageKeys("plan", { Escape: close });
  const site = hall.value;
  const isKnown = site !== null && points.value.size > 0;
  return (
    <div class="hall-page">
      <h1 class="unseen">{t().hall.title}</h1>
      {hours.value && <HoursStrip span={hours.value} />}
      {isKnown ? <Known hall={site} /> : <p class="calm">{t().calm.waiting}</p>}
    </div>
  );
};

const Known = ({ hall: site }: { hall: WireHall }) => {
  const read = planRead.value;
  const plan = read.is === "read" ? read.plan : null;
  const isList = route.value.query.view === "list";
  return (
    <>
      <Toolbar floors={plan?.floors ?? []} shown={plan ? floorShown(plan) : null} isList={isList} />
      {!isList && read.is === "reading" && <p class="calm">{t().plan.reading}</p>}
      {!isList && plan && <Above plan={plan} hall={site} />}
      {!isList && read.is === "failed" && <Failed />}
      {(isList || read.is === "failed") && (
        <PlanList
          hall={site}
          points={[...points.value.values()].map(point => point.value)}
          alerts={alertsByUrgency.value}
          plan={plan}
        />
      )}
    </>
  );
};

/** The floor in the address, else that of what is opened, else the first. */
const floorShown = (plan: WirePlan): string | null => {
  const { id, query } = route.value;
  const asked = plan.floors.find(floor => floor.id === query.floor)?.id;
  return (id === null ? null : floorWith(plan, id)) ?? asked ?? plan.floors[0]?.id ?? null;
};

const Above = ({ plan, hall: site }: { plan: WirePlan; hall: WireHall }) => {
  const { id, query } = route.value;
  const floor = plan.floors.find(each => each.id === floorShown(plan));
  if (!floor) return null;
  const scene = sceneOf(floor.id, {
    plan,
    hall: site,
    points: [...points.value.values()].map(point => point.value),
    alerts: alertsByUrgency.value,
    family: familyOf(query.show),
    isTrusted,
  });
  return (
    <div class={id === null ? "plan-page" : "plan-page has-sheet"}>
      <div>
        {floor.isGenerated && <p class="quiet plan-note">{t().plan.generated}</p>}
        <FloorMap
          key={floor.id}
          floor={floor}
          scene={scene}
          selected={id}
          onSelect={place => go(href("plan", place, query))}
        />
      </div>
      {id === null ? (
        <Overview hall={site} query={query} />
      ) : (
        <Sheet id={id} hall={site} query={query} onClose={close} />
      )}
    </div>
  );
};

const Failed = () => (
  <p class="calm is-blind">
    {t().plan.failed}{" "}
    <button type="button" onClick={readPlan}>
      {t().retry}
    </button>
  </p>
);

/** Closes what is opened; the focus goes back to where it was on the plan. */
const close = (): void => {
  const { id, query } = route.peek();
  if (id === null) return;
  go(href("plan", null, query));
  document.querySelector<SVGElement>(`[data-place="${CSS.escape(id)}"]`)?.focus();
};
