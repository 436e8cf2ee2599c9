import type { WireAlert } from "#gateway/wire/alert.ts";
import type { WireControlOrder } from "#gateway/wire/control.ts";

type About = Pick<WireAlert, "target" | "fact" | "openedAt"> & {
  readonly clauses: readonly { readonly rule: string }[];
};

/**
 * The command that belongs to an alert: what one of its rules proposes for what it is about, or the one that failed and so is
 * what the alert tells of. Null: there is none.
 *
 * @param orders  the latest first
 */
export const ofAlert = (
  { target, fact, clauses, openedAt }: About,
  orders: readonly WireControlOrder[],
): WireControlOrder | null => {
  const rules = new Set(clauses.map(({ rule }) => rule));
  const about = orders.filter(order => order.target === target && order.state !== "withdrawn");
  if (fact === "control-failed")
    return about.find(({ state }) => state === "failed" || state === "refused") ?? null;
  return (
    about.find(
      ({ rule, orderedAt }) =>
        rule !== null &&
        rules.has(rule) &&
        Date.parse(orderedAt) >= Date.parse(openedAt) - PROPOSED_BEFORE_MS,
    ) ?? null
  );
};

/** A cue that proposes may come a little before the alert that says the same. */
const PROPOSED_BEFORE_MS = 60 * 60_000;
