/** A node of a parsed condition: operator, operands, and where it stands in the text. */
export type Node = {
  readonly op: string;
  readonly args: unknown;
  readonly start: number;
  readonly end: number;
};

/** A function or method that is called: `average(x, "15 min")`, `doors.all(d, …)`. */
export type Call = {
  readonly name: string;
  /** Null for a function. */
  readonly receiver: Node | null;
  readonly args: readonly Node[];
};

/** The nodes directly under a node. */
export const children = ({ op, args }: Node): readonly Node[] => {
  switch (op) {
    case "value":
    case "id":
      return [];
    case ".":
    case ".?":
      return [(args as [Node, string])[0]];
    case "!_":
    case "-_":
      return [args as Node];
    case "call":
      return (args as [string, Node[]])[1];
    case "rcall": {
      const [, receiver, rest] = args as [string, Node, Node[]];
      return [receiver, ...rest];
    }
    case "map":
      return (args as [Node, Node][]).flat();
    default:
      return args as readonly Node[];
  }
};

/** Every node of a tree, parents before their children, in the order of the text. */
export const nodesOf = (root: Node): readonly Node[] => {
  const found: Node[] = [];
  const open: Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    found.push(node);
    open.push(...children(node).toReversed());
  }
  return found;
};

/** The dotted name that a node writes (`zone.occupancy`), or null when it is something else. */
export const nameOf = (node: Node): string | null => {
  const fields: string[] = [];
  let owner = node;
  while (owner.op === ".") {
    const [inner, field] = owner.args as [Node, string];
    fields.push(field);
    owner = inner;
  }
  return owner.op === "id" ? [owner.args as string, ...fields.reverse()].join(".") : null;
};

/** The call that a node is, or null. */
export const callOf = ({ op, args }: Node): Call | null => {
  if (op === "call") {
    const [name, given] = args as [string, Node[]];
    return { name, receiver: null, args: given };
  }
  if (op === "rcall") {
    const [name, receiver, given] = args as [string, Node, Node[]];
    return { name, receiver, args: given };
  }
  return null;
};

/** The text in quotes that a node is, or null. */
export const textOf = ({ op, args }: Node): string | null =>
  op === "value" && typeof args === "string" ? args : null;
