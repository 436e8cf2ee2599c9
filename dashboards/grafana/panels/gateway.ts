import * as units from "@grafana/grafana-foundation-sdk/units";
import { colour } from "../colour.ts";
import { graph, property, steps, tiles } from "../look.ts";
import { chosen, now, range, series, silence } from "../query.ts";
import { gatewayWords, SILENT } from "../words.ts";

/** A tile per hall: whether its gateway has written lately. The other panels can be believed only where it has. */
export const gatewayTile = () => {
  const site = `WHERE ${chosen("site")} AND`;
  const told = `SELECT last("points_good") * 0 AS "s" FROM "gateway" ${site} ${now} GROUP BY "site"`;
  const known = `SELECT last("points_good") * 0 + ${SILENT} AS "s" FROM "gateway" ${site} ${range} GROUP BY "site"`;
  return tiles({
    title: "网关 · Gateway",
    shows:
      "每个营业厅的网关在时段末三分钟内是否写过数据。Whether each hall's gateway wrote in the last three minutes.",
    empty:
      "整个时段内没有任何网关写入：看板上什么都不能当作正常。No gateway wrote in the whole range: nothing here may be taken as fine.",
    width: 4,
    height: 4,
    targets: [series("A", "$tag_site", `SELECT min("s") AS "s" FROM (${told}), (${known}) GROUP BY "site"`)],
  }).mappings(gatewayWords);
};

const states = [
  { field: "points_good", name: "可信 good", colour: colour.calm },
  { field: "points_stale", name: "? 过期 stale", colour: colour.unknown },
  { field: "points_bad", name: "? 不可信 bad", colour: colour.unknown },
  { field: "points_never", name: "? 从未收到 never", colour: colour.unknown },
] as const;

/** How many points can be read now, and how many cannot. */
export const pointCounts = () => {
  const last = states.map(({ field }) => `last("${field}") AS "${field}"`).join(", ");
  const sums = states.map(({ field, name }) => `sum("${field}") AS "${name}"`).join(", ");
  const panel = tiles({
    title: "测点 · Points",
    shows:
      "所选营业厅全部测点（不分区域）按能否读到计数。All points of the chosen halls, whatever the zone, by whether they can be read.",
    empty:
      "网关三分钟内没有写入，测点状态不明。No gateway wrote in the last three minutes: the points' state is unknown.",
    width: 10,
    height: 4,
    targets: [
      series(
        "A",
        "$col",
        `SELECT ${sums} FROM (SELECT ${last} FROM "gateway" WHERE ${chosen("site")} AND ${now} GROUP BY "site")`,
      ),
    ],
  });
  for (const state of states.slice(1))
    panel.overrideByName(state.name, [property.thresholds([null, colour.calm], [1, state.colour])]);
  return panel;
};

/** Points that nobody can read, over time. */
export const blindPoints = () => {
  const worst = states.slice(1).map(({ field, name }) => `max("${field}") AS "${name}"`);
  return graph(
    {
      title: "读不到的测点数 · Points that cannot be read",
      shows:
        "每个营业厅过期、不可信、从未收到的测点数（时段内最大值）。Stale, bad and never-seen points of each hall, worst of each interval.",
      empty: "网关没有写入；断线处同此。The gateway wrote nothing; the same where the line breaks.",
      width: 12,
      height: 8,
      targets: [
        series(
          "A",
          "$tag_site $col",
          `SELECT ${worst.join(", ")} FROM "gateway" WHERE ${chosen("site")} AND ${range} GROUP BY time($__interval), "site" fill(null)`,
        ),
      ],
    },
    silence,
  )
    .thresholds(steps([null, colour.unknown]))
    .min(0)
    .decimals(0);
};

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
        series(
          "A",
          "$tag_site $col",
          `SELECT mean("readings") AS "读数/秒 readings/s", max("queued") AS "排队 queued", max("lag_ms") AS "滞后 lag" FROM "gateway" WHERE ${chosen("site")} AND ${range} GROUP BY time($__interval), "site" fill(null)`,
        ),
      ],
    },
    silence,
  )
    .min(0)
    .overrideByRegexp("/滞后 lag$/", [
      property.unit(units.Milliseconds),
      { id: "custom.axisPlacement", value: "right" },
      property.fixedColour(colour.attention),
    ]);
