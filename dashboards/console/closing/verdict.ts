import type { WireClosing, WireClosingItem } from "#gateway/wire/closing.ts";

export const verdicts = ["fail", "unknown", "pass"] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * The items by what can be said of them on this page. While nobody hears the gateway nothing is confirmed: what passed
 * when it was last heard is unknown, what failed stays to be done.
 */
export const byVerdict = (
  { items }: Pick<WireClosing, "items">,
  isHeard: boolean,
): Readonly<Record<Verdict, readonly WireClosingItem[]>> => {
  const groups: Record<Verdict, WireClosingItem[]> = { fail: [], unknown: [], pass: [] };
  for (const item of items) {
    const { verdict } = item;
    groups[verdict === "fail" || verdict === "unknown" ? verdict : isHeard ? "pass" : "unknown"].push(item);
  }
  return groups;
};
