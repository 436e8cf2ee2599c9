import { StackingConfigBuilder, StackingMode } from "@grafana/grafana-foundation-sdk/common";
import { colour } from "../colour.ts";
import { chosen, type Filter, looseScope, only } from "../filter.ts";
import { time as influxTime, where as influxWhere } from "../influxql.ts";
import { bars, kept, property, table, tiles, timeline } from "../look.ts";
import { series as promSeries } from "../promql.ts";
import { amounts, course, lines, silence } from "../query.ts";
import { series, sum, texts } from "../target.ts";
import {
  conditionWords,
  eventWords,
  handlingWords,
  priorities,
  priorityWords,
  seenWords,
  serviceWords,
} from "../words.ts";

const within = influxTime(silence);

/** The last word on each alert that was told of in the last three minutes. */
const lately = (fields: string, and = "") =>
  `SELECT last("open") AS "open", ${fields} FROM "alert" WHERE ${influxWhere(looseScope)} AND ${within}${and} GROUP BY "site", "zone", "fact", "target", "priority"`;

/** A nought where the gateway reports, and nothing where it does not: no alert and no gateway must not look the same. */
const nought = `SELECT last("points_good") * 0 AS "n" FROM "gateway" WHERE ${influxWhere([chosen("site")])} AND ${within} GROUP BY "site"`;
const promNought = `sum(last_over_time(${promSeries(lines("gateway", "points_good", [chosen("site")]))}[180s]) * 0)`;
/** The same field of the same alerts in PromQL. */
const promLately = (field: string, ...which: readonly Filter[]) =>
  `last_over_time(${promSeries(lines("alert", field, [...looseScope, ...which]))}[180s])`;

/** Open alerts by priority. */
export const openByPriority = () => {
  const panel = tiles(
    {
      title: "开放告警 · Open alerts",
      shows:
        "未关闭的告警按优先级计数；不明（?）的也算。Alerts that are not closed, by priority; unknown ones count.",
      empty:
        "“?” 表示网关三分钟内没有写入，不是没有告警。“?” means that no gateway wrote in the last three minutes, not that there is no alert.",
      width: 10,
      height: 4,
      targets: priorities.map(({ value, text }) =>
        sum(`P${value}`, text, {
          is: "pair",
          influxql: `SELECT sum("n") AS "value" FROM (SELECT "open" AS "n" FROM (${lately(`"state"`, ` AND "priority" = '${value}'`)})), (${nought})`,
          promql: `sum(${promLately("open", only("priority", String(value)))}) or ${promNought}`,
        }),
      ),
    },
    "sum",
  );
  for (const { value, text } of priorities)
    panel.overrideByName(text, [property.thresholds([null, colour.calm], [1, colour.priority[value]])]);
  return panel;
};

const counted = [
  {
    name: "未确认 not acknowledged",
    where: `"open" = 1 AND "acked" = 0 AND "service" = 1`,
    promql: `(${promLately("open")} == 1) * (1 - ${promLately("acked")}) * ${promLately("service")}`,
    colour: colour.attention,
  },
  {
    name: "? 不明 unknown",
    where: `"open" = 1 AND "state" = 2`,
    promql: `(${promLately("open")} == 1) * (${promLately("state")} ==bool 2)`,
    colour: colour.unknown,
  },
  {
    name: "已静音 set aside",
    where: `"open" = 1 AND "service" = 0`,
    promql: `(${promLately("open")} == 1) * (1 - ${promLately("service")})`,
    colour: colour.plain,
  },
] as const;

