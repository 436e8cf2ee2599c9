import type { ReportChart, ReportSeries } from "#rules/report/facility-report.ts";
import { axesOf, type Plot, plotOf, SMALL } from "./chart-axis.ts";
import { type Drawing, hatch, type Shape } from "./drawing.ts";
import { INK, SECOND, toneOf, WHITE } from "./palette.ts";
import { scaleOf } from "./scale.ts";
import type { ReportLanguage } from "./words/language.ts";

/** What every kind of chart is drawn from. */
export type ChartAsked = {
  readonly chart: ReportChart;
  readonly language: ReportLanguage;
  /** In points. */
  readonly width: number;
  readonly height: number;
};

/**
 * Columns along a time, several series on each other, what they are compared with as dashes over them. What is not whole
 * is hatched; where nobody knows anything there is a question mark and no column.
 */
export const columnsOf = ({ chart, language, width, height }: ChartAsked): Drawing => {
  const series = chart.series.filter(({ role }) => role === "value");
  const references = chart.series.filter(({ role }) => role === "reference");
  const sums = chart.labels.map((_, index) => sumsAt(series, index));
  const compared = references.flatMap(({ values }) => values.filter(value => value !== null));
  const scale = scaleOf([...sums.flatMap(({ up, down }) => [up, down]), ...compared]);
  const plot = plotOf(width, height, scale, chart.labels.length);
  const shapes = chart.labels.flatMap((_, index) => columnAt(plot, series, index));
  const dashes = references.map(({ values }) => dashesOf(plot, values));
  return {
    width,
    height,
    shapes: [
      ...axesOf(
        plot,
        chart.unit,
        chart.labels.map(label => label[language]),
      ),
      ...shapes,
      ...dashes,
    ],
  };
};

const sumsAt = (
  series: readonly ReportSeries[],
  index: number,
): { readonly up: number; readonly down: number } => {
  const values = series.map(({ values }) => values[index] ?? 0);
  return {
    up: values.reduce((sum, value) => sum + Math.max(0, value), 0),
    down: values.reduce((sum, value) => sum + Math.min(0, value), 0),
  };
};

const columnAt = (plot: Plot, series: readonly ReportSeries[], index: number): readonly Shape[] => {
  const width = Math.min(plot.place * 0.72, 34);
  const x = plot.middle(index) - width / 2;
  let [up, down] = [0, 0];
  const shapes: Shape[] = [];
  for (const [number, { values, partial }] of series.entries()) {
    const value = values[index] ?? null;
    if (value === null || value === 0) continue;
    const from = value > 0 ? up : down;
    const [high, low] = [plot.y(Math.max(from, from + value)), plot.y(Math.min(from, from + value))];
    const box = { x, y: high, width, height: low - high };
    const tone = toneOf(number, series.length);
    shapes.push(
      ...(partial[index] === true
        ? [{ is: "box", ...box, fill: WHITE, outline: tone } as const, hatch(box, tone)]
        : [{ is: "box", ...box, fill: tone } as const]),
    );
    if (value > 0) up += value;
    else down += value;
  }
  const isUnknown = series.length > 0 && series.every(({ values }) => (values[index] ?? null) === null);
  if (!isUnknown) return shapes;
  const y = plot.y(0) - 3;
  return [{ is: "text", text: "?", x: plot.middle(index), y, size: SMALL, color: SECOND, anchor: "middle" }];
};

const dashesOf = (plot: Plot, values: readonly (number | null)[]): Shape => ({
  is: "lines",
  color: INK,
  width: 1.2,
  segments: values.flatMap((value, index) => {
    if (value === null) return [];
    const half = Math.min(plot.place * 0.46, 22);
    return [[plot.middle(index) - half, plot.y(value), plot.middle(index) + half, plot.y(value)] as const];
  }),
});
