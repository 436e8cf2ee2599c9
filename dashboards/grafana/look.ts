import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import * as common from "@grafana/grafana-foundation-sdk/common";
import * as dashboard from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as TimelineBuilder } from "@grafana/grafana-foundation-sdk/statetimeline";
import { PanelBuilder as TableBuilder } from "@grafana/grafana-foundation-sdk/table";
import { PanelBuilder as GraphBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import type { Millis } from "#rules/time/instant.ts";
import { colour } from "./colour.ts";
import { source } from "./settings.ts";
import { noNumber } from "./words.ts";

/** What every panel says about itself. */
export type PanelText = {
  /** Chinese, a middle dot, English: `开放告警 · Open alerts`. */
  readonly title: string;
  /** What the panel shows. */
  readonly shows: string;
  /** What it means when the panel is empty: it never means that all is well by itself. */
  readonly empty: string;
  /** In columns of 24 and rows of 30 px. */
  readonly width: number;
  readonly height: number;
  readonly targets: readonly Builder<Dataquery>[];
};

/** Lines over time. A gap that is longer than `gap` stays a gap. */
export const graph = (text: PanelText, gap: Millis): GraphBuilder =>
  placed(new GraphBuilder(), text)
    .spanNulls(gap)
    .insertNulls(false)
    .drawStyle(common.GraphDrawStyle.Line)
    .lineWidth(1)
    .fillOpacity(0)
    .showPoints(common.VisibilityMode.Auto)
    .legend(legend())
    .tooltip(tooltip())
    .thresholds(steps([null, colour.plain]))
    .colorScheme(shades());

/** Bars over time, for amounts of an interval. */
export const bars = (text: PanelText): GraphBuilder =>
  placed(new GraphBuilder(), text)
    .spanNulls(false)
    .insertNulls(false)
    .drawStyle(common.GraphDrawStyle.Bars)
    .lineWidth(1)
    .fillOpacity(70)
    .legend(legend())
    .tooltip(tooltip())
    .thresholds(steps([null, colour.plain]))
    .colorScheme(shades());

/** States over time, a row each, coloured by their words. A gap that is longer than `gap` stays a gap. */
export const timeline = (
  text: PanelText,
  words: readonly dashboard.ValueMapping[],
  gap: Millis,
): TimelineBuilder =>
  placed(new TimelineBuilder(), text)
    .mappings([...words])
    .spanNulls(gap)
    .insertNulls(false)
    .mergeValues(true)
    .showValue(common.VisibilityMode.Auto)
    .rowHeight(0.85)
    .lineWidth(0)
    .fillOpacity(85)
    .legend(legend())
    .tooltip(tooltip())
    .thresholds(steps([null, colour.calm]))
    .colorScheme(byThreshold());

/** Big numbers or words. Where there is no number it says `?`, never 0. */
export const tiles = (text: PanelText, reduce: "lastNotNull" | "sum" = "lastNotNull"): StatBuilder =>
  placed(new StatBuilder(), text)
    .reduceOptions(new common.ReduceDataOptionsBuilder().calcs([reduce]).values(false).fields(""))
    .graphMode(common.BigValueGraphMode.None)
    .colorMode(common.BigValueColorMode.BackgroundSolid)
    .textMode(common.BigValueTextMode.ValueAndName)
    .justifyMode(common.BigValueJustifyMode.Center)
    .mappings([noNumber])
    .thresholds(steps([null, colour.calm]))
    .colorScheme(byThreshold());

/** A table. Columns get their words, units and colours from overrides by name. */
export const table = (text: PanelText): TableBuilder =>
  placed(new TableBuilder(), text)
    .showHeader(true)
    .cellHeight(common.TableCellHeight.Sm)
    .noValue("—")
    .thresholds(steps([null, colour.none]))
    .colorScheme(byThreshold());

/** One property of one column or series, for `overrideByName`. */
export const property = {
  mappings: (words: readonly dashboard.ValueMapping[]) => ({ id: "mappings", value: words }),
  unit: (unit: string) => ({ id: "unit", value: unit }),
  decimals: (digits: number) => ({ id: "decimals", value: digits }),
  width: (pixels: number) => ({ id: "custom.width", value: pixels }),
  fixedColour: (fixedColor: string) => ({ id: "color", value: { mode: "fixed", fixedColor } }),
  thresholds: (...pairs: readonly Step[]) => ({ id: "thresholds", value: steps(...pairs).build() }),
  hidden: () => ({ id: "custom.hidden", value: true }),
  /** A click leads to the page of the console; `${__data.fields.id}` in it is the row's own `id`. */
  console: (page: string) => ({
    id: "links",
    value: [{ title: "在控制台打开 · Open in the console", url: `\${console}${page}`, targetBlank: true }],
  }),
  /** A click leads to another board, about the hall or the circuit of the cell, in the same stretch of time.
   * `kept`: variables that stay as they are. */
  board: (uid: string, title: string, variable: "site" | "circuit", ...kept: readonly string[]) => ({
    id: "links",
    value: [
      {
        title,
        url: `/d/${uid}?var-${variable}=\${__value.raw}${kept.map(name => `&\${${name}:queryparam}`).join("")}&\${__url_time_range}`,
      },
    ],
  }),
  /** The colour of the cell's word fills the cell, or its whole row. */
  filled: (extent: "cell" | "row" = "cell") => ({
    id: "custom.cellOptions",
    value: { type: "color-background", mode: "basic", ...(extent === "row" ? { applyToRow: true } : {}) },
  }),
} as const;

type Step = readonly [from: number | null, colour: string];

/** Colours from a value on; the first step begins at `null`, which is minus infinity. */
export const steps = (...pairs: readonly Step[]): dashboard.ThresholdsConfigBuilder =>
  new dashboard.ThresholdsConfigBuilder()
    .mode(dashboard.ThresholdsMode.Absolute)
    .steps(pairs.map(([value, color]) => ({ value, color })));

/** A limit drawn as a dashed line in the graph. */
export const dashedLimit = (): common.GraphThresholdsStyleConfigBuilder =>
  new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Dashed);

