import type { WireClosingItem } from "#gateway/wire/closing.ts";
import type { WireWords } from "#gateway/wire/common.ts";

/** Why signing would be refused. `item`: the one that it is about, where it is about one. */
export type Blocker = { readonly why: WireWords; readonly item: WireClosingItem | null };

/**
 * The gateway's reasons, each with the item that it names. Of several names that a reason contains the longest is meant:
 * a reason about "back door 2" is not about "back door".
 */
export const blockersOf = (
  reasons: readonly WireWords[],
  items: readonly WireClosingItem[],
): readonly Blocker[] => {
  const longestFirst = items.toSorted((a, b) => b.name.en.length - a.name.en.length);
  return reasons.map(why => ({
    why,
    item: longestFirst.find(({ name }) => why.en.includes(name.en) && why.zh.includes(name.zh)) ?? null,
  }));
};

/** Where an item stands on the page, for links to it. */
export const anchorOf = (item: string): string => `item-${item}`;

/** A dialog that closes gives the focus back to where it was, shortly after it was last drawn. */
const FOCUS_IS_BACK_MS = 100;

/** Brings an item into sight, unfolds what it is folded in, and puts the focus on it; from a dialog once that has closed. */
export const showItem = (item: string): void => {
  if (document.querySelector("dialog")) {
    setTimeout(() => showItem(item), FOCUS_IS_BACK_MS);
    return;
  }
  const row = document.getElementById(anchorOf(item));
  row?.closest("details")?.setAttribute("open", "");
  row?.scrollIntoView({ block: "center" });
  row?.focus();
};
