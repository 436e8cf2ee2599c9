import type { Bounds } from "./bounds.ts";
import { type Block, type Cell, spanOfCells } from "./plan.ts";

/** Where a read was cut in two: what lies between the halves, and is nobody's; empty when `to` is before `from`. */
export type Gap = { readonly from: number; readonly to: number };
export type Halves = { readonly halves: readonly [Block, Block]; readonly gap: Gap };

/**
 * Cuts a read that the device refuses in two: at the widest hole, since a device that lacks an address mostly lacks it
 * between two points; without a hole near the middle. Null when it holds nothing that could be cut.
 */
export const divide = (block: Block, bounds: Bounds): Halves | null => {
  let best: (Halves & { readonly width: number; readonly off: number }) | null = null;
  const middle = block.cells.length / 2;
  let end = -1;
  for (const [index, cell] of block.cells.entries()) {
    const gap = { from: end + 1, to: cell.from - 1 };
    const width = gap.to - gap.from + 1;
    const off = Math.abs(index - middle);
    end = Math.max(end, cell.to);
    if (index === 0 || width < 0) continue;
    if (best && (width < best.width || (width === best.width && off >= best.off))) continue;
    const left = partOf(block, block.cells.slice(0, index), bounds);
    const right = partOf(block, block.cells.slice(index), bounds);
    if (left && right) best = { halves: [left, right], gap, width, off };
  }
  return best && { halves: best.halves, gap: best.gap };
};

const partOf = (block: Block, cells: readonly Cell[], bounds: Bounds): Block | null => {
  const span = spanOfCells(block.table, cells, bounds);
  return span && { table: block.table, ...span, every: block.every, cells };
};
