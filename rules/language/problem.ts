import type { Node } from "./ast.ts";
import type { Problem } from "./judge.ts";
import type { Unbound } from "./scope.ts";

/** Carries a problem from the place in a condition where it is met to `compileCondition`, which makes a value of it. */
export class Unusable extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** What is wrong with a part of a condition, to be thrown. */
export const wrong = (node: Pick<Node, "start" | "end">, message: string, help?: string): Unusable =>
  new Unusable(at(node, { is: "wrong", message, ...(help !== undefined && { help }) }));

/** A part that names something this hall lacks, to be thrown. */
export const missing = (node: Pick<Node, "start" | "end">, message: string): Unusable =>
  new Unusable(at(node, { is: "missing", message }));

/** A name that stands for nothing, to be thrown. */
export const unbound = (node: Pick<Node, "start" | "end">, { is, message, help }: Unbound): Unusable =>
  is === "missing" ? missing(node, message) : wrong(node, message, help);

const at = ({ start, end }: Pick<Node, "start" | "end">, what: Unbound): Problem => ({ ...what, start, end });
