/**
 * Where the characters of a scalar's value stand in the text that it was read from. YAML folds lines, strips indents and
 * undoes escapes; what is not white space keeps its order, so that both can be gone through together.
 *
 * @param raw    the scalar as written, quotes or the `>` of a block included
 * @param value  what it was read as
 * @returns      for an offset into the value, 0 to its length, the offset into `raw`
 */
export const rawOffsets = (raw: string, value: string): ((offset: number) => number) => {
  const quote = raw[0];
  const isBlock = quote === "|" || quote === ">";
  const isDouble = quote === '"';
  const isQuoted = isDouble || quote === "'";
  const offsets: number[] = [];
  let at = isBlock ? raw.indexOf("\n") + 1 : isQuoted ? 1 : 0;
  for (let index = 0; index < value.length; index++) {
    const character = value[index] as string;
    if (isSpace(character)) {
      offsets.push(at);
      if (isDouble && raw[at] === "\\") at += escapeLength(raw, at);
      else if (isSpace(raw[at])) at++;
      continue;
    }
    at = skipped(raw, at, isDouble);
    offsets.push(at);
    if (isDouble && raw[at] === "\\") at += escapeLength(raw, at);
    else at += quote === "'" && character === "'" ? 2 : 1;
  }
  offsets.push(at);
  return offset => Math.min(offsets[Math.min(Math.max(offset, 0), value.length)] ?? 0, raw.length);
};

/** The next character that is no white space and no break of a line that is left out. */
const skipped = (raw: string, from: number, isDouble: boolean): number => {
  let at = from;
  while (isSpace(raw[at]) || (isDouble && raw[at] === "\\" && /[\r\n]/.test(raw[at + 1] ?? ""))) at++;
  return at;
};

const isSpace = (character: string | undefined): boolean => character !== undefined && /\s/.test(character);

const ESCAPES: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

/** How long an escape is. @see YAML 1.2 §5.7 */
const escapeLength = (raw: string, at: number): number => ESCAPES[raw[at + 1] ?? ""] ?? 2;
