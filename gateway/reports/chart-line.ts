import type { ReportSeries } from "#rules/report/facility-report.ts";
import { axesOf, type Plot, plotOf } from "./chart-axis.ts";
import type { ChartAsked } from "./chart-columns.ts";
import type { Drawing, Shape } from "./drawing.ts";
import { INK, toneOf } from "./palette.ts";
import { scaleOf } from "./scale.ts";

/** Lines along a time; a place where nobody knows anything leaves them open, and what is not whole is dashed. */
export const lineOf = ({ chart, language, width, height }: ChartAsked): Drawing => {
  const known = chart.series.flatMap(({ values }) => values.filter(value => value !== null));
  const plot = plotOf(width, height, scaleOf(known), chart.labels.length);
  const labels = chart.labels.map(label => label[language]);
  const own = chart.series.filter(({ role }) => role === "value").length;
  const shapes = chart.series.flatMap((series, index) =>
    series.role === "reference"
      ? [stroke(plot, series, () => true, { color: INK, width: 0.9, dash: [3, 2] })]
      : [
          stroke(plot, series, isPartial => !isPartial, { color: toneOf(index, own + 1), width: 1.4 }),
          stroke(plot, series, isPartial => isPartial, {
            color: toneOf(index, own + 1),
            width: 1.4,
            dash: [1.5, 1.5],
          }),
          points(plot, series, toneOf(index, own + 1)),
        ],
  );
  return { width, height, shapes: [...axesOf(plot, chart.unit, labels), ...shapes] };
};

type Pen = { readonly color: string; readonly width: number; readonly dash?: readonly [number, number] };

const stroke = (
  plot: Plot,
  { values, partial }: ReportSeries,
  isMeant: (isPartial: boolean) => boolean,
  pen: Pen,
): Shape => ({
  is: "lines",
  ...pen,
  segments: values.flatMap((to, index) => {
    const from = values[index - 1] ?? null;
    const isPartial = partial[index] === true || partial[index - 1] === true;
    if (to === null || from === null || !isMeant(isPartial)) return [];
    return [[plot.middle(index - 1), plot.y(from), plot.middle(index), plot.y(to)] as const];
  }),
});

/** A value between two gaps has no line, so that each has a short mark of its own. */
const points = (plot: Plot, { values }: ReportSeries, color: string): Shape => ({
  is: "lines",
  color,
  width: 2.2,
  segments: values.flatMap((value, index) => {
    const isAlone = (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
    if (value === null || !isAlone) return [];
    return [[plot.middle(index) - 1.1, plot.y(value), plot.middle(index) + 1.1, plot.y(value)] as const];
  }),
});
