import type { DashboardBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { chosen } from "../filter.ts";
import { backupTiles } from "../panels/backup.ts";
import {
  badReadings,
  deviceTimeline,
  liveEvidence,
  liveValues,
  storedEvidence,
  storedValues,
} from "../panels/device.ts";
import { blindPoints, gatewayLoad, gatewayTile, pointCounts } from "../panels/gateway.ts";
import { unreadable } from "../panels/point.ts";
import { lines } from "../query.ts";
import type { BoardSettings } from "../settings.ts";
import { uids } from "../uids.ts";
import { board, choiceOfOne, offered } from "./board.ts";

/** Devices: what can be read, what cannot, and what is heard right now. */
export const devices = (settings: BoardSettings): DashboardBuilder =>
  board(
    {
      uid: uids.devices,
      title: "设备 · Devices",
      description:
        "哪些设备读得到、哪些读不到、坏读数、网关负荷，和一个区域的实时数值。Which devices can be read and which cannot, bad readings, load of the gateway, and live values of one zone.",
      from: "now-6h",
      refresh: "30s",
      halls: "one",
      console: "/#/points",
    },
    settings,
  )
    .withVariable(
      choiceOfOne(
        "room",
        "实时区域 · Live zone",
        offered("zone", lines("signal", "state", [chosen("site")])),
      ).current({ text: "hall", value: "hall" }),
    )
    .withPanel(pointCounts())
    .withPanel(gatewayTile())
    .withPanel(backupTiles())
    .withPanel(unreadable())
    .withPanel(badReadings())
    .withPanel(deviceTimeline())
    .withPanel(liveValues())
    .withPanel(storedValues())
    .withPanel(liveEvidence())
    .withPanel(storedEvidence())
    .withPanel(blindPoints())
    .withPanel(gatewayLoad());
