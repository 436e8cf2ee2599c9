import type { JsonPath } from "./plan.ts";

const STEP = /\.([^.[\]\s"]+)|\["((?:[^"\\]|\\.)+)"\]|\[(\d+)\]/y;

/**
 * The steps of a JSON path as site files write it: `$.a.b[0]["two words"]`. A lone `$` is the payload itself.
 *
 * @throws {Error}  when the text is no such path
 * @see RFC 9535 §2.3.1, §2.3.3: name and index selectors, which are all that one value needs
 */
export const jsonPath = (text: string): JsonPath => {
  if (!text.startsWith("$")) throw new Error(`"${text}" is no JSON path: it starts with $, as in $.temp`);
  const steps: (string | number)[] = [];
  for (STEP.lastIndex = 1; STEP.lastIndex < text.length; ) {
    const from = STEP.lastIndex;
    const found = STEP.exec(text);
    if (!found) throw new Error(`"${text}" is no JSON path from its character ${from + 1} on`);
    const [, key, quoted, position] = found;
    steps.push(key ?? quoted?.replace(/\\(.)/g, "$1") ?? Number(position));
  }
  return steps;
};
