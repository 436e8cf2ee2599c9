/** A column as its texts ask for it, in points. */
export type Wanted = {
  /** Of its widest text on one line. */
  readonly natural: number;
  /** Of its widest word: less than this breaks words. */
  readonly least: number;
  readonly isNumber: boolean;
};

/**
 * How wide columns become within a page: as wide as their texts where there is room for all, else those that want more
 * than an even share give way, none below its widest word while that can be.
 *
 * @param whole  width of the table
 */
export const widthsOf = (wanted: readonly Wanted[], whole: number): readonly number[] => {
  const sum = (widths: readonly number[]): number => widths.reduce((all, each) => all + each, 0);
  const naturals = wanted.map(({ natural }) => natural);
  const spare = whole - sum(naturals);
  if (spare >= 0) {
    // What is left over goes to texts, as much as they have; numbers stay beside their names.
    const texts = sum(wanted.map(({ natural, isNumber }) => (isNumber ? 0 : natural)));
    if (texts === 0) return naturals.map(width => width + spare / wanted.length);
    return wanted.map(({ natural, isNumber }) => (isNumber ? natural : natural + (spare * natural) / texts));
  }
  let limit = Math.max(...naturals);
  const cut = (most: number): readonly number[] =>
    wanted.map(({ natural, least }) => Math.min(natural, Math.max(most, least)));
  while (limit > 1 && sum(cut(limit)) > whole) limit -= 1;
  const fitting = cut(limit);
  const over = sum(fitting);
  return over <= whole ? fitting : fitting.map(width => (width * whole) / over);
};
