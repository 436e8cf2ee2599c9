import type { DashboardBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import {
  closingCounts,
  closingItems,
  closingTimeline,
  lightTimeline,
  loadEvidence,
} from "../panels/closing.ts";
import { gatewayTile } from "../panels/gateway.ts";
import { contactTimeline, lockTimeline, openingEvidence } from "../panels/opening.ts";
import type { BoardSettings } from "../settings.ts";
import { uids } from "../uids.ts";
import { board } from "./board.ts";

/** Closing check: item by item whether the hall is closed, with pass, fail and unknown apart. */
export const closingCheck = (settings: BoardSettings): DashboardBuilder =>
  board(
    {
      uid: uids.closing,
      title: "关门检查 · Closing check",
      description:
        "门窗、灯、电源逐项的结论：已确认、需处理、无法确认。Doors, windows, lights and power item by item: pass, fail, unknown.",
      from: "now-12h",
      refresh: "10s",
      halls: "one",
      console: "/#/closing",
    },
    settings,
  )
    .withPanel(closingCounts())
    .withPanel(gatewayTile())
    .withPanel(closingItems())
    .withPanel(closingTimeline())
    .withPanel(lockTimeline())
    .withPanel(contactTimeline())
    .withPanel(openingEvidence())
    .withPanel(lightTimeline())
    .withPanel(loadEvidence());
