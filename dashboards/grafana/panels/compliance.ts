import { StackingConfigBuilder, StackingMode } from "@grafana/grafana-foundation-sdk/common";
import * as units from "@grafana/grafana-foundation-sdk/units";
import { colour } from "../colour.ts";
import { chosen } from "../filter.ts";
import { limits } from "../limits.ts";
import { bars, property } from "../look.ts";
import { course, lines } from "../query.ts";
import { series } from "../target.ts";

const parts = [
  { refId: "K", field: "setpoint_kept_s", name: "符合 kept", colour: colour.calm },
  { refId: "V", field: "setpoint_violated_s", name: "违反 violated", colour: colour.attention },
  { refId: "U", field: "setpoint_unknown_s", name: "? 不明 unknown", colour: colour.unknown },
] as const;

/** How long setpoints were as they should be, day by day. */
export const setpointCompliance = () => {
  const panel = bars({
    title: `设定温度合规 · Setpoint compliance`,
    shows: `每日空调设定符合（夏季制冷不低于 ${limits.setpointFloorC} ℃）、违反和不明的时间；不明不算符合。How long each day setpoints were kept (no cooling below ${limits.setpointFloorC} °C in summer), violated, or unknown; unknown is not kept.`,
    empty:
      "时段内没有统计完的一日，不等于合规。No day of the range is counted, which is not the same as kept.",
    width: 12,
    height: 9,
    targets: parts.map(({ refId, field, name }) =>
      series(refId, `${name} {site}`, course(lines("compliance", field, [chosen("site")]), "last", "site")),
    ),
  })
    .interval("1h")
    .unit(units.Seconds)
    .stacking(new StackingConfigBuilder().mode(StackingMode.Normal));
  for (const { refId, colour: fixed } of parts) panel.overrideByQuery(refId, [property.fixedColour(fixed)]);
  return panel;
};
