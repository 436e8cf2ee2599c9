import { type Node, nodesOf } from "./ast.ts";
import type { Context } from "./terms.ts";
import { wholeText } from "./whole-text.ts";

/** The text of a comparison as an alert shows it: on one line, and with the thing in place of a loop variable. */
export const noteText = (node: Node, { text, loops }: Context): string => {
  const { start: from, end: to } = wholeText(text, node.start, node.end);
  let written = text.slice(from, to);
  const names = (loops.size === 0 ? [] : nodesOf(node)).filter(
    ({ op, args }) => op === "id" && loops.has(args as string),
  );
  for (const { start, end, args } of names.toSorted((a, b) => b.start - a.start)) {
    const thing = loops.get(args as string)?.id ?? "";
    written = written.slice(0, start - from) + thing + written.slice(end - from);
  }
  return written.replaceAll(/\s+/g, " ").trim();
};