/** Open alerts that nobody has taken, those that cannot be judged any more, and those that bother nobody for a while. */
export const openByHandling = () => {
  const panel = tiles(
    {
      title: "其中 · Of these",
      shows:
        "没有人确认的；证据缺失、无法判断是否仍存在的；已搁置、被抑制或停用的。Those that nobody acknowledged; those whose evidence is missing; those shelved, suppressed or out of service.",
      empty: "“?” 表示网关三分钟内没有写入。“?” means that no gateway wrote in the last three minutes.",
      width: 10,
      height: 4,
      targets: counted.map(({ name, where, promql }, index) =>
        sum(`H${index}`, name, {
          is: "pair",
          influxql: `SELECT sum("n") AS "value" FROM (SELECT "open" AS "n" FROM (${lately(`"acked", "state", "service"`)}) WHERE ${where}), (${nought})`,
          promql: `sum(${promql}) or ${promNought}`,
        }),
      ),
    },
    "sum",
  );
  for (const { name, colour: abnormal } of counted)
    panel.overrideByName(name, [property.thresholds([null, colour.calm], [1, abnormal])]);
  return panel;
};

const column = {
  site: "营业厅 · Hall",
  priority: "优先级 · Priority",
  condition: "状态 · Condition",
  handling: "处理 · Handling",
  seen: "确认 · Acknowledged",
  service: "值守 · In service",
  fact: "事实 · Fact",
  title: "告警 · Alert",
  english: "Alert (English)",
  target: "对象 · Target",
  zone: "区域 · Zone",
  clauses: "条款 · Clauses",
  since: "发现于 · Found",
  event: "事件 · Event",
  text: "说明 · Text",
  raised: "发生 · Raised",
  changes: "变化次数 · Changes",
} as const;

/** What a field says of each alert that is open now. */
const ofOpen = (field: string) =>
  `max by (site, zone, fact, target, priority) (${promLately(field)} and on (site, zone, fact, target, priority) (${promLately("open")} == 1))`;

/** The open alerts, one a row; a database of metrics knows no titles, so that the fact stands for them. */
export const openAlerts = (width: number, height: number) =>
  table({
    title: "开放告警清单 · Open alerts, one by one",
    shows: "此刻未关闭的告警。Alerts that are not closed now.",
    empty:
      "网关在线（见“网关”）时：没有开放告警；否则：不知道。With the gateway reporting (see Gateway): no open alert; otherwise: unknown.",
    width,
    height,
    targets: [
      texts({
        refId: "A",
        influxql: `SELECT "priority" AS "${column.priority}", "state" AS "${column.condition}", "label" AS "${column.handling}", "acked" AS "${column.seen}", "service" AS "${column.service}", "title" AS "${column.title}", "title_en" AS "${column.english}", "fact" AS "${column.fact}", "target" AS "${column.target}", "zone" AS "${column.zone}", "site" AS "${column.site}", "clauses" AS "${column.clauses}", "opened" AS "${column.since}", "id" FROM (${lately(`"state", "label", "acked", "service", "title", "title_en", "clauses", "opened", "id"`)}) WHERE "open" = 1`,
        tags: {
          priority: column.priority,
          fact: column.fact,
          target: column.target,
          zone: column.zone,
          site: column.site,
        },
        numbers: [
          { column: column.condition, promql: ofOpen("state") },
          { column: column.seen, promql: ofOpen("acked") },
          { column: column.service, promql: ofOpen("service") },
          { column: column.since, promql: ofOpen("opened") },
        ],
        lacks: [column.handling, column.title, column.english, column.clauses, "id"],
      }),
    ],
  })
    .withTransformation(
      kept([
        column.priority,
        column.condition,
        column.handling,
        column.seen,
        column.service,
        column.since,
        column.fact,
        column.title,
        column.english,
        column.target,
        column.zone,
        column.site,
        column.clauses,
        "id",
      ]),
    )
    .sortBy([sorted(column.priority, false)])
    .overrideByName("id", [property.hidden()])
    .overrideByName(column.since, [property.unit("dateTimeAsSystem"), property.width(170)])
    .overrideByName(column.title, [property.console(`/#/alerts/\${__data.fields.id}`)])
    .overrideByName(column.priority, [
      property.mappings(priorityWords),
      property.filled(),
      property.width(130),
    ])
    .overrideByName(column.condition, [
      property.mappings(conditionWords),
      property.filled(),
      property.width(130),
    ])
    .overrideByName(column.fact, [property.console("/#/alerts")])
    .overrideByName(column.seen, [property.mappings(seenWords), property.width(110)])
    .overrideByName(column.service, [property.mappings(serviceWords), property.width(110)])
    .overrideByName(column.handling, [
      property.mappings(handlingWords),
      property.filled(),
      property.width(130),
    ]);

