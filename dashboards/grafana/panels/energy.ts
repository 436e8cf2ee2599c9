import * as units from "@grafana/grafana-foundation-sdk/units";
import { colour } from "../colour.ts";
import { chosen, type Filter, looseScope, notChosen, scope } from "../filter.ts";
import { limits } from "../limits.ts";
import { bars, dashedLimit, graph, property, steps, table, tiles } from "../look.ts";
import { amounts, course, latest, lines, readings, type Selection, staleAfter, total } from "../query.ts";
import { number, series } from "../target.ts";
import { uids } from "../uids.ts";
import { classWords } from "../words.ts";
import { byDevice, column, deviceEvidence, lastKnown } from "./point.ts";

const site = chosen("site");
const meter = chosen("equipment", "meter");

const mean = (selection: Selection) => course(selection, "mean", "equipment");
/** The stale limit of power, five minutes: an older reading is not shown as now. */
const current = (classId: string, ...which: readonly Filter[]) =>
  latest(readings([classId], [site, ...which]), staleAfter("elec-power-active"), {
    each: ["site", "equipment"],
    by: ["site"],
  });
/** What the ledger of energy has of the chosen main meter. */
const booked = (field: string) => lines("energy", field, [site, chosen("meter")]);

/** Main power and outdoor temperature now, energy of the range. */
export const energyTiles = () =>
  tiles({
    title: "现在与时段 · Now and range",
    shows:
      "总电表此刻功率、室外温度，和时段内总电表走过的电量。Power at the main meter and outdoor temperature now, and what the main meter counted in the range.",
    empty:
      "“?” 表示没有五分钟内的可信读数，不等于零。“?” means no good reading of the last five minutes, not nought.",
    width: 24,
    height: 4,
    targets: [
      number("P", "总功率 main power · {site}", current("elec-power-active", meter)),
      number("T", "室外 outdoors · {site}", current("outside-air-temp")),
      number("E", "时段电量 energy of the range · {site}", total(booked("kwh"), "site")),
    ],
  })
    .overrideByQuery("P", [property.unit(units.Watt), property.decimals(1)])
    .overrideByQuery("T", [property.unit(units.Celsius), property.decimals(1)])
    .overrideByQuery("E", [property.unit(units.KiloWattHour), property.decimals(2)]);

/** The main meter with all circuits under it. */
export const powerByCircuit = () =>
  graph(
    {
      title: "总功率与各回路 · Main power and circuits",
      shows:
        "总电表（粗线）与各回路功率；不堆叠，因为读不到的回路会让总和变小。Main meter (thick) and circuits; not stacked, since a circuit that cannot be read would shrink the sum.",
      empty: "没有可信的功率读数；断线处同此。No good power reading; the same where a line breaks.",
      width: 24,
      height: 10,
      targets: [
        series("M", "总表 main {equipment}", mean(readings(["elec-power-active"], [site, meter]))),
        series(
          "C",
          "{equipment}",
          mean(
            readings(
              ["elec-power-active", "light-circuit-power"],
              [...scope, chosen("equipment", "circuit"), notChosen("equipment", "meter")],
            ),
          ),
        ),
      ],
    },
    staleAfter("elec-power-active"),
  )
    .unit(units.Watt)
    .overrideByQuery("M", [{ id: "custom.lineWidth", value: 3 }, property.fixedColour(colour.calm)]);

/** Energy of the meters from the ledger, which sums to what they counted. */
export const energyOverTime = () =>
  bars({
    title: "各表电量 · Energy by meter",
    shows:
      "账本中各表的电量（短时段内一柱一小时），总和等于电表走字；停电、断线期间的电量已按估算分摊。Energy of each meter as booked (an hour a bar on short ranges); it sums to what the meter counted, and what was used in a gap is spread over it as an estimate.",
    empty:
      "账本在时段内没有记账：不等于没有用电。The ledger booked nothing in the range, which is not the same as no energy.",
    width: 12,
    height: 9,
    targets: [series("A", "{meter}", amounts(lines("energy", "kwh", looseScope), "meter"))],
  })
    .interval("1h")
    .unit(units.KiloWattHour)
    .decimals(2);

