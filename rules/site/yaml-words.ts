import type { Code } from "./codes.ts";
import type { KeyTrouble } from "./yaml-plain.ts";

type Said = { readonly code: Code; readonly why: string; readonly help: string };

/**
 * What the parser means by an error, for somebody who does not know YAML by heart.
 *
 * @param before  the text up to where it was seen
 * @param quoted  what stands behind the key of that line, in single quotes; null when it cannot be quoted like that
 */
export const syntaxWords = (
  error: string,
  message: string,
  { before, quoted }: { readonly before: string; readonly quoted: string | null },
): Said => {
  const inQuotes = `put the whole text in single quotes: ${quoted ?? "'!(a == b)'"}`;
  const code = "CFG001";
  switch (error) {
    case "RESOURCE_EXHAUSTION":
      return { code: "CFG003", why: "the file is nested too deeply", help: "" };
    case "TAB_AS_INDENT":
      return { code, why: "a tab cannot indent", help: "indent with spaces" };
    case "BAD_INDENT":
      return message.startsWith("Flow")
        ? { code, why: "a bracket before this line is left open", help: "close it with ] or }" }
        : {
            code,
            why: "this line is indented by mistake",
            help: "keys of one mapping start in the same column",
          };
    case "BLOCK_AS_IMPLICIT_KEY":
      return { code, why: "a second colon in one line", help: "put a text that holds a colon in quotes" };
    case "MISSING_CHAR":
      return {
        code,
        why: "a quote, bracket or comma is missing here",
        help: /[:,[-]\s*!\(?$/.test(before) ? inQuotes : "",
      };
    case "MULTIPLE_DOCS":
      return {
        code,
        why: "a second document begins here",
        help: "one file describes one hall: leave out the line ---",
      };
    case "TAG_RESOLVE_FAILED":
      return /^'!(?!!)/.test(quoted ?? "")
        ? { code, why: "without quotes no text begins with !", help: inQuotes }
        : {
            code,
            why: "a tag means nothing here",
            help: "leave out what begins with !, or put the text in quotes",
          };
    case "UNEXPECTED_TOKEN":
      return {
        code,
        why: "this does not belong here",
        help: /:\s*"[^"\n]*"\s*$/.test(before)
          ? inQuotes
          : "look for a stray quote or bracket, here or above",
      };
    case "MULTILINE_IMPLICIT_KEY":
      return {
        code,
        why: "this line is taken for a key of its own",
        help: "indent a text that goes on further than its key",
      };
    default:
      return { code, why: `not YAML: ${message}`, help: "" };
  }
};

/** What is wrong with a key that was left out. */
export const keyWords = (trouble: KeyTrouble, key: string): Said => {
  switch (trouble) {
    case "twice":
      return { code: "CFG002", why: `the key "${key}" is here twice`, help: "keep one of them" };
    case "forbidden":
      return { code: "CFG004", why: `no mapping may have the key "${key}"`, help: "" };
    case "not-a-word":
      return { code: "CFG004", why: "a key must be a plain word or number", help: "" };
    default:
      return trouble satisfies never;
  }
};
