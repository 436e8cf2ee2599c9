import { z } from "zod";
import type { Finding, Report } from "./findings.ts";
import type { IssueParams } from "./form.ts";
import { nearest } from "./nearest.ts";
import { bare } from "./salvage.ts";
import type { Path } from "./yaml-source.ts";

type Issue = z.core.$ZodIssue;

/**
 * Tells what a schema has against a value, in words of our own. A key that is unknown beside one that is missing is
 * most often one typing mistake, and told as one.
 */
export const reportIssues = (schema: z.ZodType, value: unknown, report: Report): void => {
  const found = schema.safeParse(value, { reportInput: true }).error?.issues ?? [];
  const issues = found.flatMap(issue => opened(schema, issue));
  const missing = issues.filter(issue => isMissing(issue, value));
  const misspelt = new Set<Issue>();
  for (const issue of issues) {
    if (issue.code !== "unrecognized_keys") continue;
    for (const key of issue.keys) {
      const pair = missing.find(other => isBeside(other, issue) && meantKey(key, [lastKey(other)]) !== null);
      if (pair !== undefined) misspelt.add(pair);
      report(unknownKey(schema, issue.path as Path, key, { value, meant: pair && lastKey(pair) }));
    }
  }
  for (const issue of issues) {
    if (issue.code === "unrecognized_keys" || misspelt.has(issue)) continue;
    report(missing.includes(issue) ? missingKey(schema, issue.path as Path) : finding(schema, issue));
  }
};

/** Where one may stand for a list of them, what is wrong with the one, or with one of the list. */
const opened = (schema: z.ZodType, issue: Issue): readonly Issue[] => {
  if (issue.code !== "invalid_union" || typeof issue.input !== "object" || issue.input === null)
    return [issue];
  const known = schemaAt(schema, issue.path as Path);
  if (known === undefined || oneOrMore(bare(known)) === null) return [issue];
  const inside = issue.errors[Array.isArray(issue.input) ? 1 : 0] ?? [];
  return inside.flatMap(each => opened(schema, { ...each, path: [...issue.path, ...each.path] }));
};

/** The schema of one of them, where one may stand for a list; null: it is no such schema. */
const oneOrMore = (schema: z.ZodType): z.ZodType | null => {
  const union = schema instanceof z.ZodPipe ? (schema.in as z.ZodType) : schema;
  if (!(union instanceof z.ZodUnion)) return null;
  const [one, list] = union.options as readonly z.ZodType[];
  return list instanceof z.ZodArray && list.element === one ? one : null;
};

const lastKey = (issue: Issue): string => String(issue.path.at(-1));

const isBeside = (key: Issue, keys: Issue): boolean =>
  key.path.length === keys.path.length + 1 && keys.path.every((step, i) => step === key.path[i]);

const isMissing = (issue: Issue, value: unknown): boolean =>
  issue.path.length > 0 &&
  issue.code !== "custom" &&
  issue.input === undefined &&
  valueAt(value, issue.path) === undefined;

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, step) => (inner as Record<PropertyKey, unknown> | undefined)?.[step], value);

/** The key that somebody meant who wrote another, or only the beginning of it: `prio`. */
const meantKey = (written: string, keys: readonly string[]): string | null => {
  const begun = written.length < 3 ? [] : keys.filter(key => key.startsWith(written));
  return begun.length === 1 ? (begun[0] as string) : nearest(written, keys);
};

const unknownKey = (
  schema: z.ZodType,
  path: Path,
  key: string,
  { value, meant }: { readonly value: unknown; readonly meant: string | undefined },
): Finding => {
  // `{ en: closed, somebody inside }`: what follows the comma is a key without a value.
  if (key.includes(" ") && valueAt(value, [...path, key]) === null) {
    const why = `the comma before "${key}" ends the text`;
    return {
      code: "CFG102",
      path: [...path, key],
      at: "key",
      why,
      help: "put a text with a comma in quotes",
    };
  }
  const at = bare(schemaAt(schema, path) ?? schema);
  const known = oneOrMore(at) ?? at;
  const keys = known instanceof z.ZodObject ? Object.keys(known.shape) : [];
  const near = meant ?? meantKey(key, keys);
  const help = near === null ? `known keys: ${keys.join(", ")}` : `did you mean "${near}"?`;
  return { code: "CFG102", path: [...path, key], at: "key", why: `unknown key "${key}"`, help };
};

