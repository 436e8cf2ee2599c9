import type { WireClosingItem } from "#gateway/wire/closing.ts";

/** In the order in which they are shown: what is to be done first. */
export const verdicts = ["fail", "unknown", "by-hand", "excepted", "pass"] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * What can be said of an item on this page. While nobody hears the gateway nothing is confirmed: what passed when it was
 * last heard is unknown, what failed stays to be done. What a person said, and what is excepted, he said whatever is heard.
 */
export const verdictOf = ({ verdict }: Pick<WireClosingItem, "verdict">, isHeard: boolean): Verdict =>
  verdict === "pass" && !isHeard ? "unknown" : verdict;

/** The items by what can be said of them, each group in the order of the check. */
export const byVerdict = (
  { items }: { readonly items: readonly WireClosingItem[] },
  isHeard: boolean,
): Readonly<Record<Verdict, readonly WireClosingItem[]>> => {
  const groups: Record<Verdict, WireClosingItem[]> = {
    fail: [],
    unknown: [],
    "by-hand": [],
    excepted: [],
    pass: [],
  };
  for (const item of items) groups[verdictOf(item, isHeard)].push(item);
  return groups;
};
