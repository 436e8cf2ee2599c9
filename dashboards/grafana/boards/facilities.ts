import type { DashboardBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { openByPriority } from "../panels/alert.ts";
import { backupTiles } from "../panels/backup.ts";
import { setpointCompliance } from "../panels/compliance.ts";
import { afterHours, againstBaseline, lastDay } from "../panels/energy-day.ts";
import { gatewayTile } from "../panels/gateway.ts";
import { findingsByPrice } from "../panels/price.ts";
import { reportsDue } from "../panels/report.ts";
import type { BoardSettings } from "../settings.ts";
import { uids } from "../uids.ts";
import { board } from "./board.ts";

/** Facilities: what a hall used, wasted and owes. */
export const facilities = (settings: BoardSettings): DashboardBuilder =>
  board(
    {
      uid: uids.facilities,
      title: "设施 · Facilities",
      description:
        "电量与基线、未关闭问题的代价、设定合规、报表时限、备份。Energy against its baseline, the price of open findings, setpoint compliance, deadlines of reports, backups.",
      from: "now-14d",
      refresh: "1m",
      halls: "one",
      console: "/#/energy",
    },
    settings,
  )
    .withPanel(openByPriority())
    .withPanel(gatewayTile())
    .withPanel(backupTiles())
    .withPanel(lastDay())
    .withPanel(findingsByPrice())
    .withPanel(againstBaseline())
    .withPanel(afterHours())
    .withPanel(setpointCompliance())
    .withPanel(reportsDue());
