import { type Alias, isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair } from "yaml";

/** What is wrong with the key of a pair. */
export type KeyTrouble = "not-a-word" | "forbidden" | "twice";

/** The plain values of a YAML tree. */
export type Plain = {
  /** Mappings are objects without a prototype, sequences arrays; a number is a bigint where only that is exact. */
  readonly value: unknown;
  /** Pairs that were left out. */
  readonly left: readonly { readonly pair: Pair; readonly trouble: KeyTrouble }[];
  /** Why the tree as a whole cannot be used, and the node at which that was seen. */
  readonly refused: { readonly node: Node | null; readonly why: string } | null;
  /** The node that an alias stands for. */
  readonly target: (alias: Alias) => Node | undefined;
};

/** Ten times what the largest hall needs. */
const VALUES_AT_MOST = 2_000_000;
const DEPTH_AT_MOST = 64;

/**
 * Unfolds a YAML tree in document order, so that an alias means the last anchor of its name before it. An anchor is
 * unfolded once and shared, but its size counts every time it is used: a small file cannot become a large hall.
 */
export const unfold = (root: unknown): Plain => {
  const anchors = new Map<string, { readonly node: Node; readonly value: unknown; readonly size: number }>();
  const targets = new Map<Alias, Node>();
  const left: { pair: Pair; trouble: KeyTrouble }[] = [];
  let refused: Plain["refused"] = null;
  let size = 0;
  let depth = 0;

  const refuse = (node: unknown, why: string): null => {
    refused ??= { node: isNode(node) ? node : null, why };
    return null;
  };

  const read = (node: unknown): unknown => {
    if (refused !== null) return null;
    if (isAlias(node)) return readAlias(node);
    const before = size++;
    const value = isScalar(node) ? exact(node.value) : readCollection(node);
    if (isNode(node) && !isAlias(node) && node.anchor) {
      anchors.set(node.anchor, { node, value, size: size - before });
    }
    return value;
  };

  const readAlias = (node: Alias): unknown => {
    const anchor = anchors.get(node.source);
    if (anchor === undefined) return refuse(node, `no anchor &${node.source} stands before this alias`);
    targets.set(node, anchor.node);
    size += anchor.size;
    return size > VALUES_AT_MOST
      ? refuse(node, "the file unfolds without end through its aliases")
      : anchor.value;
  };

  const readCollection = (node: unknown): unknown => {
    if (depth === DEPTH_AT_MOST) return refuse(node, `the file is nested more than ${DEPTH_AT_MOST} deep`);
    depth++;
    const value = isSeq(node) ? node.items.map(read) : isMap(node) ? readMap(node.items) : null;
    depth--;
    return value;
  };

  const readMap = (pairs: readonly Pair[]): unknown => {
    const object: Record<string, unknown> = Object.create(null);
    for (const pair of pairs) {
      const key = keyText(pair);
      if (key === null) left.push({ pair, trouble: "not-a-word" });
      else if (key === "__proto__") left.push({ pair, trouble: "forbidden" });
      else if (Object.hasOwn(object, key)) left.push({ pair, trouble: "twice" });
      else object[key] = read(pair.value);
    }
    return object;
  };

  const value = read(root);
  return { value, left, refused, target: alias => targets.get(alias) };
};

/** The key as a text, `16` for `0x10`; null when it is no plain word or number. */
export const keyText = (pair: Pair): string | null =>
  isScalar(pair.key) && pair.key.value !== null ? String(pair.key.value) : null;

const exact = (value: unknown): unknown =>
  typeof value === "bigint" && Number.isSafeInteger(Number(value)) ? Number(value) : value;
