/** How people write a comparison. */
const SIGNS: Readonly<Record<string, string>> = { "==": "=", "!=": "≠", ">=": "≥", "<=": "≤" };

/**
 * The sign between the two sides of a comparison: `≥` of `time_in(x > 3, "5 min") >= 10`. Signs inside brackets and
 * quotes belong to what is compared. Empty when the text compares nothing.
 */
export const signOf = (text: string): string => {
  let depth = 0;
  for (const [piece] of text.matchAll(/"[^"]*"?|'[^']*'?|[()[\]]|[=!<>]=|[<>]/g)) {
    if (piece === "(" || piece === "[") depth++;
    else if (piece === ")" || piece === "]") depth--;
    else if (depth === 0 && /^[=!<>]/.test(piece)) return SIGNS[piece] ?? piece;
  }
  return "";
};
