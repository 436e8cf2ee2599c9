import * as units from "@grafana/grafana-foundation-sdk/units";
import { hours } from "#rules/time/instant.ts";
import { colour } from "../colour.ts";
import { chosen } from "../filter.ts";
import { bars, graph, joined, property, steps, table } from "../look.ts";
import { course, latest, lines, type Query, silence, type Within } from "../query.ts";
import { rows, series } from "../target.ts";
import { uids } from "../uids.ts";
import { gatewayWords } from "../words.ts";
import { blindByHall, gatewayTold } from "./gateway.ts";

const column = {
  hall: "营业厅 · Hall",
  gateway: "网关 · Gateway",
  alerts: "开放告警 · Open alerts",
  blind: "读不到的测点 · Points unread",
  energy: "最近一日电量 · Energy of last day",
  baseline: "基线 · Baseline",
  wasted: "未关闭问题代价 · Price of open findings",
  violated: "设定违反 · Setpoints violated",
  late: "超时报表 · Late reports",
  backup: "备份距今 · Age of backup",
} as const;

const hall = [chosen("site")];
const last = (name: string, field: string, within: Within = "range") =>
  latest(lines(name, field, hall), within, { each: ["site"], by: ["site"] });
const summed = (name: string, field: string, within: Within, ...each: readonly string[]): Query =>
  latest(lines(name, field, hall), within, { each: ["site", ...each], by: ["site"] }, "sum");

const columns: readonly (readonly [refId: string, column: string, query: Query])[] = [
  ["G", column.gateway, gatewayTold],
  ["A", column.alerts, last("gateway", "alerts_open", silence)],
  ["U", column.blind, blindByHall],
  ["E", column.energy, last("energy_day", "kwh")],
  ["B", column.baseline, last("energy_day", "baseline_kwh")],
  ["P", column.wasted, summed("finding_price", "cost", silence, "zone", "fact", "target", "priority")],
  ["V", column.violated, last("compliance", "setpoint_violated_s")],
  ["R", column.late, summed("report", "late", "range", "cycle", "subject")],
  ["K", column.backup, last("backup", "age_h", hours(2))],
];

/** Every hall in one row; a click leads to the hall. */
export const halls = () =>
  table({
    title: "各营业厅 · Halls",
    shows:
      "每个营业厅一行：网关、告警、测点、最近一日的电量与基线、问题代价、合规、报表、备份。点名称看该厅，点电量看能耗。A row a hall: gateway, alerts, points, energy and baseline of the last day, price of open findings, compliance, reports, backup. Click a name for the hall, its energy for the circuits.",
    empty:
      "没有任何营业厅在时段内写过数据。空的单元格是不知道，不是零。No hall wrote anything in the range. An empty cell is unknown, not nought.",
    width: 24,
    height: 12,
    targets: columns.map(([refId, name, query]) => rows(refId, { site: column.hall }, name, query)),
  })
    .transformations(
      joined(
        column.hall,
        columns.map(([, name]) => name),
      ),
    )
    .overrideByName(column.hall, [property.board(uids.overview, "看该厅 · Open the hall", "site")])
    .overrideByName(column.gateway, [property.mappings(gatewayWords), property.filled()])
    .overrideByName(column.alerts, [
      property.decimals(0),
      property.thresholds([null, colour.none], [1, colour.attention]),
      property.filled(),
    ])
    .overrideByName(column.blind, [
      property.decimals(0),
      property.thresholds([null, colour.none], [1, colour.unknown]),
      property.filled(),
    ])
    .overrideByName(column.energy, [property.unit(units.KiloWattHour), property.decimals(1), energyLink])
    .overrideByName(column.baseline, [property.unit(units.KiloWattHour), property.decimals(1)])
    .overrideByName(column.wasted, [property.decimals(2)])
    .overrideByName(column.violated, [
      property.unit(units.Seconds),
      property.thresholds([null, colour.none], [1, colour.attention]),
      property.filled(),
    ])
    .overrideByName(column.late, [
      property.decimals(0),
      property.thresholds([null, colour.none], [1, colour.attention]),
      property.filled(),
    ])
    .overrideByName(column.backup, [property.unit(units.Hours), property.decimals(1)]);

const energyLink = {
  id: "links",
  value: [
    {
      title: "看能耗 · Open energy",
      url: `/d/${uids.energy}?var-site=\${__data.fields["${column.hall}"]}&\${__url_time_range}`,
    },
  ],
};

/** Energy of the halls, day by day. */
export const energyByHall = () =>
  bars({
    title: "各厅每日电量 · Energy by hall and day",
    shows:
      "每厅每日电量，并排不堆叠；没有记完账的日子没有柱。Energy of each hall and day, side by side; a day that is not booked has no bar.",
    empty: "时段内没有记完账的一日。No day of the range is booked.",
    width: 12,
    height: 9,
    targets: [series("A", "{site}", course(lines("energy_day", "kwh", hall), "last", "site"))],
  })
    .interval("1h")
    .unit(units.KiloWattHour)
    .decimals(1);

/** Open alerts of the halls over time. */
export const alertsByHall = () =>
  graph(
    {
      title: "各厅告警 · Alerts by hall",
      shows: "每厅未关闭的告警数，一段内取最多。How many alerts each hall had open, most of each interval.",
      empty: "网关没有写入；断线处同此。The gateway wrote nothing; the same where a line breaks.",
      width: 12,
      height: 9,
      targets: [series("A", "{site}", course(lines("gateway", "alerts_open", hall), "max", "site"))],
    },
    silence,
  )
    .interval("1m")
    .min(0)
    .decimals(0)
    .thresholds(steps([null, colour.plain]));
