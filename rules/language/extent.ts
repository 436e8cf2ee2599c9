import { callOf, children, type Node, nameOf } from "./ast.ts";
import { scopeOf } from "./names.ts";
import type { Collection, Member, Scope } from "./scope.ts";

type Loops = ReadonlyMap<string, Member>;

/**
 * How many operators, names and values a condition becomes when its collections are written out, counting every member
 * like the first; nothing is written out to find that.
 */
export const extent = (node: Node, scope: Scope, loops: Loops = new Map()): number => {
  const call = callOf(node);
  const group = call?.receiver ? groupUnder(call.receiver, scope, loops) : null;
  const [variable, body] = call?.args ?? [];
  const [first] = group?.members ?? [];
  if (call?.receiver && group && first && variable?.op === "id" && body) {
    const inside = new Map([...loops, [variable.args as string, first]]);
    return 1 + extent(call.receiver, scope, loops) + group.members.length * extent(body, scope, inside);
  }
  if (nameOf(node) !== null) return 1;
  return children(node).reduce((sum, child) => sum + extent(child, scope, loops), 1);
};

/** The collection that a filter or its receiver goes through; unfiltered. */
const groupUnder = (node: Node, scope: Scope, loops: Loops): Collection | null => {
  const call = callOf(node);
  if (call?.receiver) return groupUnder(call.receiver, scope, loops);
  const name = nameOf(node);
  if (name === null) return null;
  const [owner, rest] = scopeOf(name, { scope, loops });
  const group = owner.collection(rest);
  return group?.is === "collection" ? group : null;
};
