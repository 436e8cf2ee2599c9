/** A line of a comparison: in both texts, only in the old one, only in the new one. */
export type DiffLine = { readonly is: "same" | "old" | "new"; readonly text: string };

/** Two texts line by line, by the longest sequence of lines that they share. For files of some hundred lines. */
export const lineDiff = (before: string, after: string): readonly DiffLine[] => {
  const [a, b] = [before.split("\n"), after.split("\n")];
  // shared[i][j]: how many lines the rests from i and from j have in common.
  const shared = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  const at = (i: number, j: number): number => shared[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = shared[i];
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ is: "same", text: a[i] ?? "" });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ is: "old", text: a[i] ?? "" });
      i += 1;
    } else {
      lines.push({ is: "new", text: b[j] ?? "" });
      j += 1;
    }
  }
  return lines;
};

const CONTEXT = 2;

/** Only what differs, with the lines around it; what is left out between is `…`. Empty when nothing differs. */
export const changed = (lines: readonly DiffLine[]): readonly string[] => {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ is }) => is !== "same"),
  );
  const signs = { same: " ", old: "-", new: "+" } as const;
  return lines.flatMap(({ is, text }, index) => {
    if (near[index]) return [`${signs[is]} ${text}`];
    return near[index + 1] === true || (index === lines.length - 1 && near.includes(true)) ? ["  …"] : [];
  });
};
