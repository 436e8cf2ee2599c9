import { type Shape, widthOfText } from "./drawing.ts";
import { GRID, INK, SECOND } from "./palette.ts";
import type { Scale } from "./scale.ts";

/** Size of what stands on axes, in points. */
export const SMALL = 7;
/** Room above the plot for the unit, below for labels. */
export const ABOVE = 14;
export const BELOW = 16;

/** The part of a chart with values in it. */
export type Plot = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly scale: Scale;
  /** Middle of a place along the axis. */
  readonly middle: (index: number) => number;
  /** Width that each place has. */
  readonly place: number;
  readonly y: (value: number) => number;
};

export const plotOf = (width: number, height: number, scale: Scale, places: number): Plot => {
  const left = Math.max(...scale.ticks.map(tick => widthOfText(tickText(tick, scale), SMALL))) + 6;
  const right = width - 2;
  const [top, bottom] = [ABOVE, height - BELOW];
  const place = (right - left) / Math.max(places, 1);
  return {
    left,
    right,
    top,
    bottom,
    scale,
    place,
    middle: index => left + place * (index + 0.5),
    y: value => bottom - ((value - scale.low) / (scale.high - scale.low)) * (bottom - top),
  };
};

const tickText = (tick: number, { decimals }: Scale): string => tick.toFixed(decimals).replace(/^-/, "−");

/** Ticks with their lines, the unit, and as many labels along the axis as have room. */
export const axesOf = (plot: Plot, unit: string, labels: readonly string[]): readonly Shape[] => {
  const { left, right, top, bottom, scale, middle, place } = plot;
  const widest = Math.max(1, ...labels.map(label => widthOfText(label, SMALL)));
  const every = Math.max(1, Math.ceil((widest + 4) / place));
  return [
    {
      is: "lines",
      color: GRID,
      width: 0.5,
      segments: scale.ticks.map(tick => [left, plot.y(tick), right, plot.y(tick)] as const),
    },
    { is: "lines", color: INK, width: 0.8, segments: [[left, plot.y(0), right, plot.y(0)]] },
    { is: "text", text: unit, x: 0, y: top - 6, size: SMALL, color: SECOND, anchor: "start" },
    ...scale.ticks.map(
      (tick): Shape => ({
        is: "text",
        text: tickText(tick, scale),
        x: left - 4,
        y: plot.y(tick) + 2.4,
        size: SMALL,
        color: SECOND,
        anchor: "end",
      }),
    ),
    ...labels.flatMap((text, index): Shape[] =>
      index % every === 0
        ? [
            {
              is: "text",
              text,
              x: middle(index),
              y: bottom + 10,
              size: SMALL,
              color: SECOND,
              anchor: "middle",
            },
          ]
        : [],
    ),
  ];
};
