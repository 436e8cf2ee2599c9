import { fileURLToPath } from "node:url";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Where the parts of this package lie, whatever directory the command is run in. */
export const PLACES = {
  root: at("."),
  packs: at("rules/packs"),
  console: at("dashboards/console"),
  consoleBuilt: at("dashboards/console/dist"),
  boards: at("dashboards/grafana/generated"),
  simulator: at("simulators/main.ts"),
  demoHall: at("simulators/halls/service-hall.yaml"),
} as const;
