import * as units from "@grafana/grafana-foundation-sdk/units";
import { colour } from "../colour.ts";
import { chosen } from "../filter.ts";
import { bars, graph, property, tiles } from "../look.ts";
import { course, latest, lines, readings, staleAfter } from "../query.ts";
import { number, series } from "../target.ts";

const site = chosen("site");
const day = (field: string) => lines("energy_day", field, [site]);
const perHall = { each: ["site"], by: ["site"] } as const;

/** The last day that is booked: energy, its baseline, after hours, cost. */
export const lastDay = () =>
  tiles({
    title: "最近一日 · Last day booked",
    shows:
      "时段内最后一个记完账的营业日：电量、按天气和工作日算的基线、闭店后的电量、费用。The last whole day of the range: energy, the baseline for its weather and kind of day, energy after hours, cost.",
    empty:
      "“?” 表示没有记完账的一日，或基线还没有学到，不等于零。“?” means that no day is booked, or that there is no baseline yet, not nought.",
    width: 24,
    height: 4,
    targets: [
      number("E", "电量 energy · {site}", latest(day("kwh"), "range", perHall)),
      number("B", "基线 baseline · {site}", latest(day("baseline_kwh"), "range", perHall)),
      number("H", "闭店后 after hours · {site}", latest(day("closed_kwh"), "range", perHall)),
      number("C", "费用 cost · {site}", latest(day("cost"), "range", perHall)),
    ],
  })
    .unit(units.KiloWattHour)
    .decimals(1)
    .overrideByQuery("C", [property.unit("none"), property.decimals(2)]);

/** Each day against its baseline. */
export const againstBaseline = () =>
  bars({
    title: "每日电量与基线 · Energy and baseline by day",
    shows:
      "每日电量（柱）和按天气与工作日修正的基线；没有基线的日子只有柱。Energy of each day and its baseline, corrected for weather and kind of day; a day without a baseline has only its bar.",
    empty: "时段内没有记完账的一日。No day of the range is booked.",
    width: 12,
    height: 9,
    targets: [
      series("A", "电量 energy {site}", course(day("kwh"), "last", "site")),
      series("B", "基线 baseline {site}", course(day("baseline_kwh"), "last", "site")),
    ],
  })
    .interval("1h")
    .unit(units.KiloWattHour)
    .decimals(1)
    .overrideByQuery("B", [property.fixedColour(colour.calm)]);

/** What was used after hours, day by day. */
export const afterHours = () =>
  bars({
    title: "闭店后电量 · Energy after hours by day",
    shows: "每日闭店期间的电量。Energy of each day while the hall was closed.",
    empty: "时段内没有记完账的一日。No day of the range is booked.",
    width: 12,
    height: 9,
    targets: [series("A", "{site}", course(day("closed_kwh"), "last", "site"))],
  })
    .interval("1h")
    .unit(units.KiloWattHour)
    .decimals(1);

/** Power of the chosen meter against what the hall draws on nights verified as closed. */
export const closedBaseline = () =>
  graph(
    {
      title: "功率与闭店基准 · Power and closed baseline",
      shows:
        "总表功率，和从已签核的闭店夜学到的基准功率；闭店后高出基准的就是可省的。Power at the main meter and the power of nights verified as closed; after hours, what is above it can be saved.",
      empty:
        "没有可信的功率读数，或还没有学到基准；断线处同此。No good power reading, or no baseline yet; the same where a line breaks.",
      width: 12,
      height: 9,
      targets: [
        series(
          "P",
          "功率 power {equipment}",
          course(readings(["elec-power-active"], [site, chosen("equipment", "meter")]), "mean", "equipment"),
        ),
        series(
          "B",
          "闭店基准 closed baseline {meter}",
          course(lines("baseline", "closed_w", [site, chosen("meter")]), "last", "meter"),
        ),
      ],
    },
    staleAfter("elec-power-active"),
  )
    .unit(units.Watt)
    .overrideByQuery("B", [
      property.fixedColour(colour.attention),
      { id: "custom.showPoints", value: "always" },
    ]);
