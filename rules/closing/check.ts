import type { Signal } from "../reading/signal.ts";
import type { Word } from "../routine/person.ts";
import type { Point, Site, Words } from "../site/model.ts";
import type { PhaseSpan } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import type { CheckKind } from "./certificate.ts";
import { type Judged, judgePlan, type Sight } from "./judge.ts";
import { closingPlans, type Plan, type SettingOf } from "./needs.ts";
import { anybodyInside, occupiedRooms, occupiedZones } from "./occupied.ts";
import { ACTIVITY } from "./phrases.ts";

/**
 * `by-hand`: no reading proves it, a person says so; `excepted`: nothing is asked of it now, or (opening) it is taken
 * along as it is.
 */
export type ClosingVerdict = "pass" | "fail" | "unknown" | "by-hand" | "excepted";

/** One thing that must be seen to before people go home. */
export type ClosingItem = {
  /** Id of equipment, or `zone:<id>`. */
  readonly id: string;
  readonly kind: CheckKind;
  readonly name: Words;
  readonly zone: string;
  readonly verdict: ClosingVerdict;
  /** What is wrong or missing, or why it is excepted; empty texts for a pass. */
  readonly why: Words;
  readonly expected: Words;
  /** The points that were looked at. */
  readonly points: readonly Point[];
  readonly byHand: Word | null;
};

/** The closing check as it stands at one moment. `since`: the closing that it is about; null while it is a preview. */
export type ClosingCheck = {
  readonly since: Instant | null;
  readonly items: readonly ClosingItem[];
  /** Where somebody still is, or may be by approval. */
  readonly occupied: readonly { readonly zone: string; readonly name: Words; readonly why: Words }[];
};

/**
 * The closing check without anybody's word, by what is known of every point.
 *
 * @see GA-1.3-5a to -5d, GA-5.3-6, GA-5.3-8b, GA-5.4-4 in the clause catalogue; the always-on circuits are the reading of C2
 */
export const closingCheck = (
  site: Site,
  signalOf: (point: number) => Signal,
  hours: PhaseSpan,
  setting: SettingOf = () => null,
): ClosingCheck => {
  const since = hours.phase === "closed" ? hours.since : null;
  const sight: Sight = { signalOf, since, ahead: {}, isApproved: () => false };
  return checkOf(site, closingPlans(site, setting), sight, {});
};

/** Judges every item. `byHand`: what people said of items, which counts only where no reading tells. */
export const checkOf = (
  site: Site,
  plans: readonly Plan[],
  sight: Sight,
  byHand: Readonly<Record<string, Word>>,
): ClosingCheck => {
  const occupied = occupiedZones(site, sight);
  const inside = anybodyInside(site, sight) !== "no";
  const items = plans.map(plan => itemOf(plan, sight, byHand[plan.id] ?? null, { occupied, inside }));
  return { since: sight.since, items, occupied: occupiedRooms(site, occupied) };
};

/** Who is where, as far as that changes what is asked. */
type Presence = { readonly occupied: ReadonlyMap<string, Words>; readonly inside: boolean };

const itemOf = (plan: Plan, sight: Sight, said: Word | null, presence: Presence): ClosingItem => {
  const { id, kind, name, zone } = plan;
  const asked = askedOf(plan, sight, presence);
  const { verdict, why } = judgedOf(asked, sight, presence);
  const word = verdict === "unknown" ? said : null;
  return {
    id,
    kind,
    name,
    zone,
    verdict: word ? "by-hand" : verdict,
    why,
    expected: asked.expected,
    points: asked.needs.map(({ point }) => point),
    byHand: word,
  };
};

const judgedOf = (
  plan: Plan,
  sight: Sight,
  { occupied }: Presence,
): Judged | { readonly verdict: "excepted"; readonly why: Words } => {
  if (plan.except) return { verdict: "excepted", why: plan.except };
  const why = occupied.get(plan.zone);
  if (why !== undefined && isForgoneWith(plan, sight)) return { verdict: "excepted", why };
  return judgePlan(plan, sight);
};

/** Whether an item is not asked about while somebody is in its zone. A door is, unless an activity there was approved. */
const isForgoneWith = ({ kind, zone }: Plan, sight: Sight): boolean => {
  if (kind === "always-on" || kind === "escape-door") return false;
  return kind !== "door" || sight.isApproved(zone);
};

/** A way of escape must open from inside while anybody may be there; while an activity is on nothing else is asked of it. */
const askedOf = (plan: Plan, sight: Sight, { inside }: Presence): Plan => {
  const { whileInside } = plan;
  if (whileInside === null) return plan;
  if (sight.since !== null && sight.isApproved(plan.zone))
    return {
      ...plan,
      needs: [whileInside],
      missing: [],
      expected: { zh: `从里面能打开（${ACTIVITY.zh}）`, en: `opens from inside (${ACTIVITY.en})` },
    };
  if (!inside) return plan;
  const expected = { zh: `${plan.expected.zh}，从里面能打开`, en: `${plan.expected.en}, opens from inside` };
  return { ...plan, needs: [...plan.needs, whileInside], expected };
};

/** How many items have which verdict. */
export const countVerdicts = (
  items: readonly Pick<ClosingItem, "verdict">[],
): Readonly<Record<ClosingVerdict, number>> => {
  const counts = { pass: 0, fail: 0, unknown: 0, "by-hand": 0, excepted: 0 };
  for (const { verdict } of items) counts[verdict]++;
  return counts;
};
