import type { DashboardBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { openAlerts, openByPriority } from "../panels/alert.ts";
import { airConditionersNow, setpoints, temperatures } from "../panels/climate.ts";
import { loadsNow } from "../panels/energy.ts";
import { blindPoints, gatewayLoad, gatewayTile, pointCounts } from "../panels/gateway.ts";
import { openingsNow } from "../panels/opening.ts";
import { occupancy } from "../panels/people.ts";
import { unreadable } from "../panels/point.ts";
import type { BoardSettings } from "../settings.ts";
import { uids } from "../uids.ts";
import { board } from "./board.ts";

/** Hall overview: what is known now, what is not, and what to do about it. */
export const overview = (settings: BoardSettings): DashboardBuilder =>
  board(
    {
      uid: uids.overview,
      title: "营业厅总览 · Hall overview",
      description:
        "此刻的状态、温度、人数、告警。看不到的一律显示为不明，绝不当作正常。States, temperatures, people and alerts now. What nobody can see is shown as unknown, never as fine.",
      from: "now-6h",
      refresh: "10s",
      halls: "one",
      console: "/#/hall",
    },
    settings,
  )
    .withPanel(openByPriority())
    .withPanel(pointCounts())
    .withPanel(gatewayTile())
    .withPanel(openAlerts(12, 8))
    .withPanel(unreadable())
    .withPanel(openingsNow())
    .withPanel(loadsNow())
    .withPanel(airConditionersNow())
    .withPanel(temperatures())
    .withPanel(setpoints())
    .withPanel(occupancy())
    .withPanel(blindPoints())
    .withPanel(gatewayLoad());
