// Wide and fullwidth characters of Unicode 16 (UAX #11), by the blocks that a site file may hold.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NONE = /[\p{Mn}\p{Me}\p{Cf}]/u;

/**
 * How many columns of a terminal the text takes: East Asian wide characters take two, combining marks none.
 *
 * @see Unicode Standard Annex #11, East Asian Width
 */
export const textWidth = (text: string): number => {
  let width = 0;
  for (const character of text) width += NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
};
