/**
 * The candidate that a typing person most likely meant, or null when none is close.
 *
 * Close is an edit distance (insert, delete, replace, swap of neighbours) of at most a third of the longer word.
 */
export const nearest = (word: string, candidates: readonly string[]): string | null => {
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least && distance <= Math.ceil(Math.max(word.length, candidate.length) / 3)) {
      best = candidate;
      least = distance;
    }
  }
  return best;
};

/** Optimal string alignment distance. @see Damerau (1964); Boytsov (2011) for this restricted form */
const editDistance = (a: string, b: string): number => {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (above[column - 1] as number) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let cost = Math.min(replaced, (above[column] as number) + 1, (current[column - 1] as number) + 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (before[column - 2] as number) + 1);
      current.push(cost);
    }
    before = above;
    above = current;
  }
  return above[b.length] as number;
};