/** A limit drawn as a line, with the side past it coloured. */
export const colouredLimit = (): common.GraphThresholdsStyleConfigBuilder =>
  new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.LineAndArea);

/** Joins the tables of several targets by one column and keeps only the columns named, in their order of arrival. */
export const joined = (by: string, columns: readonly string[]): dashboard.DataTransformerConfig[] => [
  { id: "joinByField", options: { byField: by, mode: "outer" } },
  kept([by, ...columns]),
];

/**
 * Makes one row of what several tables say of the same tags, and keeps only the columns named. The time goes first: the
 * last word on one field may be older than that on another.
 */
export const merged = (columns: readonly string[]): dashboard.DataTransformerConfig[] => [
  kept(columns),
  { id: "merge", options: {} },
];

/** Keeps only the columns named. */
export const kept = (columns: readonly string[]): dashboard.DataTransformerConfig => ({
  id: "filterFieldsByName",
  options: { include: { names: columns } },
});

/** What a panel says about itself, and what it means when it is empty. */
export const described = ({ shows, empty }: Pick<PanelText, "shows" | "empty">): string =>
  `${shows}\n\n**空白 · Empty:** ${empty}`;

/** The parts of a panel builder that every kind of panel has. */
type Placeable = {
  title(title: string): Placeable;
  description(text: string): Placeable;
  span(width: number): Placeable;
  height(rows: number): Placeable;
  datasource(source: { type?: string; uid: string }): Placeable;
  withTarget(target: Builder<Dataquery>): Placeable;
};

function placed<Panel extends Placeable>(panel: Panel, text: PanelText): Panel {
  panel
    .title(text.title)
    .description(described(text))
    .span(text.width)
    .height(text.height)
    .datasource({ ...source });
  for (const target of text.targets) panel.withTarget(target);
  return panel;
}

const legend = () =>
  new common.VizLegendOptionsBuilder()
    .showLegend(true)
    .displayMode(common.LegendDisplayMode.List)
    .placement(common.LegendPlacement.Bottom)
    .calcs([]);

const tooltip = () =>
  new common.VizTooltipOptionsBuilder()
    .mode(common.TooltipDisplayMode.Multi)
    .sort(common.SortOrder.Descending);

const shades = () =>
  new dashboard.FieldColorBuilder().mode(dashboard.FieldColorModeId.Shades).fixedColor(colour.plain);

/** Colours by thresholds. */
export const byThreshold = () =>
  new dashboard.FieldColorBuilder().mode(dashboard.FieldColorModeId.Thresholds);
