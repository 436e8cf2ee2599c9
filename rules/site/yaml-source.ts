import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type YAMLParseError,
  type YAMLWarning,
} from "yaml";
import type { Code } from "./codes.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { linePlaces } from "./line-places.ts";
import { inSingleQuotes, oddIndent, openBracket, openQuote } from "./yaml-blame.ts";
import { keyText, type Plain, unfold } from "./yaml-plain.ts";
import { rawOffsets } from "./yaml-text.ts";
import { keyWords, syntaxWords } from "./yaml-words.ts";

/** The way from the root to a value: keys of mappings and positions in sequences. */
export type Path = readonly (string | number)[];

/** A piece of the text. `usedAt` is the line of the alias through which it was reached, when it was. */
export type Place = Pick<Diagnostic, "line" | "column" | "length"> & { readonly usedAt?: number };

/** A YAML text as plain values, and where in the text each of them stands. */
export type YamlSource = {
  readonly value: unknown;
  /** `key`: the key itself; `value`: what it holds. A path that leads nowhere ends at the last key that exists. */
  readonly place: (path: Path, part: "key" | "value") => Place;
  /** A part of the text that stands at a path: offsets into its value, however it is quoted or folded. */
  readonly within: (path: Path, start: number, end: number) => Place;
};

export type YamlRead = {
  /** Null when the text is too broken to say anything more about it. */
  readonly source: YamlSource | null;
  readonly problems: readonly Diagnostic[];
};

const CHARACTERS_AT_MOST = 4 * 1024 * 1024;
const SYNTAX_ERRORS_AT_MOST = 10;

/**
 * Reads a YAML 1.2 text (core schema, one document). Duplicate and forbidden keys are problems that leave the rest
 * usable; anything that makes the tree doubtful leaves only the problems.
 *
 * @param file  as the diagnostics shall name it
 */
export const readYaml = (text: string, file: string): YamlRead => {
  const placeOf = linePlaces(text);
  const placed = (from: number, to: number): Place => {
    return { ...placeOf(from), length: Math.max(1, to - from) };
  };
  const problem = (code: Code, place: Place, message: string, help: string): Diagnostic => {
    const { line, column, length } = place;
    return { severity: "error", code, file, line, column, length, message, help };
  };
  if (text.length > CHARACTERS_AT_MOST) {
    const message = `the file has ${text.length} characters, more than ${CHARACTERS_AT_MOST}`;
    return { source: null, problems: [problem("CFG003", { line: 1, column: 1, length: 1 }, message, "")] };
  }

  const document = parseDocument(text, {
    prettyErrors: false,
    schema: "core",
    intAsBigInt: true,
    uniqueKeys: false,
  });
  const broken = worthTelling([...document.errors, ...document.warnings]);
  if (broken.length > 0) {
    const problems = broken.map(({ code, message, pos: [start, to] }) => {
      // Where an indent is wrong the parser means the white space, at times with empty lines before it.
      const from =
        code === "BAD_INDENT" ? start + (/^\s*\n/.exec(text.slice(start))?.[0].length ?? 0) : start;
      const blame = isAboutShape(code)
        ? (openQuote(text, message, from) ?? openBracket(text, document, from) ?? oddIndent(text, from))
        : null;
      if (blame !== null) return problem("CFG001", placed(blame.from, blame.to), blame.why, blame.help);
      const said = syntaxWords(code, message, {
        before: text.slice(0, from),
        quoted: inSingleQuotes(text, from),
      });
      return problem(said.code, placed(from, Math.max(from, to)), said.why, said.help);
    });
    return { source: null, problems };
  }

  const plain = unfold(document.contents);
  if (plain.refused !== null) {
    const [from, to] = rangeOf(plain.refused.node);
    return { source: null, problems: [problem("CFG003", placed(from, to), plain.refused.why, "")] };
  }
  const problems = plain.left.map(({ pair, trouble }) => {
    const { code, why, help } = keyWords(trouble, keyText(pair) ?? "");
    return problem(code, placed(...rangeOf(pair.key)), why, help);
  });
  const place: YamlSource["place"] = (path, part) => {
    const { range, alias } = locate(document.contents, path, part, plain);
    const found = placed(...range);
    return alias === undefined ? found : { ...found, usedAt: placed(...rangeOf(alias)).line };
  };
  const within: YamlSource["within"] = (path, start, end) => {
    const { range, node } = locate(document.contents, path, "value", plain);
    if (!isScalar(node) || typeof node.value !== "string") return place(path, "value");
    const offset = rawOffsets(text.slice(...range), node.value);
    return { ...place(path, "value"), ...placed(range[0] + offset(start), range[0] + offset(end)) };
  };
  return { source: { value: plain.value, place, within }, problems };
};

/** Errors after which the parser stumbles over much of what follows, though nothing is wrong with it. */
const ECHOING: readonly string[] = ["UNEXPECTED_TOKEN", "MISSING_CHAR", "BAD_INDENT", "TAB_AS_INDENT"];

const isAboutShape = (code: string): boolean => code === "MISSING_CHAR" || code === "BAD_INDENT";

/** Errors that are not only echoes of an earlier one. */
const worthTelling = (errors: readonly (YAMLParseError | YAMLWarning)[]) => {
  const tooDeep = errors.find(error => error.code === "RESOURCE_EXHAUSTION");
  if (tooDeep !== undefined) return [tooDeep];
  const first = errors.findIndex(error => ECHOING.includes(error.code));
  return errors.slice(0, first === -1 ? SYNTAX_ERRORS_AT_MOST : Math.min(first + 1, SYNTAX_ERRORS_AT_MOST));
};

type Range = readonly [from: number, to: number];

/** Follows the path as far as it leads. */
const locate = (
  root: unknown,
  path: Path,
  part: "key" | "value",
  plain: Plain,
): { readonly range: Range; readonly node: unknown; readonly alias: Node | undefined } => {
  let node = root;
  let pair: Pair | undefined;
  let alias: Node | undefined;
  let missing = false;
  for (const step of path) {
    if (isAlias(node)) {
      alias ??= node;
      node = plain.target(node);
    }
    const next = isMap(node)
      ? node.items.find(item => keyText(item) === String(step))
      : isSeq(node)
        ? node.items[Number(step)]
        : undefined;
    if (next === undefined || next === null) {
      missing = true;
      break;
    }
    pair = isPair(next) ? next : undefined;
    node = isPair(next) ? next.value : next;
  }
  const isEmpty = !isNode(node) || (isScalar(node) && node.source === "");
  const atKey = pair !== undefined && (part === "key" || missing || isEmpty);
  return { range: rangeOf(atKey ? pair?.key : node), node: atKey ? pair?.key : node, alias };
};

const rangeOf = (node: unknown): Range => {
  const range = isNode(node) ? node.range : undefined;
  return range ? [range[0], range[1]] : [0, 1];
};
