import * as units from "@grafana/grafana-foundation-sdk/units";
import { looseScope } from "../filter.ts";
import { merged, property, table } from "../look.ts";
import { latest, lines, silence } from "../query.ts";
import { rows } from "../target.ts";
import { priorityWords } from "../words.ts";

const column = {
  priority: "优先级 · Priority",
  fact: "事实 · Fact",
  target: "对象 · Target",
  zone: "区域 · Zone",
  kwh: "浪费电量 · Wasted",
  cost: "费用 · Cost",
  co2: "二氧化碳 · CO₂",
} as const;
const tags = {
  priority: column.priority,
  fact: column.fact,
  target: column.target,
  zone: column.zone,
} as const;

const priced = (field: string) =>
  latest(lines("finding_price", field, looseScope), silence, {
    each: ["site", "zone", "fact", "target", "priority"],
    by: ["priority", "fact", "target", "zone"],
  });

/** Open findings with what they have wasted so far, dearest first. */
export const findingsByPrice = () =>
  table({
    title: "未关闭问题的代价 · Open findings by price",
    shows:
      "每个未关闭的问题至今多用的电量、费用（按电价的货币）和二氧化碳：测得的，或高出本厅已核实闭店基准的部分。What each open finding has wasted so far, its cost in the currency of the tariff and its CO₂: as measured, or above the hall's own verified closed baseline.",
    empty:
      "没有能算出代价的未关闭问题，或网关三分钟内没有写入（见“网关”）；算不出代价不等于没有代价。No open finding has a price that is known, or no gateway wrote in the last three minutes (see Gateway); a price that is unknown is not nought.",
    width: 24,
    height: 8,
    targets: [
      rows("E", { ...tags }, column.kwh, priced("kwh")),
      rows("C", { ...tags }, column.cost, priced("cost")),
      rows("G", { ...tags }, column.co2, priced("kg_co2")),
    ],
  })
    .transformations(merged([...Object.values(tags), column.kwh, column.cost, column.co2]))
    .sortBy([{ build: () => ({ displayName: column.cost, desc: true }) }])
    .overrideByName(column.priority, [
      property.mappings(priorityWords),
      property.filled(),
      property.width(130),
    ])
    .overrideByName(column.fact, [property.console("/#/alerts")])
    .overrideByName(column.kwh, [property.unit(units.KiloWattHour), property.decimals(2)])
    .overrideByName(column.cost, [property.decimals(2)])
    .overrideByName(column.co2, [property.unit(units.Kilogram), property.decimals(2)]);
