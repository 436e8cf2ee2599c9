import { nearest } from "../site/nearest.ts";
import { type Call, type Node, textOf } from "./ast.ts";
import { both, either, type Formula, fixed, isFixed, opposite, type Quantity } from "./formula.ts";
import { missing, Unusable, wrong } from "./problem.ts";
import type { Member } from "./scope.ts";
import { type Context, type Group, say, sourceOf, type Term, truthOf } from "./terms.ts";
import { NO, UNKNOWN, YES } from "./truth.ts";

/** What can be asked of a collection, each with how it is written. */
export const QUANTIFIERS: Readonly<Record<string, string>> = {
  all: 'doors.all(d, d.contact == "closed")',
  exists: 'doors.exists(d, d.contact == "open")',
  exists_one: 'doors.exists_one(d, d.contact == "open")',
  filter: 'doors.filter(d, "escape" in d.tags).all(d, d.lock == "unlocked")',
  size: 'doors.filter(d, d.contact == "open").size()',
};

/** Takes a method of a collection: it is written out for every member, so that the hall's size is known at load. */
export const groupCall = (node: Node, { name, receiver, args }: Call, context: Context): Term => {
  const group = groupOf(receiver ?? node, args, context);
  switch (name) {
    case "size":
      if (args.length > 0)
        throw wrong(node, `size() takes nothing, found ${args.length}`, `write ${QUANTIFIERS.size}`);
      return size(group);
    case "all":
    case "exists":
    case "exists_one":
      return { is: "truth", formula: quantified(name, node, group, args, context) };
    case "filter":
      return { ...group, members: filtered(node, group, args, context) };
    default: {
      const near = nearest(name, Object.keys(QUANTIFIERS));
      const known = Object.keys(QUANTIFIERS)
        .map(each => `.${each}`)
        .join(", ");
      throw wrong(
        node,
        `a collection has no .${name}()`,
        near === null ? `it has ${known}` : `did you mean .${near}()?`,
      );
    }
  }
};

/** How many there are: certain, or a count of what is known to belong to it. */
export const size = ({ members }: Group): Term => {
  const guards = members.map(({ guard }) => guard);
  const quantity: Quantity = guards.every(guard => guard.is === "fixed" && guard.truth !== UNKNOWN)
    ? { is: "fixed", value: guards.filter(guard => isFixed(guard, YES)).length }
    : { is: "count", of: guards };
  return { is: "number", unit: "1", quantity };
};

const groupOf = (node: Node, args: readonly Node[], context: Context): Group => {
  const term = context.termOf(node, context);
  if (term.is === "group") return term;
  const source = sourceOf(node, context);
  if (term.is === "texts")
    throw wrong(node, `${source} is a list of texts`, `write "${tagIn(args)}" in ${source}`);
  throw wrong(node, `${sourceOf(node, context)} is ${say(term)}, not a collection`, "write doors.all(d, …)");
};

const tagIn = ([first]: readonly Node[]): string => (first === undefined ? null : textOf(first)) ?? "escape";

type Body = readonly { readonly member: Member; readonly guard: Formula; readonly formula: Formula }[];

/** What the second argument says of every member that may belong to the group. */
const body = (node: Node, name: string, group: Group, args: readonly Node[], context: Context): Body => {
  const [variable, condition] = args;
  const help = `write ${QUANTIFIERS[name]}`;
  if (variable?.op !== "id" || condition === undefined || args.length > 2)
    throw wrong(node, `.${name}() takes a name and a condition, found ${args.length} of 2`, help);
  const formulaFor = (member: Member): Formula =>
    truthOf(condition, { ...context, loops: new Map([...context.loops, [variable.args as string, member]]) });
  if (group.members.length === 0) searched(() => formulaFor(group.sample));
  return group.members.map(({ member, guard }) => ({ member, guard, formula: formulaFor(member) }));
};

/** Looks for mistakes where nothing is left to be judged; what the hall lacks is none. */
const searched = (look: () => unknown): void => {
  try {
    look();
  } catch (error) {
    if (!(error instanceof Unusable) || error.problem.is !== "missing") throw error;
  }
};

const quantified = (
  name: "all" | "exists" | "exists_one",
  node: Node,
  group: Group,
  args: readonly Node[],
  context: Context,
): Formula => {
  const found = body(node, name, group, args, context);
  if (found.length === 0) throw missing(node, `${group.lack} that the filter leaves`);
  switch (name) {
    case "all":
      return found.map(({ guard, formula }) => either(opposite(guard), formula)).reduce(both);
    case "exists":
      return found.map(({ guard, formula }) => both(guard, formula)).reduce(either);
    case "exists_one":
      return exactlyOne(found.map(({ guard, formula }) => both(guard, formula)));
  }
};

const exactlyOne = (of: readonly Formula[]): Formula => {
  if (!of.every(each => each.is === "fixed")) return { is: "one", of };
  const yes = of.filter(each => isFixed(each, YES)).length;
  const unknown = of.filter(each => isFixed(each, UNKNOWN)).length;
  return fixed(yes > 1 ? NO : unknown > 0 ? UNKNOWN : yes === 1 ? YES : NO);
};

const filtered = (node: Node, group: Group, args: readonly Node[], context: Context): Group["members"] => {
  const found = body(node, "filter", group, args, context);
  return found
    .map(({ member, guard, formula }) => ({ member, guard: both(guard, formula) }))
    .filter(({ guard }) => !isFixed(guard, NO));
};
