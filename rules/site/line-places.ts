/** Where an offset of a text is: line and column, both 1-based, the column in UTF-16 units. */
export type LinePlace = { readonly line: number; readonly column: number };

/**
 * Makes the finder of line and column for a text. The parser's own line counter loses lines inside a quoted text that
 * goes over several of them, so the lines are counted here.
 */
export const linePlaces = (text: string): ((offset: number) => LinePlace) => {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return offset => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] as number) + 1 };
  };
};
