import type { ReportChart } from "#rules/report/facility-report.ts";
import { barsOf } from "./chart-bars.ts";
import { columnsOf } from "./chart-columns.ts";
import { legendOf } from "./chart-legend.ts";
import { lineOf } from "./chart-line.ts";
import type { Drawing } from "./drawing.ts";
import type { ReportLanguage } from "./words/language.ts";

/** Height of the part with the axes, in points. */
const PLOT = 120;

/** A chart in one language, as wide as it is told; its title stands outside of it. @param width  in points */
export const chartDrawing = (chart: ReportChart, language: ReportLanguage, width: number): Drawing => {
  const legend = legendOf(chart, language, width);
  const asked = { chart, language, width, height: PLOT };
  const plot = chart.is === "bars" ? barsOf(asked) : chart.is === "line" ? lineOf(asked) : columnsOf(asked);
  const below = legend.shapes.map(shape => {
    switch (shape.is) {
      case "lines":
        return {
          ...shape,
          segments: shape.segments.map(
            ([x1, y1, x2, y2]) => [x1, y1 + plot.height, x2, y2 + plot.height] as const,
          ),
        };
      default:
        return { ...shape, y: shape.y + plot.height };
    }
  });
  return { width, height: plot.height + legend.height, shapes: [...plot.shapes, ...below] };
};
