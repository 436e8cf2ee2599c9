import * as units from "@grafana/grafana-foundation-sdk/units";
import { LEAST_COMPLETE } from "#rules/baseline/model-days.ts";
import { colour } from "../colour.ts";
import { chosen, has, looseScope } from "../filter.ts";
import { where } from "../influxql.ts";
import { bars, graph, property, steps, tiles } from "../look.ts";
import { series as selector } from "../promql.ts";
import { amounts, course, lines, type Query, staleAfter, total } from "../query.ts";
import { number, series } from "../target.ts";

/** A quarter of an hour, in seconds: the ledger's unit. */
const QUARTER_S = 900;
const site = chosen("site");
const main = [site, chosen("meter")];

/** How much of the whole time range was measured, 0 to 1: a quarter that nobody booked counts as not measured. */
const completeness: Query = {
  is: "pair",
  influxql: `SELECT sum("covered_s") * 1000 / (\${__to} - \${__from}) AS "value" FROM "energy" WHERE ${where(main)} AND $timeFilter GROUP BY "site"`,
  promql: `sum by (site) (sum_over_time(${selector(lines("energy", "covered_s", main))}[$__range])) / $__range_s`,
};

/** What the main meter used in the range, what that cost and emitted, and how well it was measured. */
export const ledgerTiles = () =>
  tiles({
    title: "账本 · Ledger",
    shows:
      "所选总表在时段内的电量、其中估算的、费用（按电价的货币）、二氧化碳，以及整个时段有多少是测到的；没有电价的时刻不计费，费用为“至少”。Energy of the chosen main meter in the range, how much of it is estimated, cost in the currency of the tariff, CO₂, and how much of the whole range was measured; what no tariff covers has no cost, so that the cost is a least one.",
    empty:
      "“?” 表示账本没有记账，或没有电价，不等于零。“?” means that nothing was booked, or that there is no tariff, not nought.",
    width: 24,
    height: 4,
    targets: [
      number("E", "电量 energy · {site}", total(lines("energy", "kwh", main), "site")),
      number("S", "其中估算 estimated · {site}", total(lines("energy", "estimated_kwh", main), "site")),
      number("C", "费用 cost · {site}", total(lines("energy", "cost", main), "site")),
      number("G", "二氧化碳 CO₂ · {site}", total(lines("energy", "kg_co2", main), "site")),
      number("W", "完整度 completeness · {site}", completeness),
    ],
  })
    .overrideByQuery("E", [property.unit(units.KiloWattHour), property.decimals(2)])
    .overrideByQuery("S", [property.unit(units.KiloWattHour), property.decimals(2)])
    .overrideByQuery("C", [property.decimals(2)])
    .overrideByQuery("G", [property.unit(units.Kilogram), property.decimals(1)])
    .overrideByQuery("W", [
      property.unit(units.PercentUnit),
      property.decimals(1),
      // Below this the rules learn nothing from a day.
      property.thresholds([null, colour.unknown], [LEAST_COMPLETE, colour.calm]),
    ]);

/** Where the energy goes: what is directly under the main meter, and what is not told apart. */
export const energyByUse = () =>
  bars({
    title: "分项电量 · Energy by use",
    shows:
      "总表直属各分表的电量按用途相加，和未分项的部分；分表之和大于总表时未分项为负，照实画出。Energy of the meters directly under the main one, by use, and what is not sub-metered; where the sub-meters say more than the main meter that is negative, and drawn so.",
    empty:
      "时段内没有记账：不等于没有用电。Nothing was booked in the range, which is not the same as no energy.",
    width: 12,
    height: 9,
    targets: [
      series("A", "{use}", amounts(lines("energy", "kwh", [site, chosen("under", "meter")]), "use")),
      series("U", "未分项 not sub-metered", unaccounted),
    ],
  })
    .interval("1h")
    .unit(units.KiloWattHour)
    .decimals(2)
    .overrideByQuery("U", [property.fixedColour(colour.unknown)]);

const under = [site, chosen("under", "meter")];
const unaccounted: Query = {
  is: "pair",
  influxql: `SELECT sum("m") - sum("s") AS "value" FROM (SELECT "kwh" AS "m" FROM "energy" WHERE ${where(main)} AND $timeFilter), (SELECT "kwh" AS "s" FROM "energy" WHERE ${where(under)} AND $timeFilter) WHERE $timeFilter GROUP BY time($__interval, 1ms) fill(none)`,
  promql: `sum(sum_over_time(${selector(lines("energy", "kwh", main))}[$__interval])) - sum(sum_over_time(${selector(lines("energy", "kwh", under))}[$__interval]))`,
};

/** How much of each interval was measured, a line a meter. */
export const completenessOverTime = () =>
  graph(
    {
      title: "完整度 · Completeness",
      shows:
        "每表有多少时间是测到的；没有记账的时段断开。How much of the time each meter was measured; where nothing was booked the line breaks.",
      empty: "时段内没有记账；断线处同此。Nothing was booked in the range; the same where a line breaks.",
      width: 12,
      height: 9,
      targets: [
        series("A", "{meter}", {
          ...course(lines("energy", "covered_s", looseScope), "mean", "meter"),
          times: 1 / QUARTER_S,
        } as Query),
      ],
    },
    staleAfter("elec-power-active"),
  )
    .interval("15m")
    .unit(units.PercentUnit)
    .min(0)
    .max(1)
    .thresholds(steps([null, colour.unknown]));

/** Energy by zone. */
export const energyByZone = () =>
  bars({
    title: "分区电量 · Energy by zone",
    shows:
      "各区域电表的电量；不属于某一区域的电表不在内。Energy of the meters of each zone; meters of no single zone are not among them.",
    empty:
      "时段内没有记账：不等于没有用电。Nothing was booked in the range, which is not the same as no energy.",
    width: 12,
    height: 9,
    targets: [
      series("A", "{zone}", amounts(lines("energy", "kwh", [site, chosen("zone"), has("zone")]), "zone")),
    ],
  })
    .interval("1h")
    .unit(units.KiloWattHour)
    .decimals(2);
