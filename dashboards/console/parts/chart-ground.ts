import type uPlot from "uplot";
import type { Stretch } from "./chart-data.ts";

/** What lies behind the lines: time when the hall was closed, time that was estimated, time of which nothing is known. */
export type Ground = {
  readonly closed: readonly Stretch[];
  readonly estimated: readonly Stretch[];
  readonly unknown: readonly Stretch[];
};

const HATCH_PX = 7;

/** A colour of the theme in use, by its name. */
export const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** Draws the ground of a chart, before anything else of it. Its marks are told by its legend as well. */
export const drawGround = (plot: uPlot, ground: Ground): void => {
  const { ctx } = plot;
  ctx.save();
  ctx.globalAlpha = 0.1;
  fill(plot, ground.closed, colour("ink"));
  ctx.globalAlpha = 1;
  fill(plot, ground.estimated, hatch(ctx, colour("off"), 1));
  fill(plot, ground.unknown, hatch(ctx, colour("blind"), 2));
  ctx.restore();
};

const fill = (plot: uPlot, stretches: readonly Stretch[], style: string | CanvasPattern | null): void => {
  const { ctx, bbox, scales } = plot;
  const { min, max } = scales.x ?? {};
  if (style === null || min == null || max == null) return;
  ctx.fillStyle = style;
  for (const { from, to } of stretches) {
    if (to <= min || from >= max) continue;
    const left = plot.valToPos(Math.max(from, min), "x", true);
    const right = plot.valToPos(Math.min(to, max), "x", true);
    ctx.fillRect(left, bbox.top, Math.max(right - left, 1), bbox.height);
  }
};

/** Slanted lines, so wide apart that a line of the chart is seen through them. */
const hatch = (ctx: CanvasRenderingContext2D, stroke: string, width: number): CanvasPattern | null => {
  const size = Math.round(HATCH_PX * devicePixelRatio);
  const tile = document.createElement("canvas");
  tile.width = size;
  tile.height = size;
  const pen = tile.getContext("2d");
  if (!pen) return null;
  pen.strokeStyle = stroke;
  pen.globalAlpha = 0.55;
  pen.lineWidth = width * devicePixelRatio;
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift, size);
    pen.lineTo(shift + size, 0);
  }
  pen.stroke();
  return ctx.createPattern(tile, "repeat");
};
