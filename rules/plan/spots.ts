import type { XY } from "../site/site-plan.ts";
import type { Box } from "./roomiest.ts";

/** What the name of a room needs at its top, in metres, where the room is high enough. */
export const NAME_M = 1.4;
/** A thing that is nearer than this to another hides it, in metres. */
const APART_M = 0.8;
/** How much finer the grid may become to find free spots. */
const MOST_CELLS = 400;

/**
 * Spots for things in a room: on a grid below its name, in reading order, apart from what stands there already as far as
 * there is room.
 */
export const freeSpots = (box: Box, count: number, taken: readonly XY[]): readonly XY[] => {
  if (count === 0) return [];
  const name = Math.min(NAME_M, box.height / 3);
  const below = { ...box, top: box.top + name, height: box.height - name };
  for (let cells = count; cells <= Math.max(count, MOST_CELLS); cells++) {
    const free = grid(below, cells).filter(
      ([x, y]) => !taken.some(([ax, ay]) => Math.hypot(ax - x, ay - y) < APART_M),
    );
    if (free.length >= count) return free.slice(0, count);
  }
  return grid(below, count).slice(0, count);
};

/** At least `cells` spots, about as far apart in both directions. */
const grid = ({ left, top, width, height }: Box, cells: number): readonly XY[] => {
  const columns = Math.min(cells, Math.max(1, Math.round(Math.sqrt((cells * width) / height))));
  const rows = Math.ceil(cells / columns);
  return Array.from(
    { length: rows * columns },
    (_, i): XY => [
      round(left + ((i % columns) + 0.5) * (width / columns)),
      round(top + (Math.floor(i / columns) + 0.5) * (height / rows)),
    ],
  );
};

/** To the centimetre. */
const round = (metres: number): number => Math.round(metres * 100) / 100;
