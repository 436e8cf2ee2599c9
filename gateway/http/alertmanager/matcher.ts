import { regex } from "./regex.ts";

/** Names and values of what something is; an absent one is as good as an empty one. */
export type Labels = Readonly<Record<string, string>>;

/** One condition on a label, in the words of the Alertmanager API. */
export type Matcher = {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
};

/** A matcher that was understood, or what is wrong with it, in words. */
export type Read<T> =
  | { readonly is: "read"; readonly value: T }
  | { readonly is: "wrong"; readonly why: string };

/** @see Alertmanager, pkg/labels/parse.go: `=~` before `=`, blanks around everything */
const MATCHER = /^\s*(?:([a-zA-Z_:][a-zA-Z0-9_:]*)|"([^"\\]+)")\s*(=~|=|!=|!~)\s*([\s\S]*?)\s*$/;

/** Reads `zone="hall"`, `zone!=hall`, `alertname=~"light-.*"`, `class!~"energy|housekeeping"`. */
export const parseMatcher = (text: string): Read<Matcher> => {
  const [, bare, quoted, operator = "", raw = ""] = MATCHER.exec(text) ?? [];
  const name = bare ?? quoted;
  if (name === undefined) return { is: "wrong", why: `bad matcher format: ${text}` };
  const value = unquoted(raw);
  if (value === null) return { is: "wrong", why: `matcher value contains unescaped double quote: ${raw}` };
  return {
    is: "read",
    value: { name, value, isRegex: operator.endsWith("~"), isEqual: operator.startsWith("=") },
  };
};

/** Without the quotes around it and the backslashes before `"`, `\` and `n`; null where a quote stands alone. */
const unquoted = (raw: string): string | null => {
  const isQuoted = raw.startsWith('"');
  if (isQuoted && (raw.length < 2 || !raw.endsWith('"'))) return null;
  const inner = isQuoted ? raw.slice(1, -1) : raw;
  let value = "";
  for (let i = 0; i < inner.length; i++) {
    const character = inner[i];
    const next = inner[i + 1];
    if (character === '"') return null;
    if (character !== "\\" || next === undefined) {
      if (character === "\\" && isQuoted) return null;
      value += character;
      continue;
    }
    i++;
    if (next === "n") value += "\n";
    else value += next === '"' || next === "\\" ? next : `\\${next}`;
  }
  return value;
};

/** Whether a value fits a matcher, compiled once. */
const fitting = ({ value, isRegex, isEqual }: Matcher): Read<(text: string) => boolean> => {
  if (!isRegex) return { is: "read", value: text => (text === value) === isEqual };
  try {
    const matches = regex(value);
    return { is: "read", value: text => matches(text) === isEqual };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { is: "wrong", why: `error parsing regexp: ${error.message}: ${JSON.stringify(value)}` };
  }
};

/** Whether labels fit all of some matchers. */
export const fitsAll = (matchers: readonly Matcher[]): Read<(labels: Labels) => boolean> => {
  const tests: { readonly name: string; readonly fits: (text: string) => boolean }[] = [];
  for (const matcher of matchers) {
    const fits = fitting(matcher);
    if (fits.is === "wrong") return fits;
    tests.push({ name: matcher.name, fits: fits.value });
  }
  return { is: "read", value: labels => tests.every(({ name, fits }) => fits(labels[name] ?? "")) };
};

/** The matchers of the `filter` parameters of a request. */
export const parseFilters = (filters: readonly string[]): Read<readonly Matcher[]> => {
  const matchers: Matcher[] = [];
  for (const filter of filters) {
    const matcher = parseMatcher(filter);
    if (matcher.is === "wrong") return matcher;
    matchers.push(matcher.value);
  }
  return { is: "read", value: matchers };
};

/** Whether a matcher would also take what lacks the label. */
export const fitsEmpty = (matcher: Matcher): boolean => {
  const fits = fitting(matcher);
  return fits.is === "read" && fits.value("");
};
