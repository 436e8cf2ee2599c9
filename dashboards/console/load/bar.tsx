/** Where a bar is: from the left and how long, in units of 1000; and which priority it is for, 1 … 4. */
export type Part = { readonly priority: number; readonly x: number; readonly width: number };

const WIDTH = 1000;

/** The parts of a bar of calls, most urgent first, so that a full one holds `most`. */
export const partsOf = (byPriority: readonly number[], most: number): readonly Part[] => {
  let x = 0;
  return byPriority.flatMap((count, index) => {
    const part = { priority: index + 1, x, width: most === 0 ? 0 : (count / most) * WIDTH };
    x += part.width;
    return count === 0 ? [] : [part];
  });
};

/** Calls as a bar, a part for each priority. It is drawn only: the numbers beside it say the same. */
export const Bar = ({ byPriority, most }: { byPriority: readonly number[]; most: number }) => (
  <svg class="load-bar" viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none" aria-hidden="true">
    {partsOf(byPriority, most).map(({ priority, x, width }) => (
      <rect key={priority} class={`is-p${priority}`} x={x} y="0" width={width} height="10" />
    ))}
  </svg>
);

/** A number as a plain bar. */
export const PlainBar = ({ count, most }: { count: number; most: number }) => (
  <svg class="load-bar" viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none" aria-hidden="true">
    <rect x="0" y="0" width={most === 0 ? 0 : (count / most) * WIDTH} height="10" />
  </svg>
);
