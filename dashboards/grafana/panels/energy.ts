import * as units from "@grafana/grafana-foundation-sdk/units";
import { colour } from "../colour.ts";
import { bars, graph, property, table, tiles } from "../look.ts";
import { chosen, lately, notChosen, range, readings, scope, series, staleAfter } from "../query.ts";
import { classWords } from "../words.ts";
import { byDevice, deviceEvidence, lastKnown } from "./point.ts";

const power = readings("elec-power-active");
const lighting = readings("light-circuit-power");
const outdoors = readings("outside-air-temp");

const site = chosen("site");
const meter = chosen("equipment", "meter");
/** The stale limit of power, five minutes: an older reading is not shown as now. */
const current = lately(staleAfter("elec-power-active"));

const mean = (from: string, where: string) =>
  `SELECT mean("value") FROM ${from} WHERE ${where} AND ${range} GROUP BY time($__interval), "equipment" fill(null)`;
const used = (interval: string, where: string) =>
  `SELECT non_negative_difference(last("value")) AS "kwh" FROM ${readings("elec-energy-import")} WHERE ${where} AND ${range} GROUP BY time(${interval}), "site", "equipment" fill(none)`;

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
      series("P", "总功率 main power · $tag_site", latest(power, meter)),
      series("T", "室外 outdoors · $tag_site", latest(outdoors, site)),
      series(
        "E",
        "时段电量 energy of the range · $tag_site",
        `SELECT sum("kwh") FROM (${used("$__interval", `${site} AND ${meter}`)}) GROUP BY "site"`,
      ),
    ],
  })
    .overrideByQuery("P", [property.unit(units.Watt), property.decimals(1)])
    .overrideByQuery("T", [property.unit(units.Celsius), property.decimals(1)])
    .overrideByQuery("E", [property.unit(units.KiloWattHour), property.decimals(2)]);

const latest = (from: string, where: string) =>
  `SELECT last("value") FROM ${from} WHERE ${site} AND ${where} AND ${current} GROUP BY "site"`;

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
        series("M", "总表 main $tag_equipment", mean(power, `${site} AND ${meter}`)),
        series(
          "C",
          "$tag_equipment",
          mean(
            `${power}, ${lighting}`,
            `${scope} AND ${chosen("equipment", "circuit")} AND ${notChosen("equipment", "meter")}`,
          ),
        ),
      ],
    },
    staleAfter("elec-power-active"),
  )
    .unit(units.Watt)
    .overrideByQuery("M", [{ id: "custom.lineWidth", value: 3 }, property.fixedColour(colour.calm)]);

/** Energy of each hour from the meters' counters. */
export const energyPerHour = () =>
  bars({
    title: "每小时电量 · Energy per hour",
    shows:
      "由电表计数差得出，柱从该小时开始处画起；电表清零的那一小时不计。From the meters' counters, a bar stands at the start of its hour; an hour in which a counter was reset is not counted.",
    empty:
      "没有相邻两小时的计数。中断期间的电量全部记在恢复的那一小时。No counter in two hours running. What was used during a gap all falls on the hour in which it ends.",
    width: 12,
    height: 9,
    targets: [series("A", "$tag_equipment", used("1h", scope))],
  })
    .unit(units.KiloWattHour)
    .decimals(2)
    .min(0);

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
        series("A", "$tag_equipment", mean(power, `${scope} AND ${chosen("equipment", "ac")}`)),
        series("T", "室外 outdoors $tag_equipment", mean(outdoors, site)),
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
        series("V", "电压 $tag_equipment", mean(readings("elec-voltage"), scope)),
        series("F", "频率 $tag_equipment", mean(readings("elec-frequency"), scope)),
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
    .overrideByName(state, [property.mappings(classWords("light-circuit-status"))])
    .overrideByName(drawn, [property.unit(units.Watt), property.decimals(0)]);

/** Power of the lighting circuits. */
export const lightingPower = () =>
  graph(
    {
      title: "照明功率 · Lighting power",
      shows:
        "各照明回路功率；闭店后仍高的，看下方哪一路未通过。Power of the lighting circuits; for what stays up after closing see below which circuit fails.",
      empty:
        "没有可信的读数：不知道灯是否关了；断线处同此。No good reading: nobody knows whether the lights are off; the same where a line breaks.",
      width: 24,
      height: 8,
      targets: [series("A", "$tag_equipment", mean(lighting, scope))],
    },
    staleAfter("light-circuit-power"),
  )
    .unit(units.Watt)
    .min(0);