/** Every alert of the range as a row of its conditions; the worst of each interval is drawn. */
export const alertTimeline = () =>
  timeline(
    {
      title: "告警经过 · Alerts over time",
      shows:
        "每条告警何时存在、何时恢复、何时不明；一段内取最坏。When each alert was active, clear or unknown; the worst of each interval.",
      empty:
        "时段内没有开放过的告警，或网关没有写入（见“网关”）。No alert was open in the range, or the gateway wrote nothing (see Gateway).",
      width: 24,
      height: 11,
      targets: [
        series(
          "A",
          "{site} P{priority} {fact} · {target}",
          course(lines("alert", "state", looseScope), "max", "site", "priority", "fact", "target"),
        ),
      ],
    },
    conditionWords,
    silence,
  );

/** What happened, newest first; a database of metrics counts it. */
export const alertEvents = () =>
  table({
    title: "告警事件 · Alert events",
    shows:
      "时段内最近 500 次变化，新的在前；指标库只计次数。The last 500 transitions of the range, newest first; a database of metrics only counts them.",
    empty:
      "时段内没有变化，或网关没有写入（见“网关”）。Nothing changed in the range, or the gateway wrote nothing (see Gateway).",
    width: 14,
    height: 10,
    targets: [
      texts({
        refId: "A",
        influxql: `SELECT "event" AS "${column.event}", "priority" AS "${column.priority}", "text" AS "${column.text}", "fact" AS "${column.fact}", "target" AS "${column.target}", "zone" AS "${column.zone}", "site" AS "${column.site}" FROM "alert_event" WHERE ${influxWhere(looseScope)} AND $timeFilter ORDER BY time DESC LIMIT 500`,
        tags: {
          priority: column.priority,
          fact: column.fact,
          target: column.target,
          zone: column.zone,
          site: column.site,
        },
        numbers: [
          { column: column.changes, promql: happened("count", "event") },
          { column: column.raised, promql: happened("sum", "raised") },
        ],
        lacks: [column.event, column.text],
      }),
    ],
  })
    .sortBy([sorted("Time", true)])
    .overrideByName(column.event, [property.mappings(eventWords), property.filled(), property.width(150)])
    .overrideByName(column.priority, [property.mappings(priorityWords), property.width(130)]);

const happened = (take: "count" | "sum", field: string) =>
  `sum by (site, zone, fact, target, priority) (${take}_over_time(${promSeries(lines("alert_event", field, looseScope))}[$__range]))`;

/** How many alerts rose, an hour a bar on short ranges. */
export const raisedOverTime = () => {
  const panel = bars({
    title: "新告警 · Alerts raised",
    shows:
      "每段发生（含复发）的告警数，按优先级；短时段内一柱一小时。Alerts raised or returned in each interval, by priority; an hour a bar on short ranges.",
    empty:
      "时段内没有新告警，或网关没有写入（见“网关”）。Nothing rose in the range, or the gateway wrote nothing (see Gateway).",
    width: 10,
    height: 10,
    targets: [series("A", "P{priority}", amounts(lines("alert_event", "raised", looseScope), "priority"))],
  })
    .interval("1h")
    .decimals(0)
    .stacking(new StackingConfigBuilder().mode(StackingMode.Normal));
  for (const { value, text } of priorities)
    panel.overrideByName(`P${value}`, [
      { id: "displayName", value: text },
      property.fixedColour(colour.priority[value]),
    ]);
  return panel;
};

function sorted(displayName: string, desc: boolean) {
  return { build: () => ({ displayName, desc }) };
}
