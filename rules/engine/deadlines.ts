/**
 * Moments to come, earliest first: a binary heap of (time, id), equal times in the order they were added, so that
 * the same inputs give the same decisions. An id may be added again; whoever pops it checks whether it still matters.
 */
export type Deadlines = {
  add(at: number, id: number): void;
  /** The earliest moment; Infinity when there is none. */
  first(): number;
  /** Removes the earliest and returns its id. */
  pop(): number;
};

export const deadlines = (): Deadlines => {
  const at: number[] = [];
  const order: number[] = [];
  const id: number[] = [];
  let added = 0;

  const before = (a: number, b: number): boolean =>
    (at[a] as number) < (at[b] as number) || (at[a] === at[b] && (order[a] as number) < (order[b] as number));
  const swap = (a: number, b: number): void => {
    for (const column of [at, order, id]) [column[a], column[b]] = [column[b] as number, column[a] as number];
  };
  const rise = (from: number): void => {
    for (let child = from; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!before(child, parent)) return;
      swap(child, parent);
      child = parent;
    }
  };
  const sink = (): void => {
    for (let parent = 0; ; ) {
      let least = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2])
        if (child < at.length && before(child, least)) least = child;
      if (least === parent) return;
      swap(parent, least);
      parent = least;
    }
  };

  return {
    add: (moment, what) => {
      at.push(moment);
      order.push(added++);
      id.push(what);
      rise(at.length - 1);
    },
    first: () => at[0] ?? Number.POSITIVE_INFINITY,
    pop: () => {
      const found = id[0] as number;
      swap(0, at.length - 1);
      for (const column of [at, order, id]) column.pop();
      sink();
      return found;
    },
  };
};
