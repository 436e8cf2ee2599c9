import * as units from "@grafana/grafana-foundation-sdk/units";
import { colour } from "../colour.ts";
import { scope } from "../filter.ts";
import { limits } from "../limits.ts";
import { colouredLimit, dashedLimit, graph, property, steps, table } from "../look.ts";
import { course, readings, staleAfter } from "../query.ts";
import { series } from "../target.ts";
import { classWords } from "../words.ts";
import { byDevice, deviceEvidence, lastKnown } from "./point.ts";

const { setpointFloorC: floor, outdoorAboveC: warm } = limits;

const mean = (name: string) => course(readings([name], scope), "mean", "point");

/** Room, return-air and outdoor temperatures against 26 °C. */
export const temperatures = () =>
  graph(
    {
      title: `温度与 ${floor} ℃ · Temperatures and ${floor} °C`,
      shows: `各区域和回风温度、室外温度（橙）；虚线为 ${floor} ℃。Zone and return-air temperatures, outdoors in orange; the dashed line is ${floor} °C.`,
      empty: "没有可信的温度读数；断线处同此。No good temperature reading; the same where a line breaks.",
      width: 12,
      height: 9,
      targets: [
        series("A", "{point}", mean("zone-air-temp")),
        series("B", "室外 outdoors {point}", mean("outside-air-temp")),
      ],
    },
    staleAfter("zone-air-temp"),
  )
    .unit(units.Celsius)
    .decimals(1)
    .thresholds(steps([null, colour.none], [floor, colour.attention]))
    .thresholdsStyle(dashedLimit())
    .overrideByQuery("B", [property.fixedColour(colour.attention)]);

/** Setpoints, with the side that saves no energy coloured. */
export const setpoints = () =>
  graph(
    {
      title: "空调设定温度 · AC setpoints",
      shows: `各空调的设定温度；橙色区低于 ${floor} ℃：夏季室外高于 ${warm} ℃ 还在其中制冷，即告警（GA-1.2-15）。Setpoints; the orange side is below ${floor} °C: cooling there in summer, while it is above ${warm} °C outside, raises an alert (GA-1.2-15).`,
      empty: "没有可信的设定读数；断线处同此。No good setpoint reading; the same where a line breaks.",
      width: 12,
      height: 9,
      targets: [series("A", "{equipment}", lowestSetpoint)],
    },
    staleAfter("ac-setpoint"),
  )
    .unit(units.Celsius)
    .decimals(1)
    .axisSoftMin(floor - 4)
    .axisSoftMax(floor + 4)
    .thresholds(steps([null, colour.attention], [floor, colour.none]))
    .thresholdsStyle(colouredLimit());

// The lowest setpoint of an interval, so that a short visit below the limit is not averaged away.
const lowestSetpoint = course(readings(["ac-setpoint"], scope), "min", "equipment");

const mode = "模式，最后已知 · Mode, last known";
const setpoint = "设定，最后已知 · Setpoint, last known";

/** Air-conditioners now. */
export const airConditionersNow = () =>
  byDevice(
    table({
      title: "空调 · Air-conditioners",
      shows:
        "每台空调最后已知的模式和设定，以及此刻能否读到。Last known mode and setpoint of each unit, and whether it can be read now.",
      empty: "时段内没有空调读数：状态不明。No reading of an air-conditioner in the range: unknown.",
      width: 8,
      height: 9,
      targets: [
        deviceEvidence("mode", "setpoint"),
        lastKnown("M", mode, "ac-mode"),
        lastKnown("S", setpoint, "ac-setpoint"),
      ],
    }),
    [mode, setpoint],
  )
    .overrideByName(mode, [property.mappings(classWords("ac-mode"))])
    .overrideByName(setpoint, [property.unit(units.Celsius), property.decimals(1)]);
