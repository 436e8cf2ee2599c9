import type { Hall } from "../routine/clerk.ts";
import type { Words } from "../site/model.ts";
import { after, hours, type Instant, type Millis, millis, minutes, seconds } from "../time/instant.ts";
import { judgeCheck } from "./check.ts";
import { isAllowed, proofOf, type Switch, switchOf } from "./control.ts";
import type { Attempt, ControlOrder } from "./order.ts";
import { type Claim, contradicted, declined, proved, unseen } from "./phrases.ts";

/** How long a driver may take to say what came of an attempt; longer, and nobody can tell. Our proposal. */
export const ANSWER_WITHIN = minutes(1);
/** How long after a device's refusal it is asked again. Our proposal. */
const AGAIN_AFTER = seconds(5);
/** How long what is over can be undone. Our proposal. */
const UNDONE_WITHIN = hours(12);
/** How long a proposal waits for somebody to decide. Our proposal. */
const DECIDED_WITHIN = hours(24);
type Sight = Pick<Hall, "site" | "now" | "signalOf" | "startedAt">;

/** Since when anybody listens: from now on, or from when the gateway runs, while it catches up with what has passed. */
const listensFrom = ({ now, startedAt = now }: Sight): Instant => (startedAt > now ? startedAt : now);

/** Whether this moment has passed while nobody ran: what fell silent then was silent for us alone. */
export const isCatchingUp = (sight: Sight): boolean => listensFrom(sight) > sight.now;

/** The attempt that went out last. */
export const lastOf = ({ attempts }: ControlOrder): Attempt | undefined => attempts.at(-1);

/** Whether it can be put back as it was: that is known, allowed, and nobody has yet. */
export const isUndoable = (
  { state, before, to, undoneBy, point }: ControlOrder,
  site: Hall["site"],
): boolean => {
  const isDone = state === "proved" || state === "failed";
  const of = isDone && undoneBy === null && before !== null && before !== to ? switchOf(site, point) : null;
  return of !== null && before !== null && isAllowed(of.control, before);
};

/** Whether people were told that it did not work, and it may not have since. */
export const isUnproved = ({ state, attempts }: ControlOrder): boolean =>
  state === "failed" || (state === "refused" && attempts.length > 0);

/** When time alone asks for something; Infinity: never. */
export const dueAtOf = (order: ControlOrder): number => {
  const { state, proofDueAt, orderedAt, endedAt } = order;
  const last = lastOf(order);
  switch (state) {
    case "proposed":
      return after(orderedAt, DECIDED_WITHIN);
    case "sending":
      if (!last) return orderedAt;
      if (last.endedAt === null) return after(last.at, ANSWER_WITHIN);
      return Math.max(after(last.endedAt, AGAIN_AFTER), proofDueAt ?? Number.NEGATIVE_INFINITY);
    case "sent":
      return proofDueAt ?? Number.POSITIVE_INFINITY;
    case "proved":
    case "withdrawn":
      return endedAt === null ? Number.POSITIVE_INFINITY : after(endedAt, UNDONE_WITHIN);
    case "failed":
    case "refused":
      return Number.POSITIVE_INFINITY;
    default:
      return state satisfies never;
  }
};

/** One more attempt goes out. */
export const begun = (order: ControlOrder, sight: Sight): ControlOrder => {
  const attempt: Attempt = {
    number: order.attempts.length + 1,
    at: sight.now,
    wasOtherwise: saysNow(order, sight) === "no",
    outcome: "waiting",
    why: "",
    endedAt: null,
  };
  return { ...order, state: "sending", attempts: [...order.attempts, attempt], proofDueAt: null };
};

/** What came of the attempt that is under way. A device that may have taken it has until `proofDueAt` to show it. */
export const answered = (
  order: ControlOrder,
  { outcome, why }: { outcome: Exclude<Attempt["outcome"], "waiting">; why: string },
  sight: Sight,
): ControlOrder => {
  const attempts = order.attempts.map((each, index) =>
    index === order.attempts.length - 1 ? { ...each, outcome, why, endedAt: sight.now } : each,
  );
  if (outcome === "refused") return { ...order, attempts };
  return { ...order, attempts, state: "sent", proofDueAt: proofDue(order, sight) };
};

/** The proof gets its whole time again, since nobody listened while it ran out; what is to go out again waits as long. */
export const listened = (order: ControlOrder, sight: Sight): ControlOrder => ({
  ...order,
  proofDueAt: proofDue(order, sight),
});

const proofDue = (order: ControlOrder, sight: Sight): Instant =>
  after(listensFrom(sight), proofIn(order, sight.site)?.proof.within ?? millis(0));

