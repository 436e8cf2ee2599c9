import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { alerts } from "./boards/alerts.ts";
import { closingCheck } from "./boards/closing-check.ts";
import { devices } from "./boards/devices.ts";
import { energy } from "./boards/energy.ts";
import { facilities } from "./boards/facilities.ts";
import { fleet } from "./boards/fleet.ts";
import { overview } from "./boards/overview.ts";
import { finish } from "./finish.ts";
import type { Dialect } from "./query.ts";
import { rendered } from "./render.ts";
import { type BoardSettings, defaultSettings } from "./settings.ts";

/** The boards by the name of their file, in one dialect, ready for Grafana. */
export const boards = (
  dialect: Dialect = "influxql",
  settings: BoardSettings = defaultSettings,
): ReadonlyMap<string, Dashboard> =>
  new Map(
    Object.entries({
      "hall-overview.json": overview,
      "alerts.json": alerts,
      "energy.json": energy,
      "closing-check.json": closingCheck,
      "facilities.json": facilities,
      "devices.json": devices,
      "fleet.json": fleet,
    }).map(([file, build]) => [file, finish(rendered(build(settings).build(), dialect))]),
  );

/** The text of a board's file. */
export const written = (board: Dashboard): string => `${JSON.stringify(board, null, 2)}\n`;
