import { after, type Instant, type Millis, millis } from "../time/instant.ts";

/**
 * How long a condition has held, counting only time covered by good evidence.
 *
 * - `clear`: known not to hold, or not in force.
 * - `pending`: holds since `since`; `gap` of that time was blind and does not count.
 * - `blind`: was pending, evidence was lost at `from`.
 * - `held`: found.
 * - `lost`: was held, evidence was lost at `from`; the finding stays.
 */
export type Hold =
  | { readonly is: "clear" }
  | { readonly is: "pending"; readonly since: Instant; readonly gap: Millis }
  | { readonly is: "blind"; readonly since: Instant; readonly gap: Millis; readonly from: Instant }
  | { readonly is: "held"; readonly since: Instant; readonly gap: Millis }
  | { readonly is: "lost"; readonly since: Instant; readonly gap: Millis; readonly from: Instant };

/** How long it must hold, and what a stretch without evidence does to the count. */
export type HoldPlan = { readonly length: Millis; readonly gap: "pause" | "reset" | "continue" };

/** What the condition says at a moment. */
export type Verdict = "yes" | "no" | "unknown";

export const CLEAR: Hold = { is: "clear" };

/**
 * One step of a hold: the verdict changed, or a moment has come (`due`). Verdicts must come in the order of time.
 *
 * @param hold     as it was
 * @param verdict  what the condition says from `at` on
 */
export const hold = (hold: Hold, verdict: Verdict, at: Instant, plan: HoldPlan): Hold => {
  if (verdict === "no") return CLEAR;
  switch (hold.is) {
    case "clear":
      return verdict === "unknown" ? CLEAR : ripe({ is: "pending", since: at, gap: millis(0) }, at, plan);
    case "pending":
      if (verdict === "yes") return ripe(hold, at, plan);
      return { ...hold, is: "blind", from: at };
    case "blind":
      return verdict === "unknown" ? hold : ripe(bridge(hold, at, plan), at, plan);
    case "held":
      return verdict === "yes" ? hold : { ...hold, is: "lost", from: at };
    case "lost":
      return verdict === "unknown" ? hold : { is: "held", since: hold.since, gap: hold.gap };
  }
};

/** When a pending hold will be found if nothing changes; null for every other state. */
export const due = (hold: Hold, { length }: HoldPlan): Instant | null =>
  hold.is === "pending" ? ((hold.since + length + hold.gap) as Instant) : null;

/** The same hold on a clock that was moved by `by`: no more and no less of it has passed. */
export const moved = (hold: Hold, by: Millis): Hold => {
  if (hold.is === "clear") return hold;
  const since = after(hold.since, by);
  return "from" in hold ? { ...hold, since, from: after(hold.from, by) } : { ...hold, since };
};

type Pending = Extract<Hold, { is: "pending" }>;

const ripe = (hold: Pending, at: Instant, plan: HoldPlan): Hold =>
  at >= hold.since + plan.length + hold.gap ? { ...hold, is: "held" } : hold;

const bridge = (hold: Extract<Hold, { is: "blind" }>, at: Instant, { gap }: HoldPlan): Pending => {
  switch (gap) {
    case "pause":
      return { is: "pending", since: hold.since, gap: millis(hold.gap + at - hold.from) };
    case "reset":
      return { is: "pending", since: at, gap: millis(0) };
    case "continue":
      return { is: "pending", since: hold.since, gap: hold.gap };
  }
};
