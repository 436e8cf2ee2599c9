import { type Document, isCollection, visit } from "yaml";

/** Where the reason of a syntax error stands, which is seldom where a parser stumbles, with words of its own. */
export type Blame = {
  readonly from: number;
  readonly to: number;
  readonly why: string;
  readonly help: string;
};

/** The bracket of a list or mapping in one line that is open where the parser stumbles; null when there is none. */
export const openBracket = (text: string, document: Document.Parsed, at: number): Blame | null => {
  let found: number | null = null;
  visit(document, {
    Collection: (_, node) => {
      if (!isCollection(node) || node.flow !== true || !node.range) return;
      const [from, to] = node.range;
      if (from < at && at <= to && !/[\]}]\s*$/.test(text.slice(from, to))) found = from;
    },
  });
  if (found === null) return null;
  const closing = text[found] === "[" ? "]" : "}";
  const why = `this ${text[found]} is left open`;
  return { from: found, to: found + 1, why, help: `close it with ${closing}` };
};

/**
 * The quote that opens a text without end.
 *
 * @param message  of the parser: which quote it is
 */
export const openQuote = (text: string, message: string, at: number): Blame | null => {
  const quote = /^Missing closing (['"])quote/.exec(message)?.[1];
  const from = [...text.slice(0, at).matchAll(/(?<=[\s[{,])['"]/g)].findLast(
    ([found]) => found === quote,
  )?.index;
  if (quote === undefined || from === undefined) return null;
  const why = `the text that begins here has no ${quote} at its end`;
  return { from, to: Math.min(lineEnd(text, from), at), why, help: "write the quote where the text ends" };
};

/**
 * The line at or right before a place that begins in a column in which nothing above it begins; or that has the column of
 * a list's dashes and no dash. Null when neither is so.
 */
export const oddIndent = (text: string, at: number): Blame | null => {
  const columns: Column[] = [{ indent: 0, isDash: false }];
  let start = 0;
  let before: string | null = null;
  for (const line of text.slice(0, lineEnd(text, at)).split("\n")) {
    const from = start;
    start += line.length + 1;
    if (/^\s*(?:#|$)/.test(line)) continue;
    const [, spaces = "", dashes = ""] = /^( *)((?:- +)*)/.exec(line) ?? [];
    const indent = spaces.length;
    const isHere = start > at;
    let left: Column | undefined;
    while ((columns.at(-1)?.indent ?? 0) > indent) left = columns.pop();
    const top = columns.at(-1) ?? { indent: 0, isDash: false };
    if (isHere && left !== undefined && before !== null) {
      const told = blameFor({ indent, left, top, isDash: dashes !== "" || /^- *$/.test(line.trim()) });
      if (told !== null) return { from, to: from + Math.max(1, indent), ...told };
    }
    if (indent > top.indent || top.isDash !== (dashes !== ""))
      columns.push({ indent, isDash: dashes !== "" });
    if (dashes !== "") columns.push({ indent: indent + dashes.length, isDash: false });
    before = line;
  }
  return null;
};

type Column = { readonly indent: number; readonly isDash: boolean };

const blameFor = (line: {
  readonly indent: number;
  readonly isDash: boolean;
  /** The last column that it leaves, and the one that it falls back to. */
  readonly left: Column;
  readonly top: Column;
}): Pick<Blame, "why" | "help"> | null => {
  const { indent, isDash, left, top } = line;
  if (indent > top.indent)
    return {
      why: `this line begins with ${indent} ${indent === 1 ? "space" : "spaces"}, no line above that it could belong to does`,
      help: `begin it with ${left.indent} or ${top.indent} spaces, as the lines that it belongs to`,
    };
  if (top.isDash && !isDash)
    return {
      why: "this line stands where the entries of a list begin, and has no dash",
      help: `begin it with "- ", or with ${left.indent} spaces if it belongs to the entry above`,
    };
  return null;
};

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
};

/** What stands behind the key in the line of a place, in single quotes as it could be written; null when it cannot. */
export const inSingleQuotes = (text: string, at: number): string | null => {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, lineEnd(text, at));
  const value = /^\s*(?:- +)*[\w-]+:\s+(\S.*?)\s*$/.exec(line)?.[1];
  return value === undefined || value.length > 70 || value.includes("'") ? null : `'${value}'`;
};
