import {
  AnnotationQueryBuilder,
  ConstantVariableBuilder,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableHide,
  VariableRefresh,
  VariableSort,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { colour } from "../colour.ts";
import { chosen, looseScope } from "../filter.ts";
import { where } from "../influxql.ts";
import { series } from "../promql.ts";
import { lines, type Selection } from "../query.ts";
import { type BoardSettings, boardTag, dataSources, markTag, source } from "../settings.ts";
import { marks, type Offered } from "../target.ts";

/** What a board is called and how it opens. */
export type BoardText = {
  /** At most 40 of `[A-Za-z0-9_-]`; also the name of the generated file. */
  readonly uid: string;
  /** Chinese, a middle dot, English. */
  readonly title: string;
  readonly description: string;
  /** Where the time range begins; it ends now. */
  readonly from: string;
  readonly refresh: string;
  /** Equipment has its name within its hall only; what is listed by name is shown for one hall at a time. */
  readonly halls: "one" | "several";
  /** Page of the console that shows the same, after its address: `/#/alerts`. */
  readonly console: string;
};

/** An empty board with what all boards share: times of the hall, variables, links, alerts as annotations. */
export const board = (text: BoardText, settings: BoardSettings): DashboardBuilder =>
  new DashboardBuilder(text.title)
    .uid(text.uid)
    .description(text.description)
    .tags([boardTag])
    .timezone(settings.timeZone)
    .weekStart("monday")
    .time({ from: text.from, to: "now" })
    .refresh(text.refresh)
    .tooltip(DashboardCursorSync.Crosshair)
    .withVariable(
      new DatasourceVariableBuilder("datasource")
        .label("数据源 · Data source")
        .type(dataSources.influxql.type),
    )
    .withVariable(hall(text.halls))
    .withVariable(choice("zone", "区域 · Zone", offered("zone", lines("signal", "state", [chosen("site")]))))
    .withVariable(new ConstantVariableBuilder("console").value(settings.consoleUrl))
    .annotation(alertAnnotation())
    .annotation(alertSpans())
    .link(
      new DashboardLinkBuilder("Hallwatch 看板 · boards")
        .type(DashboardLinkType.Dashboards)
        .tags([boardTag])
        .includeVars(true)
        .keepTime(true),
    )
    .link(
      new DashboardLinkBuilder("控制台 · Console")
        .type(DashboardLinkType.Link)
        .icon("external link")
        .tooltip("在控制台确认和处理 · Acknowledge and act in the console")
        .url(`\${console}${text.console}`)
        .targetBlank(true),
    );

/** The values that a tag has, for a choice. */
export const offered = (tag: string, selection: Selection): Offered => ({ is: "values", tag, selection });

/** A choice of one value. */
export const choiceOfOne = (name: string, label: string, query: Offered): QueryVariableBuilder =>
  new QueryVariableBuilder(name)
    .label(label)
    .datasource({ ...source })
    .query(query as never)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc);

/** A choice of many values, all of them at first. */
export const choice = (name: string, label: string, query: Offered): QueryVariableBuilder =>
  choiceOfOne(name, label, query)
    .multi(true)
    .includeAll(true)
    // All must match everything, also what has no such tag and what appears after the board was loaded.
    .allValue(".*")
    .current({ text: ["All"], value: ["$__all"] });

/** A set of values that the reader does not see: all those that the database has now. */
export const hiddenSet = (name: string, query: Offered): QueryVariableBuilder =>
  new QueryVariableBuilder(name)
    .datasource({ ...source })
    .query(query as never)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .multi(true)
    .includeAll(true)
    .hide(VariableHide.HideVariable)
    .current({ text: ["All"], value: ["$__all"] });

const hall = (halls: BoardText["halls"]) =>
  (halls === "one" ? choiceOfOne : choice)(
    "site",
    "营业厅 · Hall",
    offered("site", lines("gateway", "points_good", [])),
  );

/** What the gateway writes into Grafana itself, where the hall has a token for it: off, since the other marks say it too. */
const alertSpans = () =>
  new AnnotationQueryBuilder()
    .name("告警时段 · Alert spans")
    .datasource({ type: "grafana", uid: "-- Grafana --" })
    .enable(false)
    .iconColor(colour.attention)
    .target({
      build: () => ({ type: "tags", limit: 200, matchAny: false, tags: [markTag] }) as never,
    });

const alertAnnotation = () =>
  new AnnotationQueryBuilder()
    .name("告警 · Alerts")
    .datasource({ ...source })
    .enable(true)
    .iconColor(colour.attention)
    .target(
      marks({
        influxql: `SELECT "text", "event", "priority", "target" FROM "alert_event" WHERE ${where(looseScope)} AND ("event" = 'raised' OR "event" = 'returned' OR "event" = 'cleared' OR "event" = 'blinded') AND $timeFilter`,
        text: "text",
        tags: ["event", "priority", "target"],
        // Its spans are those in which the alert was open.
        promql: `max by (fact, priority, target) (max_over_time(${series(lines("alert", "open", looseScope))}[1m])) > 0`,
      }),
    );
