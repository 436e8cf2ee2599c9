import type { HandoverItem } from "./handover.ts";

/**
 * The items as they are now. What a person has read stays read as long as it says the same; what is over stays on the list
 * and says so: nothing that was written disappears.
 */
export const refreshed = (
  before: readonly HandoverItem[],
  now: readonly HandoverItem[],
): readonly HandoverItem[] => {
  const known = new Map(before.map(item => [item.id, item]));
  const current = new Set(now.map(({ id }) => id));
  return [
    ...now.map(item => {
      const earlier = known.get(item.id);
      const isSame =
        earlier && earlier.standing.en === item.standing.en && earlier.title.en === item.title.en;
      return isSame ? { ...item, read: earlier.read } : item;
    }),
    ...before.filter(({ id }) => !current.has(id)).map(over),
  ];
};

const OVER = { zh: "已结束", en: "over" };

const over = (item: HandoverItem): HandoverItem =>
  item.standing.en === OVER.en ? item : { ...item, standing: OVER, read: {} };
