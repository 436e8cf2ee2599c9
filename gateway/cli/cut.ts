import { textWidth } from "#rules/site/text-width.ts";

/** The text in at most so many columns of a terminal, with `…` where something is cut off. */
export const cut = (text: string, columns: number): string => {
  if (textWidth(text) <= columns) return text;
  let kept = "";
  for (const character of text) {
    if (textWidth(kept + character) > columns - 1) break;
    kept += character;
  }
  return columns < 1 ? "" : `${kept}…`;
};

/** How many columns the widest line takes. */
export const widthOf = (text: string): number => Math.max(...text.split("\n").map(textWidth));
