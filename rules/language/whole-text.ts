/**
 * The limits of a part of a condition with the brackets that belong to it: the parser leaves the outer ones out, so that
 * a part may begin inside brackets and end behind them.
 */
export const wholeText = (
  text: string,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } => {
  let open = 0;
  let closedBefore = 0;
  let quote = "";
  for (let at = start; at < end; at++) {
    const character = text[at] as string;
    if (quote !== "") {
      if (character === "\\") at++;
      else if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === "(") open++;
    else if (character === ")") {
      if (open > 0) open--;
      else closedBefore++;
    }
  }
  return { start: reach(text, start, -1, "(", closedBefore), end: reach(text, end - 1, 1, ")", open) + 1 };
};

/** Goes on over white space and so many brackets; stays where anything else stands in the way. */
const reach = (text: string, from: number, step: 1 | -1, bracket: string, count: number): number => {
  let [at, left, reached] = [from, count, from];
  while (left > 0) {
    at += step;
    const character = text[at];
    if (character === bracket) {
      left--;
      reached = at;
    } else if (character === undefined || !/\s/.test(character)) break;
  }
  return reached;
};
