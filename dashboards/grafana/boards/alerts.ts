import type { DashboardBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import {
  alertEvents,
  alertTimeline,
  openAlerts,
  openByHandling,
  openByPriority,
  raisedOverTime,
} from "../panels/alert.ts";
import { alertGroups, rulesFiring } from "../panels/alert-list.ts";
import { gatewayTile } from "../panels/gateway.ts";
import type { BoardSettings } from "../settings.ts";
import { uids } from "../uids.ts";
import { board } from "./board.ts";

/** Alerts: what is open now, how it came about, how many there were. */
export const alerts = (settings: BoardSettings): DashboardBuilder =>
  board(
    {
      uid: uids.alerts,
      title: "告警 · Alerts",
      description:
        "开放告警、经过、规则和事件。确认与处理在控制台；静默也可以在这里。Open alerts, their course, rules and events. Acknowledge and act in the console; silences can be made here too.",
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
    .withPanel(rulesFiring(10, 12))
    .withPanel(alertGroups(14, 12))
    .withPanel(alertEvents())
    .withPanel(raisedOverTime());
