import { parse } from "@marcbachmann/cel-js";
import type { Node } from "./ast.ts";
import { depthProblem, lengthProblem, measuresProblem } from "./budget.ts";
import type { Problem } from "./judge.ts";

/** A condition as a tree, or what is wrong with its grammar. */
export type Parsed = { readonly is: "tree"; readonly tree: Node } | Problem;

/** Parses the text of a condition. Grammar and precedence are CEL's; its comments and its own functions are not ours. */
export const parsed = (text: string): Parsed => {
  const long = lengthProblem(text);
  if (long !== null) return long;
  try {
    const tree = parse(text).ast as unknown as Node;
    return depthProblem(tree) ?? measuresProblem(tree) ?? { is: "tree", tree };
  } catch (error) {
    return grammarProblem(error, text);
  }
};

type ParseTrouble = {
  readonly code?: string;
  readonly summary?: string;
  readonly range?: { readonly start: number; readonly end: number };
};

const grammarProblem = (error: unknown, text: string): Problem => {
  const { code = "", summary = "", range } = error as ParseTrouble;
  const start = Math.min(range?.start ?? 0, text.length);
  const end = Math.min(Math.max(range?.end ?? 0, start), text.length);
  if (code === "limit_exceeded")
    return {
      is: "costly",
      message: "the condition is nested too deeply",
      help: "split the rule",
      start,
      end,
    };
  const said = grammarWords({ code, summary, text, start, end });
  return { is: "wrong", start, end: Math.max(end, Math.min(start + 1, text.length)), ...said };
};

type Said = {
  readonly message: string;
  readonly help?: string;
  readonly start?: number;
  readonly end?: number;
};
type Trouble = {
  readonly code: string;
  readonly summary: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

const grammarWords = (trouble: Trouble): Said => {
  const { code, summary, text, start, end } = trouble;
  const rest = text.slice(start);
  switch (code) {
    case "unterminated_string":
    case "unterminated_triple_quoted_string":
    case "newline_in_string":
      return {
        message: "a text begins here and its closing quote is missing",
        help: `write both quotes: ${text[start] === "'" ? "'locked'" : '"locked"'}`,
      };
    case "reserved_identifier":
      return {
        message: `"${text.slice(start, end)}" is a word that no condition can have`,
        help: "choose another name",
      };
    case "invalid_macro_argument":
      return {
        message: "expected a name for the one that is looked at, before the comma",
        help: 'write doors.all(d, d.contact == "closed")',
      };
    case "unexpected_character":
    case "unexpected_token":
    case "expected_token":
      return (
        afterPercent(trouble) ??
        atEnd(trouble) ??
        beforeWord(trouble) ??
        decimalComma(trouble) ??
        atCharacter(rest) ??
        unexpected(rest)
      );
    default:
      return { message: summary === "" ? "this is not a condition" : summary };
  }
};

const atEnd = ({ summary, text, start }: Trouble): Said | null => {
  if (start < text.trimEnd().length) return null;
  if (text.trim() === "")
    return { message: "the condition is empty", help: "write a comparison: light.power > 10" };
  const [, wanted = ""] = /^Expected (\w+)/.exec(summary) ?? [];
  const closing = { RPAREN: ")", RBRACKET: "]", RBRACE: "}" }[wanted];
  if (closing !== undefined) return { message: `a closing ${closing} is missing` };
  if (wanted === "COLON")
    return { message: "the other half of ?: is missing", help: "write yes-or-no ? this : that" };
  return { message: "something is missing at the end", help: "write a value after the last operator" };
};

/** A percentage: bare where it is compared, for it takes the unit of the other side; a ratio where it multiplies. */
const afterPercent = ({ text, start }: Trouble): Said | null => {
  const found = /([*/]?)\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text.slice(0, start));
  const [all, sign, count] = found ?? [];
  if (found === null || all === undefined || count === undefined) return null;
  const end = found.index + all.trimEnd().length;
  const ratio = Number((Number(count) / 100).toPrecision(12));
  const help =
    sign === ""
      ? `write ${count}: it takes the unit of the other side`
      : `write ${ratio}, or name a setting in %`;
  const from = found.index + all.indexOf(count);
  return { message: `a number has no unit here, found "${text.slice(from, end)}"`, help, start: from, end };
};

