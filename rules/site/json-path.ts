import { type Told, told } from "./form.ts";

/** A step: `.key`, `["any key"]` or `[0]`. */
const STEP = /\.([^.[\]\s"]+)|\["((?:[^"\\]|\\.)+)"\]|\[(\d{1,6})\]/y;

/**
 * Reads a path into a JSON payload, `$.a.b[0]` or `$["a key"]`: keys and positions in order. `$` alone is the payload
 * itself. It is the part of JSONPath that names one value. @see RFC 9535 §2.7 (normalized paths)
 */
export const jsonPath = (text: string): Told<readonly (string | number)[]> => {
  const refused = (why: string): Told<never> => ({
    is: "refused",
    code: "CFG206",
    why,
    help: "write it as $.a, $.a.b[0] or $ for the whole payload",
  });
  if (!text.startsWith("$")) return refused(`"${text}" does not begin with $`);
  const path: (string | number)[] = [];
  let at = 1;
  while (at < text.length) {
    STEP.lastIndex = at;
    const step = STEP.exec(text);
    if (step === null) return refused(`"${text}" cannot be read from "${text.slice(at)}" on`);
    const [, key, quoted, position] = step;
    path.push(key ?? (quoted === undefined ? Number(position) : quoted.replace(/\\(.)/g, "$1")));
    at = STEP.lastIndex;
  }
  return told(path);
};