const missingKey = (schema: z.ZodType, path: Path): Finding => {
  const help = expectation(schemaAt(schema, path));
  return { code: "CFG101", path, at: "missing", why: `missing key "${path.at(-1)}"`, help };
};

const finding = (schema: z.ZodType, issue: Issue): Finding => {
  const path = issue.path as Path;
  const at = "value";
  const expected = expectation(schemaAt(schema, path));
  switch (issue.code) {
    case "custom": {
      const { code, help } = issue.params as IssueParams;
      return { code, path, at, why: issue.message, help };
    }
    case "invalid_type": {
      const why = `expected ${kindNames[issue.expected] ?? issue.expected}, found ${shown(issue.input)}`;
      const isText = bare(schemaAt(schema, path) ?? schema) instanceof z.ZodString;
      const quoted = isText && isPlain(issue.input) ? `put it in quotes: "${issue.input}"` : "";
      return { code: "CFG103", path, at, why, help: [quoted, expected].filter(Boolean).join("; ") };
    }
    case "invalid_value": {
      if (issue.values.length === 1) {
        const why = `expected ${String(issue.values[0])}, found ${shown(issue.input)}`;
        return { code: "CFG104", path, at, why, help: expected };
      }
      const near = typeof issue.input === "string" ? nearest(issue.input, issue.values.map(String)) : null;
      const help = near === null ? `one of ${issue.values.join(", ")}` : `did you mean "${near}"?`;
      return {
        code: "CFG104",
        path,
        at,
        why: `${shown(issue.input)} is none of the words allowed here`,
        help,
      };
    }
    case "too_big":
    case "too_small":
      return { code: "CFG105", path, at, why: limit(issue), help: expected };
    case "invalid_format":
      return { code: "CFG106", path, at, why: `${shown(issue.input)} ${issue.message}`, help: expected };
    case "invalid_key": {
      const why = `"${lastKey(issue)}" ${issue.issues[0]?.message ?? "is no key"}`;
      return { code: "CFG106", path, at: "key", why };
    }
    case "invalid_union":
      return {
        code: "CFG103",
        path,
        at,
        why: `${issue.message}, found ${shown(issue.input)}`,
        help: expected,
      };
    default:
      return { code: "CFG106", path, at, why: issue.message, help: expected };
  }
};

const limit = (issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): string => {
  const [word, bound] = issue.code === "too_big" ? ["most", issue.maximum] : ["least", issue.minimum];
  if (issue.origin === "string")
    return issue.code === "too_small" ? "must not be empty" : `has more than ${bound} characters`;
  if (issue.origin === "array") return `needs at ${word} ${bound} ${bound === 1 ? "entry" : "entries"}`;
  return `${shown(issue.input)} is ${issue.code === "too_big" ? "more" : "less"} than ${bound}`;
};

const kindNames: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "keys with values",
  record: "keys with values",
  array: "a list",
  tuple: "a list",
};

const isPlain = (value: unknown): boolean => typeof value === "number" || typeof value === "boolean";

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "keys with values";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

/** The schema of the value at the path; undefined where there is none. */
const schemaAt = (schema: z.ZodType, path: Path): z.ZodType | undefined =>
  path.reduce<z.ZodType | undefined>((outer, step) => {
    const known = outer && bare(outer);
    const one = known && oneOrMore(known);
    if (one && typeof step === "number") return one;
    const inner = one ?? known;
    if (inner instanceof z.ZodObject) return inner.shape[step] as z.ZodType | undefined;
    if (inner instanceof z.ZodRecord) return inner.valueType as z.ZodType;
    if (inner instanceof z.ZodArray) return inner.element as z.ZodType;
    return undefined;
  }, bare(schema));

/** What the schema's author says belongs there. */
const expectation = (schema: z.ZodType | undefined): string => {
  if (schema === undefined) return "";
  const inner = bare(schema);
  const said = schema.description ?? inner.description;
  if (said !== undefined) return said;
  return inner instanceof z.ZodEnum ? `one of ${inner.options.join(", ")}` : "";
};