/** The switch of an order and what proves it; null: the site file has no such control any more. */
export const proofIn = ({ point, to }: ControlOrder, site: Hall["site"]) => {
  const of = switchOf(site, point);
  const proof = of && proofOf(of.control, to);
  const measured = proof && site.points[proof.check.point];
  return of && proof && measured ? { of, proof, measured } : null;
};

const saysNow = (order: ControlOrder, { site, signalOf }: Sight) => {
  const found = proofIn(order, site);
  return found ? judgeCheck(found.proof.check, signalOf(found.proof.check.point)) : "unknown";
};

/**
 * Whether a reading that was just heard proves it: taken after an attempt that went out has ended, good, the latest that is
 * known, and not contradicted by what is known.
 *
 * @param at  when it was measured, never later than it was received
 */
export const provedBy = (order: ControlOrder, at: Instant, sight: Sight): ControlOrder | null => {
  const end = endOfFirst(order);
  return end !== null && at >= end && saysNow(order, sight) === "yes" ? provedAs(order, sight) : null;
};

/**
 * Whether what is known already proves it once the device has answered: a device that tells its new state before it
 * acknowledges tells it once. It counts where it was known to be otherwise when it was sent.
 */
export const provedAtAnswer = (order: ControlOrder, sight: Sight): ControlOrder | null => {
  const found = proofIn(order, sight.site);
  const measuredAt = found ? sight.signalOf(found.proof.check.point).at : Number.NEGATIVE_INFINITY;
  const hasTurned = order.attempts.some(
    ({ wasOtherwise, outcome, at }) =>
      wasOtherwise && (outcome === "done" || outcome === "unknown") && measuredAt >= at,
  );
  return hasTurned && saysNow(order, sight) === "yes" ? provedAs(order, sight) : null;
};

const provedAs = (order: ControlOrder, sight: Sight): ControlOrder | null => {
  const found = proofIn(order, sight.site);
  if (!found) return null;
  const { value, at, point } = sight.signalOf(found.proof.check.point);
  return {
    ...order,
    state: "proved",
    proof: { point, value, at },
    proofDueAt: null,
    outcome: proved(found.measured, value),
    endedAt: sight.now,
  };
};

/** When the first attempt that may have reached the device ended; null: none has. */
const endOfFirst = ({ attempts }: ControlOrder): Instant | null =>
  attempts.find(({ outcome }) => outcome === "done" || outcome === "unknown")?.endedAt ?? null;

/** No attempt is left, and nothing proves it: what is known of it, and what of its load. */
export const unproved = (order: ControlOrder, sight: Sight): ControlOrder => {
  const { attempts } = order;
  const isRefused = attempts.every(({ outcome }) => outcome === "refused");
  return {
    ...order,
    state: isRefused ? "refused" : "failed",
    proof: isRefused ? null : contradiction(order, sight),
    proofDueAt: null,
    outcome: isRefused ? declined(lastOf(order)?.why ?? "") : outcomeOf(order, sight),
    endedAt: sight.now,
  };
};

/** The reading after it that says otherwise; null: there is no such reading. */
const contradiction = (order: ControlOrder, sight: Sight): ControlOrder["proof"] => {
  const found = proofIn(order, sight.site);
  const end = endOfFirst(order);
  if (!found || end === null) return null;
  const { state, point, value, at } = sight.signalOf(found.proof.check.point);
  return state === "good" && at >= end ? { point, value, at } : null;
};

const outcomeOf = (order: ControlOrder, sight: Sight): Words | null => {
  const found = proofIn(order, sight.site);
  if (!found) return null;
  const { of, proof, measured } = found;
  const claim = claimOf(order, of, sight);
  const against = contradiction(order, sight);
  return against === null
    ? unseen(claim, [of.point, order.to], [measured, proof.within])
    : contradicted(claim, [of.point, order.to], [measured, against.value]);
};

/** What the device says of itself: its own point where that can be read, else what came of the last attempt. */
const claimOf = (order: ControlOrder, { control }: Switch, { signalOf }: Sight): Claim => {
  const own = signalOf(control.point);
  const end = endOfFirst(order);
  if (own.state === "good" && own.value === order.to && end !== null && own.at >= end) return "says";
  return order.attempts.some(({ outcome }) => outcome === "done") ? "took" : "silent";
};

/** Its times on a clock that was moved. */
export const movedOrder = (order: ControlOrder, by: Millis): ControlOrder => ({
  ...order,
  attempts: order.attempts.map(each => ({
    ...each,
    at: after(each.at, by),
    endedAt: each.endedAt === null ? null : after(each.endedAt, by),
  })),
  proofDueAt: order.proofDueAt === null ? null : after(order.proofDueAt, by),
});
