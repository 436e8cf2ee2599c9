import { isOpen, type ThingState } from "./thing-state.ts";

/** How a door, window or shutter is drawn: paths around its middle, its wall along x, the outside above. */
export type WallShape = {
  /** The hole in the wall. */
  readonly gap: string;
  /** Leaves and panes. */
  readonly leaves: string;
  /** How far open leaves swing; empty while closed. */
  readonly swing: string;
  /** Where the bolt is, as a square; null for what has none. */
  readonly bolt: { readonly x: number; readonly y: number } | null;
};

/** How far an open leaf stands off its wall. */
const ANGLE = (70 * Math.PI) / 180;
/** A door from this width on has two leaves, in metres. */
const TWO_LEAVES_M = 1.5;
const THICK = 6;
/** A side of the bolt. */
export const BOLT = 8;

/**
 * Draws what is in a wall by what is known of it.
 *
 * @param widthPx  as wide as it is on the screen
 * @param widthM   as wide as it is
 */
export const wallShape = (state: ThingState, widthPx: number, widthM: number): WallShape => {
  const half = widthPx / 2;
  const gap = `M${-half} ${-THICK / 2}h${r(widthPx)}v${THICK}h${r(-widthPx)}Z`;
  if (state.kind === "shutter")
    return { gap, leaves: isOpen(state) ? stubs(half) : line(-half, half), swing: "", bolt: null };
  const leaves = widthM >= TWO_LEAVES_M || state.kind === "window" ? 2 : 1;
  // A pane that is tilted stands off less than a door that is open.
  const length = (widthPx / leaves) * (state.kind === "window" ? 0.5 : 1);
  const hinges = leaves === 2 ? [-half, half] : [-half];
  const bolt = state.lock === null ? null : { x: leaves === 2 ? 0 : r(half - BOLT / 2 - 1), y: 0 };
  if (!isOpen(state)) {
    const panes = state.kind === "window" ? `M${-half} 0H${half}` : line(-half, half);
    return { gap, leaves: panes, swing: "", bolt };
  }
  const ends = hinges.map(hinge => ({ hinge, side: hinge < 0 ? 1 : -1 }));
  return {
    gap,
    leaves: ends
      .map(
        ({ hinge, side }) =>
          `M${r(hinge)} 0L${r(hinge + side * length * Math.cos(ANGLE))} ${r(-length * Math.sin(ANGLE))}`,
      )
      .join(""),
    swing: ends
      .map(
        ({ hinge, side }) =>
          `M${r(hinge + side * length)} 0A${r(length)} ${r(length)} 0 0 ${side > 0 ? 0 : 1} ${r(hinge + side * length * Math.cos(ANGLE))} ${r(-length * Math.sin(ANGLE))}`,
      )
      .join(""),
    bolt,
  };
};

const line = (from: number, to: number): string => `M${r(from)} 0H${r(to)}`;

/** What is left to be seen of a shutter that is up. */
const stubs = (half: number): string => `M${r(-half)} -4v8M${r(half)} -4v8`;

const r = (px: number): number => Math.round(px * 10) / 10;
