import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import { theme } from "../shell/theme.ts";
import { marksOf, valueMark } from "./chart-axis.ts";
import { aligned, type ChartSeries, hasRange } from "./chart-data.ts";
import { colour, drawGround, type Ground } from "./chart-ground.ts";

const DASHES = { solid: [], dashed: [6, 4], dotted: [2, 3] } as const;

type PlotProps = {
  readonly series: readonly ChartSeries[];
  readonly ground: Ground;
  readonly timeZone: string;
  readonly height: number;
  /** Shown from and to, ms; null: as far as there are values. */
  readonly span: { readonly from: number; readonly to: number } | null;
  /** Whether the axis of values begins at nought. */
  readonly isFromNought: boolean;
  /** The moment that is pointed at by keyboard, ms; null: none. */
  readonly pointed: number | null;
  onPoint(at: number | null): void;
  /** Absent: nothing can be chosen with the pointer. */
  onZoom?: ((from: number, to: number) => void) | undefined;
};

/** The canvas of a chart. It is a picture only: what it says is said beside it in words and in a table. */
export const ChartPlot = (props: PlotProps) => {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const now = useRef(props);
  now.current = props;
  const shape = props.series.map(each => `${each.dash ?? ""}${each.is ?? ""}${hasRange(each)}`).join();
  const hasZoom = props.onZoom !== undefined;
  useEffect(() => {
    const at = place.current;
    if (!at) return;
    const made = new uPlot(optionsOf(now, at.clientWidth), dataOf(now.current.series), at);
    plot.current = made;
    const sized = new ResizeObserver(() => {
      if (at.clientWidth > 0) made.setSize({ width: at.clientWidth, height: now.current.height });
    });
    sized.observe(at);
    // The page has the colours of the theme only after everybody has heard of it.
    const unfollow = theme.subscribe(() => queueMicrotask(() => made.redraw(true, true)));
    return () => {
      unfollow();
      sized.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [shape, props.timeZone, props.height, props.isFromNought, hasZoom]);
  useEffect(() => {
    const made = plot.current;
    made?.batch(() => {
      made.setData(dataOf(props.series), true);
      if (props.span) made.setScale("x", { min: props.span.from, max: props.span.to });
    });
  }, [props.series, props.ground, props.span?.from, props.span?.to]);
  useEffect(() => {
    const made = plot.current;
    if (!made || props.pointed === null) return;
    made.setCursor({ left: made.valToPos(props.pointed, "x"), top: 0 }, false);
  }, [props.pointed]);
  return <div class="chart-canvas" ref={place} aria-hidden="true" />;
};

const dataOf = (series: readonly ChartSeries[]): uPlot.AlignedData => {
  const { at, columns } = aligned(series);
  return [at, ...columns] as uPlot.AlignedData;
};

const optionsOf = (now: { readonly current: PlotProps }, width: number): uPlot.Options => {
  const { series, height, timeZone, isFromNought, span } = now.current;
  const ink2 = () => colour("ink2");
  const grid = { stroke: () => colour("line"), width: 1 };
  const font = `14px ${getComputedStyle(document.documentElement).fontFamily}`;
  const axis = { stroke: ink2, font, grid, ticks: { show: false } };
  return {
    width,
    height,
    ms: 1,
    tzDate: at => uPlot.tzDate(new Date(at), timeZone),
    legend: { show: false },
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: now.current.onZoom !== undefined, y: false, setScale: false },
    },
    scales: {
      x: { time: true, ...(span && { min: span.from, max: span.to }) },
      y: {
        range: (_plot, low, high) =>
          uPlot.rangeNum(isFromNought ? Math.min(low ?? 0, 0) : (low ?? 0), high ?? 1, 0.1, true),
      },
    },
    axes: [
      {
        ...axis,
        size: 34,
        space: 70,
        values: (_plot, at, _axis, _space, step) => [...marksOf(at, step, timeZone)],
      },
      {
        ...axis,
        size: (_plot, values) => 16 + 8 * Math.max(2, ...(values ?? []).map(text => String(text).length)),
        values: (_plot, at, _axis, _space, step) => at.map(value => valueMark(value, step)),
      },
    ],
    series: [{}, ...series.flatMap(linesOf)],
    bands: bandsOf(series),
    hooks: {
      drawClear: [plot => drawGround(plot, now.current.ground)],
      setCursor: [
        plot => {
          const { left = -1 } = plot.cursor;
          now.current.onPoint(left < 0 ? null : plot.posToVal(left, "x"));
        },
      ],
      setSelect: [
        plot => {
          const { left, width: chosen } = plot.select;
          if (chosen > 0) now.current.onZoom?.(plot.posToVal(left, "x"), plot.posToVal(left + chosen, "x"));
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
  };
};

/** The lines of one series, as `aligned` has its columns. */
const linesOf = (series: ChartSeries): uPlot.Series[] => {
  const dash = [...DASHES[series.dash ?? "solid"]];
  const steps = series.is === "step" ? uPlot.paths.stepped?.({ align: -1 }) : undefined;
  const line: uPlot.Series = {
    stroke: () => colour(series.dash === undefined || series.dash === "solid" ? "ink" : "ink2"),
    width: series.dash === undefined || series.dash === "solid" ? 2 : 1.6,
    dash,
    points: { show: false },
    ...(steps && { paths: steps }),
  };
  if (!hasRange(series)) return [line];
  const edge: uPlot.Series = { ...line, width: 0, stroke: "transparent" };
  return [edge, edge, line];
};

/** The grounds between least and most. */
const bandsOf = (series: readonly ChartSeries[]): uPlot.Band[] => {
  const bands: uPlot.Band[] = [];
  let column = 1;
  for (const each of series) {
    if (hasRange(each))
      bands.push({
        series: [column + 1, column],
        fill: plot => {
          plot.ctx.globalAlpha = 1;
          return `color-mix(in srgb, ${colour("off")} 40%, transparent)`;
        },
      });
    column += hasRange(each) ? 3 : 1;
  }
  return bands;
};
