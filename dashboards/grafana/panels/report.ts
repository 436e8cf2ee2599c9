import * as units from "@grafana/grafana-foundation-sdk/units";
import { chosen } from "../filter.ts";
import { merged, property, table } from "../look.ts";
import { latest, lines } from "../query.ts";
import { rows } from "../target.ts";
import { lateWords, releasedWords } from "../words.ts";

const column = {
  cycle: "周期 · Cycle",
  subject: "主题 · Subject",
  released: "发布 · Release",
  late: "时限 · Deadline",
  completeness: "完整度 · Completeness",
} as const;

const tags = { cycle: column.cycle, subject: column.subject };

const last = (field: string) =>
  latest(lines("report", field, [chosen("site")]), "range", {
    each: ["site", "cycle", "subject"],
    by: ["cycle", "subject"],
  });

/** The last report of each cycle and subject: whether it is out, in time, and how whole its data are. */
export const reportsDue = () =>
  table({
    title: "报表与时限 · Reports and deadlines",
    shows:
      "每种报表最近一期是否发布、是否按时、数据完整度；打开控制台审阅和发布。Whether the last report of each cycle is released and in time, and how whole its data are; review and release it in the console.",
    empty:
      "时段内没有报表到期，或网关没有写入：不等于都已按时。No report fell due in the range, or the gateway wrote nothing: not the same as in time.",
    width: 12,
    height: 9,
    targets: [
      rows("R", tags, column.released, last("released")),
      rows("L", tags, column.late, last("late")),
      rows("W", tags, column.completeness, last("completeness")),
    ],
  })
    .transformations(
      merged([column.cycle, column.subject, column.released, column.late, column.completeness]),
    )
    .overrideByName(column.cycle, [property.console("/#/reports")])
    .overrideByName(column.released, [property.mappings(releasedWords), property.filled()])
    .overrideByName(column.late, [property.mappings(lateWords), property.filled()])
    .overrideByName(column.completeness, [property.unit(units.PercentUnit), property.decimals(1)]);