/** `28,5` */
const decimalComma = ({ text, start }: Trouble): Said | null => {
  const [, rest] = /^,(\d+)/.exec(text.slice(start)) ?? [];
  const whole = /(?<![\w.])\d+$/.exec(text.slice(0, start))?.[0];
  if (rest === undefined || whole === undefined) return null;
  const [from, end] = [start - whole.length, start + 1 + rest.length];
  return { message: "a number has a point, no comma", help: `write ${whole}.${rest}`, start: from, end };
};

const WORDS: Readonly<Record<string, string>> = {
  and: "&&",
  or: "||",
  not: "!",
  AND: "&&",
  OR: "||",
  NOT: "!",
  is: "==",
  equals: "==",
  并且: "&&",
  且: "&&",
  或: "||",
  或者: "||",
};
const UNITS =
  /^(?:°[CF]?|℃|℉|度|分钟?|小时|秒|(?:W|kW|V|A|mA|Cel|C|K|lx|Pa|ppm|s|sec|min|h|d|kWh|kW\.h|Wh|percent|people|minutes?|hours?|seconds?|days?)\b)/;

/** Two values beside each other with nothing between: most often an operator in words, or a unit after a number. */
const beforeWord = ({ text, start }: Trouble): Said | null => {
  const before = /(\S+)\s*$/.exec(text.slice(0, start));
  const word = before?.[1] ?? "";
  const operator = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
  if (operator !== undefined) {
    const from = before?.index ?? start;
    return {
      message: `"${word}" is no operator`,
      help: `write ${operator}`,
      start: from,
      end: from + word.length,
    };
  }
  const here = /^[^\s"'()]+/.exec(text.slice(start))?.[0] ?? "";
  const meant = Object.hasOwn(WORDS, here) ? WORDS[here] : undefined;
  if (meant !== undefined)
    return { message: `"${here}" is no operator`, help: `write ${meant}`, end: start + here.length };
  const unit = UNITS.exec(text.slice(start))?.[0];
  if (unit !== undefined && /^[\w.]+$/.test(word)) {
    const isNumber = /^[\d.]+$/.test(word);
    return {
      message: `a ${isNumber ? "number" : "name"} has no unit here, found "${word} ${unit}"`,
      help: `leave "${unit}" out: ${
        isNumber
          ? 'a number takes the unit of the other side; a length of time goes in quotes: "5 min"'
          : "points and settings have their own"
      }`,
      end: start + unit.length,
    };
  }
  return null;
};

const CHARACTERS: readonly (readonly [RegExp, string, string])[] = [
  [/^=>/, '"=>" does not compare', "write >="],
  [/^=/, '"=" does not compare', "write == for equal, != for not equal"],
  [/^&/, '"&" is no operator', "write && for and"],
  [/^\|/, '"|" is no operator', "write || for or"],
  [/^[“”„«»「」『』＂]/, "this is not a straight quote", 'write "locked" with straight quotes'],
  [/^[‘’＇]/, "this is not a straight quote", 'write "locked" with straight quotes'],
  [/^≥/, '"≥" is no operator', "write >="],
  [/^≤/, '"≤" is no operator', "write <="],
  [/^≠/, '"≠" is no operator', "write !="],
  [/^[×·]/, "this is no operator", "write * to multiply"],
  [/^÷/, "this is no operator", "write / to divide"],
  [
    /^[＝＞＜！（）［］，。：；＆｜＋－]/,
    "this is a full-width character",
    "write it in ASCII: == > < ! ( ) [ ] , && ||",
  ],
  [/^;/, "a condition has no ;", "leave it out"],
  [/^#/, "a condition has no comment", "put the comment on a line of its own, outside the condition"],
  [/^>/, '"<>" does not compare', "write != for not equal"],
  [/^\)/, "this ) closes nothing", "leave it out, or open ( before"],
  [/^,/, "a comma separates only what a function is given", "write && between two comparisons"],
  [/^\.\d/, "a number begins with a digit", "write 0.5"],
  [/^\d/, "a number stands here without an operator before it", "write an operator: ==, <, >, &&, ||"],
];

const atCharacter = (rest: string): Said | null => {
  const known = CHARACTERS.find(([pattern]) => pattern.test(rest));
  return known === undefined ? null : { message: known[1], help: known[2] };
};

const unexpected = (rest: string): Said => {
  const word = /^(?:\w+|.)/u.exec(rest)?.[0] ?? "";
  return {
    message: `"${word}" is not expected here`,
    help: "between two values belongs an operator: == != < <= > >= && || + - * / in",
  };
};
