import type { DashboardBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { alertsByHall, energyByHall, halls } from "../panels/fleet.ts";
import type { BoardSettings } from "../settings.ts";
import { uids } from "../uids.ts";
import { board } from "./board.ts";

/** All halls: which of them to look at first. */
export const fleet = (settings: BoardSettings): DashboardBuilder =>
  board(
    {
      uid: uids.fleet,
      title: "各营业厅 · Fleet",
      description:
        "所有营业厅并排，从这里进入一个厅，再进入它的回路。All halls side by side; from here into a hall, and from there into its circuits.",
      from: "now-7d",
      refresh: "1m",
      halls: "several",
      console: "/#/hall",
    },
    settings,
  )
    .withPanel(halls())
    .withPanel(energyByHall())
    .withPanel(alertsByHall());
