import type { Node } from "./ast.ts";
import type { Formula, Quantity } from "./formula.ts";
import { wrong } from "./problem.ts";
import type { Member, Scope } from "./scope.ts";
import type { Vocabulary } from "./types.ts";
import { wholeText } from "./whole-text.ts";

/** What a part of a condition is once its names are known. */
export type Term =
  | { readonly is: "truth"; readonly formula: Formula }
  | NumberTerm
  | { readonly is: "word"; readonly words: readonly string[]; readonly quantity: Quantity }
  | { readonly is: "date"; readonly quantity: Quantity }
  | { readonly is: "time-of-day" }
  | { readonly is: "text"; readonly text: string; readonly vocabulary?: Vocabulary }
  | { readonly is: "texts"; readonly texts: readonly string[]; readonly vocabulary?: Vocabulary }
  | { readonly is: "list"; readonly items: readonly Node[] }
  | Group;

/** A number; `unit` null: written as a literal, it takes the unit of the other side. */
export type NumberTerm = { readonly is: "number"; readonly unit: string | null; readonly quantity: Quantity };

/** Things to go through, each with the condition under which it belongs to them. */
export type Group = {
  readonly is: "group";
  readonly lack: string;
  /** One of those that there were before any filter, to look for mistakes where a filter leaves none. */
  readonly sample: Member;
  readonly members: readonly { readonly member: Member; readonly guard: Formula }[];
};

/** What the compiler knows while it goes through a condition. */
export type Context = {
  readonly text: string;
  readonly scope: Scope;
  /** What each loop variable stands for here. */
  readonly loops: ReadonlyMap<string, Member>;
  /** `static`: only what the site file says; `measured`: inside a function over time; `waste`: the power that is wasted. */
  readonly mode: "live" | "static" | "measured" | "waste";
  /** Takes the term of any node; counts it. */
  readonly termOf: (node: Node, context: Context) => Term;
};

/** The yes or no that a node says. */
export const truthOf = (node: Node, context: Context): Formula => {
  const term = context.termOf(node, context);
  if (term.is === "truth") return term.formula;
  const help = `write a comparison: ${exampleFor(term, sourceOf(node, context))}`;
  throw wrong(node, `expected yes or no here, found ${say(term)}`, help);
};

const exampleFor = (term: Term, source: string): string => {
  switch (term.is) {
    case "word":
      return `${source} == "${term.words[0]}"`;
    case "date":
      return `${source} < today`;
    case "text":
      return 'circuit.use == "sockets"';
    case "texts":
      return `"${term.vocabulary?.words[0] ?? "escape"}" in ${source}`;
    case "group":
      return `${source}.exists(x, …)`;
    default:
      return /^[a-z]\S{0,40}$/.test(source) ? `${source} > 10` : "light.power > 10";
  }
};

/** The text of a node as it was written. */
export const sourceOf = (node: Node, { text }: Context): string => {
  const { start, end } = wholeText(text, node.start, node.end);
  return text.slice(start, end);
};

/** A term for people: `a number in W`, `a word (locked, unlocked, jammed)`. */
export const say = (term: Term): string => {
  switch (term.is) {
    case "truth":
      return "a yes or no";
    case "number":
      return term.unit === null || term.unit === "1" ? "a number" : `a number in ${term.unit}`;
    case "word":
      return `a word (${term.words.join(", ")})`;
    case "date":
      return "a date";
    case "time-of-day":
      return "a time of day";
    case "text":
      return "a text";
    case "texts":
      return "a list of texts";
    case "list":
      return "a list";
    case "group":
      return "a collection";
  }
};
