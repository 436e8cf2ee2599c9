import { callOf, children, type Node, nodesOf } from "./ast.ts";
import type { Problem } from "./judge.ts";
import type { MeasureName } from "./scope.ts";

/** What a condition may cost, so that no rule can stall a gateway. */
export const BUDGET = {
  /** Characters of its text. */
  characters: 2_000,
  /** Operators, names and values, once for each thing that `.all`, `.exists` or `.size` looks at. */
  parts: 2_000,
  /** Operators inside operators; a chain of && or of + counts once. */
  depth: 40,
  /** Functions over time in its text. */
  measures: 16,
} as const;

const MEASURE_NAMES: readonly string[] = [
  "average",
  "min",
  "max",
  "rise",
  "fall",
  "rate",
  "time_in",
  "changes",
  "energy",
  "since_change",
  "age",
] satisfies readonly MeasureName[];

const number = (count: number): string => count.toLocaleString("en-US");

/** Says that a text is too long, or null. */
export const lengthProblem = (text: string): Problem | null => {
  if (text.length <= BUDGET.characters) return null;
  const message = `the condition has ${number(text.length)} characters, more than ${number(BUDGET.characters)}`;
  return { is: "costly", message, help: "make several rules of it", start: 0, end: text.length };
};

/** Says that a tree is nested too deeply, or null. */
export const depthProblem = (root: Node): Problem | null => {
  let deepest = 0;
  const depths = new Map<Node, number>([[root, 1]]);
  for (const node of nodesOf(root)) {
    const depth = depths.get(node) ?? 1;
    deepest = Math.max(deepest, depth);
    for (const child of children(node))
      depths.set(child, child.op === node.op && isChain(node) ? depth : depth + 1);
  }
  if (deepest <= BUDGET.depth) return null;
  const message = `the condition is nested ${deepest} deep, more than ${BUDGET.depth}`;
  return { is: "costly", message, help: "make several rules of it", start: root.start, end: root.end };
};

const isChain = ({ op }: Node): boolean => ["&&", "||", "+", "-", "*", "/"].includes(op);

/** Says that there are too many functions over time, or null. */
export const measuresProblem = (root: Node): Problem | null => {
  const count = nodesOf(root).filter(node => {
    const call = callOf(node);
    return call?.receiver === null && MEASURE_NAMES.includes(call.name);
  }).length;
  if (count <= BUDGET.measures) return null;
  const message = `the condition has ${count} functions over time, more than ${BUDGET.measures}`;
  return { is: "costly", message, help: "make several rules of it", start: root.start, end: root.end };
};

/** Says that a condition becomes too large in this hall. */
export const partsProblem = (root: Node, count: number): Problem => ({
  is: "costly",
  message: `in this hall the condition becomes ${number(count)} comparisons, names and values, more than ${number(BUDGET.parts)}`,
  help: "judge it for each zone or each piece of equipment instead of the whole hall",
  start: root.start,
  end: root.end,
});
