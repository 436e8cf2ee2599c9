import type { DashboardBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { chosen } from "../filter.ts";
import { lightingAfterClosing } from "../panels/closing.ts";
import {
  coolingAndWeather,
  energyOverTime,
  energyTiles,
  lightingPower,
  powerByCircuit,
  supply,
} from "../panels/energy.ts";
import { closedBaseline } from "../panels/energy-day.ts";
import { completenessOverTime, energyByUse, energyByZone, ledgerTiles } from "../panels/ledger.ts";
import { readings } from "../query.ts";
import type { BoardSettings } from "../settings.ts";
import { uids } from "../uids.ts";
import { board, choice, choiceOfOne, hiddenSet, offered } from "./board.ts";

const equipmentOf = (...classes: readonly string[]) =>
  offered("equipment", readings(classes, [chosen("site")]));

/** Energy: where it goes, hour by hour, and what is on when it should be off. */
export const energy = (settings: BoardSettings): DashboardBuilder =>
  board(
    {
      uid: uids.energy,
      title: "能耗 · Energy",
      description:
        "总功率、各回路、每小时电量、闭店后照明、空调与天气。Main power, circuits, energy per hour, lighting after closing, cooling and weather.",
      from: "now-24h",
      refresh: "30s",
      halls: "one",
      console: "/#/energy",
    },
    settings,
  )
    .withVariable(
      choiceOfOne("meter", "总电表 · Main meter", equipmentOf("elec-energy-import")).current({
        text: "M-main",
        value: "M-main",
      }),
    )
    .withVariable(
      choice("circuit", "回路 · Circuits", equipmentOf("light-circuit-power", "elec-power-active")),
    )
    .withVariable(hiddenSet("ac", equipmentOf("ac-mode")))
    .withPanel(energyTiles())
    .withPanel(ledgerTiles())
    .withPanel(powerByCircuit())
    .withPanel(energyOverTime())
    .withPanel(energyByUse())
    .withPanel(energyByZone())
    .withPanel(completenessOverTime())
    .withPanel(closedBaseline())
    .withPanel(coolingAndWeather())
    .withPanel(lightingPower())
    .withPanel(lightingAfterClosing())
    .withPanel(supply());
