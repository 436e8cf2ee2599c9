/** Outline of each priority's badge in a box of 32 × 32, by priority 1 to 4: octagon, triangle, diamond, circle. */
export const shapes: readonly string[] = [
  "",
  "M10.5 2h11L30 10.5v11L21.5 30h-11L2 21.5v-11Z",
  "M16 2.5 30.5 29h-29Z",
  "M16 1.5 30.5 16 16 30.5 1.5 16Z",
  "M16 2a14 14 0 1 0 0 28 14 14 0 0 0 0-28Z",
];

/** Where the digit stands on its shape: the middle of a triangle lies low. */
export const digitY = (priority: number): number => (priority === 2 ? 26 : 21.5);
