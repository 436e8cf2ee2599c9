import type { DashboardBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import {
  alertEvents,
  alertTimeline,
  openAlerts,
  openByHandling,
  openByPriority,
  raisedPerHour,
} from "../panels/alert.ts";
import { gatewayTile } from "../panels/gateway.ts";
import type { BoardSettings } from "../settings.ts";
import { board } from "./board.ts";

/** Alerts: what is open now, how it came about, how many there were. */
export const alerts = (settings: BoardSettings): DashboardBuilder =>
  board(
    {
      uid: "hallwatch-alerts",
      title: "告警 · Alerts",
      description:
        "开放告警、经过和事件。确认与处理在控制台。Open alerts, their course and events. Acknowledge and act in the console.",
      from: "now-24h",
      refresh: "10s",
      halls: "several",
      console: "/#/alerts",
    },
    settings,
  )
    .withPanel(openByPriority())
    .withPanel(openByHandling())
    .withPanel(gatewayTile())
    .withPanel(openAlerts(24, 8))
    .withPanel(alertTimeline())
    .withPanel(alertEvents())
    .withPanel(raisedPerHour());
