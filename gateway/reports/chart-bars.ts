import type { ReportSeries } from "#rules/report/facility-report.ts";
import type { ChartAsked } from "./chart-columns.ts";
import { type Drawing, fitted, hatch, type Shape, widthOfText } from "./drawing.ts";
import { INK, SECOND, toneOf, WHITE } from "./palette.ts";
import { scaleOf } from "./scale.ts";

const ROW = 15;
const SIZE = 7.5;

/** Bars across, one a label, each with its number; what is not whole is hatched, what nobody knows reads "?". */
export const barsOf = ({ chart, language, width }: ChartAsked): Drawing => {
  const labels = chart.labels.map(label => label[language]);
  const series = chart.series.filter(({ role }) => role === "value");
  const names = Math.min(width * 0.34, Math.max(30, ...labels.map(label => widthOfText(label, SIZE))) + 6);
  const values = series.flatMap(each => each.values.filter(value => value !== null));
  const { low, high } = scaleOf(values);
  const numbers = 62;
  const x = (value: number): number => names + ((value - low) / (high - low)) * (width - names - numbers);
  const rows = labels.flatMap((label, index): Shape[] => {
    const y = 4 + index * ROW;
    const thick = (ROW - 5) / Math.max(series.length, 1);
    return [
      {
        is: "text",
        text: fitted(label, SIZE, names - 6),
        x: 0,
        y: y + 8,
        size: SIZE,
        color: INK,
        anchor: "start",
      },
      ...series.flatMap((each, number) =>
        barOf({
          series: each,
          index,
          tone: toneOf(number, series.length),
          x,
          unit: chart.unit,
          y: y + number * thick,
          thick,
        }),
      ),
    ];
  });
  const axis: Shape = {
    is: "lines",
    color: INK,
    width: 0.8,
    segments: [[x(0), 2, x(0), 4 + labels.length * ROW]],
  };
  return { width, height: 8 + labels.length * ROW, shapes: [...rows, axis] };
};

type Bar = {
  readonly series: ReportSeries;
  readonly index: number;
  readonly tone: string;
  readonly unit: string;
  readonly x: (value: number) => number;
  readonly y: number;
  readonly thick: number;
};

const barOf = ({ series, index, tone, unit, x, y, thick }: Bar): readonly Shape[] => {
  const value = series.values[index] ?? null;
  const text = (said: string, at: number): Shape => ({
    is: "text",
    text: said,
    x: at + 4,
    y: y + thick / 2 + 2.6,
    size: Math.min(SIZE, thick),
    color: value === null ? SECOND : INK,
    anchor: "start",
  });
  if (value === null) return [text("?", x(0))];
  const [left, right] = [x(Math.min(0, value)), x(Math.max(0, value))];
  const box = { x: left, y, width: right - left, height: thick };
  const drawn: Shape[] =
    series.partial[index] === true
      ? [{ is: "box", ...box, fill: WHITE, outline: tone }, hatch(box, tone)]
      : [{ is: "box", ...box, fill: tone }];
  return [...drawn, text(`${short(value)} ${unit}`.trim(), right)];
};

/** Three digits that count; the table beside has them all. */
const short = (value: number): string => {
  const size = Math.abs(value);
  return value.toFixed(size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2).replace(/^-/, "−");
};
