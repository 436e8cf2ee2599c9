/** For each slot what must be looked at again when it changes, in rising order: flat, so that looking is two loads. */
export type Uses = {
  /** Where the users of slot n begin; those of slot n + 1 begin where they end. */
  readonly from: Uint32Array;
  readonly users: Uint32Array;
};

/**
 * @param slots  number of slots
 * @param reads  the slots that user n reads, each once
 */
export const usesOf = (slots: number, users: number, reads: (user: number) => readonly number[]): Uses => {
  const from = new Uint32Array(slots + 1);
  for (let user = 0; user < users; user++) for (const slot of reads(user)) from[slot + 1]!++;
  for (let slot = 0; slot < slots; slot++) from[slot + 1]! += from[slot]!;
  const next = from.slice();
  const all = new Uint32Array(from[slots]!);
  for (let user = 0; user < users; user++) for (const slot of reads(user)) all[next[slot]!++] = user;
  return { from, users: all };
};

/** Calls back for each user of a slot. */
export const eachUser = ({ from, users }: Uses, slot: number, use: (user: number) => void): void => {
  const end = from[slot + 1]!;
  for (let index = from[slot]!; index < end; index++) use(users[index]!);
};
