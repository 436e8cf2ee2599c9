import { type Node, nodesOf } from "../language/ast.ts";
import type { Rule } from "../language/rule.ts";
import type { Settings } from "../language/settings.ts";
import { parsed } from "../language/syntax.ts";

/** A way for a rule to end a finding only when a value is well beyond its limit. */
export type DeadBand = {
  /** In the unit of the comparison. */
  readonly size: number;
  /** The comparison that it is about: `zone.temperature > 26`. */
  readonly compares: string;
  /** What the rule's `clear` would be. */
  readonly clear: string;
};

/** Shares of the limit that are tried. */
const SHARES = [0.01, 0.02, 0.05, 0.1] as const;
/** Whether the value goes back below the limit, for these; above it for the other two. */
const BACK: Readonly<Record<string, 1 | -1>> = { ">": -1, ">=": -1, "<": 1, "<=": 1 };
/** What counts time or times, and has no noise. */
const COUNTED = new Set(["time_in", "changes", "since_change", "age", "energy"]);

/**
 * Dead-bands that a rule could be given: where its condition compares exactly one value with one limit, a number or a
 * setting, and it says nothing of its end yet. None where the limit is 0, since then no share of it is anything.
 */
export const deadBandsFor = (rule: Rule, settings: Settings): readonly DeadBand[] => {
  if (rule.clear !== undefined || rule.class === "life-safety") return [];
  const { condition } = rule;
  const read = parsed(condition);
  if (read.is !== "tree") return [];
  const ordered = nodesOf(read.tree).filter(({ op }) => op in BACK);
  const [comparison] = ordered;
  if (ordered.length !== 1 || comparison === undefined) return [];
  const [left, right] = comparison.args as readonly [Node, Node];
  const limit = limitOf(right, settings);
  if (limit === null || limit === 0 || isCounted(left)) return [];
  const back = BACK[comparison.op] ?? 1;
  return [...new Set(SHARES.map(share => rounded(Math.abs(limit) * share)))].map(size => ({
    size,
    compares: condition.slice(comparison.start, comparison.end),
    clear: `!(${condition.slice(0, right.start)}${moved(right, condition, back * size)}${condition.slice(right.end)})`,
  }));
};

const limitOf = ({ op, args }: Node, settings: Settings): number | null => {
  if (op === "value" && (typeof args === "number" || typeof args === "bigint")) return Number(args);
  return op === "id" ? (settings.get(args as string)?.value ?? null) : null;
};

/** A number is written anew; a setting stays one, so that the dead-band moves with it. */
const moved = (limit: Node, condition: string, by: number): string => {
  if (limit.op === "value") return String(rounded(Number(limit.args) + by, 6));
  return `(${condition.slice(limit.start, limit.end)} ${by < 0 ? "-" : "+"} ${Math.abs(by)})`;
};

const isCounted = (node: Node): boolean =>
  nodesOf(node).some(({ op, args }) => op === "call" && COUNTED.has((args as [string])[0]));

/** To so many digits that count, so that people can write it. */
const rounded = (value: number, digits = 2): number => Number(value.toPrecision(digits));
