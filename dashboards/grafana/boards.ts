import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { alerts } from "./boards/alerts.ts";
import { closingCheck } from "./boards/closing-check.ts";
import { energy } from "./boards/energy.ts";
import { overview } from "./boards/overview.ts";
import { finish } from "./finish.ts";
import { type BoardSettings, defaultSettings } from "./settings.ts";

/** The boards by the name of their file, ready for Grafana. */
export const boards = (settings: BoardSettings = defaultSettings): ReadonlyMap<string, Dashboard> =>
  new Map(
    Object.entries({
      "hall-overview.json": overview,
      "alerts.json": alerts,
      "energy.json": energy,
      "closing-check.json": closingCheck,
    }).map(([file, build]) => [file, finish(build(settings).build())]),
  );

/** The text of a board's file. */
export const written = (board: Dashboard): string => `${JSON.stringify(board, null, 2)}\n`;
