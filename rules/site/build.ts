import { hallCalendar } from "../time/hall-calendar.ts";
import { buildBackup } from "./build-backup.ts";
import { buildCalendar } from "./build-calendar.ts";
import { buildControls } from "./build-control.ts";
import { buildEnergy } from "./build-energy.ts";
import { buildGrafana } from "./build-grafana.ts";
import { buildKeys } from "./build-keys.ts";
import { buildNotify } from "./build-notify.ts";
import { buildOwners } from "./build-owners.ts";
import { buildPeople } from "./build-people.ts";
import { buildPlan } from "./build-plan.ts";
import { buildReports } from "./build-reports.ts";
import { buildRoster } from "./build-roster.ts";
import { buildHistory, buildSources } from "./build-sources.ts";
import type { Building } from "./building.ts";
import type { Site } from "./model.ts";

/**
 * Makes the site of a tree, resolving everything that names something else. Every part is built, so that everything that
 * is wrong is told; the site itself is only there when nothing essential is missing, and only good when nothing was told.
 */
export const buildSite = (building: Building): Site | undefined => {
  const { tree } = building;
  const plan = buildCalendar(building);
  const { units, ...owners } = buildOwners(building);
  const sources = buildSources(building, owners.points, units);
  const history = buildHistory(building);
  const people = buildPeople(building);
  const roster = buildRoster(building, plan?.timeZone ?? "UTC");
  const notify = buildNotify(building);
  const drawn = buildPlan(building, owners);
  const keys = buildKeys(building);
  const controls = buildControls(building, owners);
  const energy = buildEnergy(building, owners, plan?.timeZone ?? "UTC");
  const reports = buildReports(building);
  const backup = buildBackup(building);
  if (tree.site?.packs?.length === 0) {
    const path = ["site", "packs"];
    building.report({
      code: "CFG904",
      path,
      at: "value",
      why: "no regulation pack: nothing will be judged",
      isWarning: true,
    });
  }
  const name = tree.site?.name;
  if (plan === undefined || tree.site?.id === undefined || name?.zh === undefined || name.en === undefined) {
    return undefined;
  }
  return {
    id: tree.site.id,
    name: { zh: name.zh, en: name.en },
    packs: tree.site.packs ?? [],
    settings: (tree.settings ?? {}) as Site["settings"],
    calendar: hallCalendar(plan),
    people,
    ...owners,
    sources,
    history,
    roster,
    notify,
    ...buildGrafana(building),
    ...(drawn !== undefined && { plan: drawn }),
    photos: tree.photos ?? false,
    ...(keys.length > 0 && { keys }),
    ...(controls !== undefined && { controls }),
    ...(reports !== undefined && { reports }),
    ...(tree.record !== undefined && { record: { keepDays: tree.record.keep_days ?? 400 } }),
    ...(backup !== undefined && { backup }),
    ...(energy !== undefined && { energy }),
  };
};
