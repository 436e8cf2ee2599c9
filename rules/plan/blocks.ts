import { rectangle } from "../site/outline.ts";
import type { XY } from "../site/site-plan.ts";
import { NAME_M } from "./spots.ts";

/** A zone to be drawn as a block: how many things stand in it, and how many doors and windows it has. */
export type Block = { readonly id: string; readonly inside: number; readonly inWalls: number };

export type Blocks = {
  readonly sizeM: readonly [width: number, height: number];
  readonly outlines: ReadonlyMap<string, readonly XY[]>;
};

/** What a thing takes of a room, in metres. */
const CELL_M = 1.5;
const DOOR_M = 2;
/** Between blocks, and around all of them. */
const GAP_M = 0.6;
const NARROWEST_M = 4;
/** A screen is about this much wider than it is high. */
const ASPECT = 1.5;

/** Lays blocks out in rows in their order, each row as wide as the widest, so that nothing overlaps. */
export const blocks = (all: readonly Block[]): Blocks => {
  const sized = all.map(block => ({ id: block.id, ...sizeOf(block) }));
  const areaM2 = sized.reduce((sum, { width, height }) => sum + (width + GAP_M) * (height + GAP_M), 0);
  const target = Math.max(Math.sqrt(areaM2 * ASPECT), ...sized.map(({ width }) => width));
  const rows = rowsOf(sized, target);
  const wide = Math.max(NARROWEST_M, ...rows.map(rowWidth));
  const outlines = new Map<string, readonly XY[]>();
  let top = GAP_M;
  for (const row of rows) {
    const height = Math.max(...row.map(each => each.height));
    const stretch = (wide - GAP_M * (row.length - 1)) / (rowWidth(row) - GAP_M * (row.length - 1));
    let left = GAP_M;
    for (const { id, width } of row) {
      outlines.set(id, rectangle(round(left), round(top), round(width * stretch), round(height)));
      left += width * stretch + GAP_M;
    }
    top += height + GAP_M;
  }
  return { sizeM: [round(wide + 2 * GAP_M), round(top)], outlines };
};

type Sized = { readonly id: string; readonly width: number; readonly height: number };

const sizeOf = ({ inside, inWalls }: Block): Omit<Sized, "id"> => {
  const columns = Math.max(2, Math.ceil(Math.sqrt(inside * 1.5)));
  const rows = Math.max(1, Math.ceil(inside / columns));
  return {
    width: Math.max(NARROWEST_M, columns * CELL_M, (inWalls + 1) * DOOR_M),
    height: NAME_M + (rows + 0.5) * CELL_M,
  };
};

const rowsOf = (all: readonly Sized[], target: number): readonly (readonly Sized[])[] => {
  const rows: Sized[][] = [];
  for (const block of all) {
    const row = rows.at(-1);
    if (row && rowWidth(row) + GAP_M + block.width <= target) row.push(block);
    else rows.push([block]);
  }
  return rows;
};

const rowWidth = (row: readonly Sized[]): number =>
  row.reduce((sum, { width }) => sum + width, GAP_M * (row.length - 1));

/** Down to the centimetre, so that neighbours never touch by rounding. */
const round = (metres: number): number => Math.floor(metres * 100) / 100;
