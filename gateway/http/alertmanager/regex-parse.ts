/** A regular expression as a tree. Characters are whole code points. */
export type RegexNode =
  | {
      readonly is: "set";
      readonly has: (character: string) => boolean;
      /** The character that it is, where it is one. */
      readonly only?: string;
    }
  | { readonly is: "edge"; readonly at: "begin" | "end" }
  | { readonly is: "sequence"; readonly parts: readonly RegexNode[] }
  | { readonly is: "choice"; readonly parts: readonly RegexNode[] }
  | { readonly is: "repeat"; readonly part: RegexNode; readonly from: number; readonly to: number | null };

type Reader = { readonly characters: readonly string[]; at: number; depth: number };

/** RE2's own limit of a counted repetition. */
const MOST_REPEATS = 1_000;
const DEEPEST = 50;

/**
 * Reads a pattern: literals, `.`, classes, groups, `|`, `*`, `+`, `?`, counted repetition, `^`, `$`, and `(?i)` at its begin.
 *
 * @throws {SyntaxError}  what is wrong with it
 */
export const parseRegex = (pattern: string): { readonly node: RegexNode; readonly ignoresCase: boolean } => {
  const ignoresCase = pattern.startsWith("(?i)");
  const text = ignoresCase ? pattern.slice(4).toLowerCase() : pattern;
  const reader: Reader = { characters: [...text], at: 0, depth: 0 };
  const node = choice(reader);
  if (reader.at < reader.characters.length) throw new SyntaxError("unexpected )");
  return { node, ignoresCase };
};

const peek = ({ characters, at }: Reader): string | undefined => characters[at];
const take = (reader: Reader): string | undefined => reader.characters[reader.at++];
const takeIf = (reader: Reader, text: string): boolean => {
  const found = reader.characters.slice(reader.at, reader.at + text.length).join("") === text;
  if (found) reader.at += text.length;
  return found;
};

const choice = (reader: Reader): RegexNode => {
  if (++reader.depth > DEEPEST) throw new SyntaxError("expression nests too deeply");
  const parts = [sequence(reader)];
  while (takeIf(reader, "|")) parts.push(sequence(reader));
  reader.depth--;
  return { is: "choice", parts };
};

const sequence = (reader: Reader): RegexNode => {
  const parts: RegexNode[] = [];
  for (let next = peek(reader); next !== undefined && next !== "|" && next !== ")"; next = peek(reader))
    parts.push(repeated(reader, atom(reader)));
  return { is: "sequence", parts };
};

const atom = (reader: Reader): RegexNode => {
  const character = take(reader) ?? "";
  switch (character) {
    case "(":
      return group(reader);
    case "[":
      return { is: "set", has: bracket(reader) };
    case ".":
      return { is: "set", has: c => c !== "\n" };
    case "^":
      return { is: "edge", at: "begin" };
    case "$":
      return { is: "edge", at: "end" };
    case "\\":
      return escaped(reader);
    case "*":
    case "+":
    case "?":
      throw new SyntaxError(`missing argument to repetition operator: ${character}`);
    default:
      return single(character);
  }
};

const single = (character: string): RegexNode => ({
  is: "set",
  has: c => c === character,
  only: character,
});

const group = (reader: Reader): RegexNode => {
  if (takeIf(reader, "?") && !takeIf(reader, ":"))
    throw new SyntaxError("groups other than (?:…) and (?i) at the begin are not understood");
  const inner = choice(reader);
  if (!takeIf(reader, ")")) throw new SyntaxError("missing closing )");
  return inner;
};

const repeated = (reader: Reader, part: RegexNode): RegexNode => {
  const counts = repetition(reader);
  if (!counts) return part;
  // A lazy one matches the same texts.
  takeIf(reader, "?");
  if (repetition(reader)) throw new SyntaxError("invalid nested repetition operator");
  return { is: "repeat", part, ...counts };
};

const repetition = (reader: Reader): { readonly from: number; readonly to: number | null } | null => {
  if (takeIf(reader, "*")) return { from: 0, to: null };
  if (takeIf(reader, "+")) return { from: 1, to: null };
  if (takeIf(reader, "?")) return { from: 0, to: 1 };
  const rest = reader.characters.slice(reader.at, reader.at + 12).join("");
  const [all, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(rest) ?? [];
  if (all === undefined) return null;
  reader.at += all.length;
  const from = Number(least);
  const to = comma === "" ? from : most === "" ? null : Number(most);
  if (from > MOST_REPEATS || (to !== null && (to > MOST_REPEATS || to < from)))
    throw new SyntaxError(`invalid repeat count: ${all}`);
  return { from, to };
};

const isDigit = (c: string): boolean => c >= "0" && c <= "9";
const isSpace = (c: string): boolean => "\t\n\f\r ".includes(c);
const isWord = (c: string): boolean => /^\w$/.test(c);
const CLASSES: Readonly<Record<string, (c: string) => boolean>> = {
  d: isDigit,
  D: c => !isDigit(c),
  s: isSpace,
  S: c => !isSpace(c),
  w: isWord,
  W: c => !isWord(c),
};
const NAMED: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", f: "\f", v: "\v" };

/** The character that stands after a backslash, where it stands for one. */
const literal = (character: string): string => {
  const named = NAMED[character];
  if (named !== undefined) return named;
  if (/^[A-Za-z0-9]$/.test(character)) throw new SyntaxError(`invalid escape sequence: \\${character}`);
  return character;
};

const escaped = (reader: Reader): RegexNode => {
  const character = take(reader);
  if (character === undefined) throw new SyntaxError("trailing backslash at end of expression");
  if (character === "A") return { is: "edge", at: "begin" };
  if (character === "z") return { is: "edge", at: "end" };
  const has = CLASSES[character];
  if (has) return { is: "set", has };
  return single(literal(character));
};

const bracket = (reader: Reader): ((c: string) => boolean) => {
  const isNot = takeIf(reader, "^");
  const tests: ((c: string) => boolean)[] = [];
  for (let first = true; first || peek(reader) !== "]"; first = false) tests.push(member(reader));
  take(reader);
  return c => tests.some(has => has(c)) !== isNot;
};

const member = (reader: Reader): ((c: string) => boolean) => {
  const from = take(reader);
  if (from === undefined) throw new SyntaxError("missing closing ]");
  if (from === "\\") {
    const has = CLASSES[peek(reader) ?? ""];
    if (has) {
      take(reader);
      return has;
    }
  }
  const low = from === "\\" ? literal(take(reader) ?? "") : from;
  const isRange = peek(reader) === "-" && (reader.characters[reader.at + 1] ?? "]") !== "]";
  if (!isRange) return c => c === low;
  take(reader);
  const to = take(reader) ?? "";
  const high = to === "\\" ? literal(take(reader) ?? "") : to;
  if (pointOf(high) < pointOf(low)) throw new SyntaxError(`invalid character class range: ${low}-${high}`);
  return c => pointOf(c) >= pointOf(low) && pointOf(c) <= pointOf(high);
};

const pointOf = (character: string): number => character.codePointAt(0) ?? -1;