/** What the air-conditioners draw, against the weather. */
export const coolingAndWeather = () =>
  graph(
    {
      title: "空调功率与室外温度 · AC power and outdoor temperature",
      shows:
        "空调功率（左轴）与室外温度（右轴，橙）。Power of the air-conditioners (left) and outdoor temperature (right, orange).",
      empty: "没有可信的读数；断线处同此。No good reading; the same where a line breaks.",
      width: 12,
      height: 9,
      targets: [
        series(
          "A",
          "{equipment}",
          mean(readings(["elec-power-active"], [...scope, chosen("equipment", "ac")])),
        ),
        series("T", "室外 outdoors {equipment}", mean(readings(["outside-air-temp"], [site]))),
      ],
    },
    staleAfter("elec-power-active"),
  )
    .unit(units.Watt)
    .overrideByQuery("T", [
      property.unit(units.Celsius),
      { id: "custom.axisPlacement", value: "right" },
      property.fixedColour(colour.attention),
    ]);

/** Voltage of the meters. */
export const supply = () =>
  graph(
    {
      title: "电压与频率 · Voltage and frequency",
      shows: "电表测得的电压（左轴）和频率（右轴）。Voltage (left) and frequency (right) at the meters.",
      empty: "没有可信的读数；断线处同此。No good reading; the same where a line breaks.",
      width: 12,
      height: 8,
      targets: [
        series("V", "电压 {equipment}", mean(readings(["elec-voltage"], scope))),
        series("F", "频率 {equipment}", mean(readings(["elec-frequency"], scope))),
      ],
    },
    staleAfter("elec-voltage"),
  )
    .unit(units.Volt)
    .overrideByQuery("F", [
      property.unit(units.Hertz),
      property.decimals(2),
      { id: "custom.axisPlacement", value: "right" },
    ]);

const state = "开关，最后已知 · Switch, last known";
const drawn = "功率，最后已知 · Power, last known";

/** Everything that draws power, now. */
export const loadsNow = () =>
  byDevice(
    table({
      title: "用电 · Loads",
      shows:
        "每个用电设备最后已知的开关和功率，以及此刻能否读到。Last known switch state and power of everything that draws power, and whether it can be read now.",
      empty: "时段内没有用电读数：状态不明，不等于已关。No reading of a load in the range: unknown, not off.",
      width: 8,
      height: 9,
      targets: [
        deviceEvidence("state", "power"),
        lastKnown("S", state, "light-circuit-status", "switch-status"),
        lastKnown("W", drawn, "light-circuit-power", "elec-power-active"),
      ],
    }),
    [state, drawn],
  )
    .overrideByName(column.device, [
      property.board(uids.energy, "看回路 · Open the circuit", "circuit", "site"),
    ])
    .overrideByName(state, [property.mappings(classWords("light-circuit-status"))])
    .overrideByName(drawn, [property.unit(units.Watt), property.decimals(0)]);

/** Power of the lighting circuits. */
export const lightingPower = () =>
  graph(
    {
      title: "照明功率 · Lighting power",
      shows: `各照明回路功率；虚线为 ${limits.lightOffBelowW} W，低于它算关灯；闭店后仍高的，看下方哪一路未通过。Power of the lighting circuits; below the dashed line, ${limits.lightOffBelowW} W, a circuit is off; for what stays up after closing see below which circuit fails.`,
      empty:
        "没有可信的读数：不知道灯是否关了；断线处同此。No good reading: nobody knows whether the lights are off; the same where a line breaks.",
      width: 24,
      height: 8,
      targets: [series("A", "{equipment}", mean(readings(["light-circuit-power"], scope)))],
    },
    staleAfter("light-circuit-power"),
  )
    .unit(units.Watt)
    .min(0)
    .thresholds(steps([null, colour.plain], [limits.lightOffBelowW, colour.attention]))
    .thresholdsStyle(dashedLimit());
