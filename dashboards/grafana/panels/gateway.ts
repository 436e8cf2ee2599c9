import * as units from "@grafana/grafana-foundation-sdk/units";
import { colour } from "../colour.ts";
import { chosen } from "../filter.ts";
import { time, where } from "../influxql.ts";
import { graph, property, steps, tiles } from "../look.ts";
import { series as selector } from "../promql.ts";
import { course, latest, lines, type Query, silence } from "../query.ts";
import { number, series } from "../target.ts";
import { gatewayWords, SILENT } from "../words.ts";

/** A tile per hall: whether its gateway has written lately. The other panels can be believed only where it has. */
export const gatewayTile = () =>
  tiles({
    title: "网关 · Gateway",
    shows:
      "每个营业厅的网关在时段末三分钟内是否写过数据。Whether each hall's gateway wrote in the last three minutes.",
    empty:
      "整个时段内没有任何网关写入：看板上什么都不能当作正常。No gateway wrote in the whole range: nothing here may be taken as fine.",
    width: 4,
    height: 4,
    targets: [number("A", "{site}", gatewayTold)],
  }).mappings(gatewayWords);

/** 0 for each hall whose gateway has written lately, `SILENT` for each that wrote earlier in the range only. */
export const gatewayTold: Query = {
  is: "told",
  ...lines("gateway", "points_good", [chosen("site")]),
  scale: 0,
  silent: SILENT,
  each: ["site"],
  by: ["site"],
};

const states = [
  { field: "points_good", name: "可信 good", colour: colour.calm },
  { field: "points_stale", name: "? 过期 stale", colour: colour.unknown },
  { field: "points_bad", name: "? 不可信 bad", colour: colour.unknown },
  { field: "points_never", name: "? 从未收到 never", colour: colour.unknown },
] as const;

/** How many points can be read now, and how many cannot. */
export const pointCounts = () => {
  const panel = tiles({
    title: "测点 · Points",
    shows:
      "所选营业厅全部测点（不分区域）按能否读到计数。All points of the chosen halls, whatever the zone, by whether they can be read.",
    empty:
      "网关三分钟内没有写入，测点状态不明。No gateway wrote in the last three minutes: the points' state is unknown.",
    width: 10,
    height: 4,
    targets: states.map(({ field, name }, index) =>
      number(
        `A${index}`,
        name,
        latest(lines("gateway", field, [chosen("site")]), silence, { each: ["site"], by: [] }, "sum"),
      ),
    ),
  });
  for (const state of states.slice(1))
    panel.overrideByName(state.name, [property.thresholds([null, colour.calm], [1, state.colour])]);
  return panel;
};

const blind = ["points_stale", "points_bad", "points_never"] as const;
/** How many points of each hall cannot be read now. */
export const blindByHall: Query = {
  is: "pair",
  influxql: `SELECT ${blind.map(field => `"${field}"`).join(" + ")} AS "value" FROM (SELECT ${blind.map(field => `last("${field}") AS "${field}"`).join(", ")} FROM "gateway" WHERE ${where([chosen("site")])} AND ${time(silence)} GROUP BY "site") GROUP BY "site"`,
  promql: `sum by (site) (${blind.map(field => `sum by (site) (last_over_time(${selector(lines("gateway", field, [chosen("site")]))}[180s]))`).join(" + ")})`,
};

/** Points that nobody can read, over time. */
export const blindPoints = () =>
  graph(
    {
      title: "读不到的测点数 · Points that cannot be read",
      shows:
        "每个营业厅过期、不可信、从未收到的测点数（时段内最大值）。Stale, bad and never-seen points of each hall, worst of each interval.",
      empty: "网关没有写入；断线处同此。The gateway wrote nothing; the same where the line breaks.",
      width: 12,
      height: 8,
      targets: states
        .slice(1)
        .map(({ field, name }, index) =>
          series(
            `A${index}`,
            `{site} ${name}`,
            course(lines("gateway", field, [chosen("site")]), "max", "site"),
          ),
        ),
    },
    silence,
  )
    .thresholds(steps([null, colour.unknown]))
    .min(0)
    .decimals(0);

const load = (field: string) => lines("gateway", field, [chosen("site")]);

/** How busy the gateways are. */
export const gatewayLoad = () =>
  graph(
    {
      title: "网关负荷 · Gateway load",
      shows:
        "读数每秒、排队条数（左轴）和判断滞后（右轴）。Readings per second and queue (left), lag of judgement (right).",
      empty: "网关没有写入；断线处同此。The gateway wrote nothing; the same where the line breaks.",
      width: 12,
      height: 8,
      targets: [
        series("A", "{site} 读数/秒 readings/s", course(load("readings"), "mean", "site")),
        series("Q", "{site} 排队 queued", course(load("queued"), "max", "site")),
        series("L", "{site} 滞后 lag", course(load("lag_ms"), "max", "site")),
      ],
    },
    silence,
  )
    .min(0)
    .overrideByQuery("L", [
      property.unit(units.Milliseconds),
      { id: "custom.axisPlacement", value: "right" },
      property.fixedColour(colour.attention),
    ]);
