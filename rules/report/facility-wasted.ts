import type { Alert } from "../alert/alert.ts";
import { type Instant, instant } from "../time/instant.ts";
import type { FacilityFacts } from "./facility-facts.ts";

/** What some findings wasted together. */
export type Wasted = {
  /** Null: nothing tells of any of them. */
  readonly kWh: number | null;
  /** Null: nothing tells, or no tariff is known for some of it. */
  readonly cost: number | null;
  /** Of how many of them something tells. */
  readonly priced: number;
};

/**
 * What some findings wasted, each kWh once: two that go by the same meter at the same time both have all that it had above
 * the verified closed hall. Of such only the largest counts, so that it was so much at least.
 */
export const wastedBy = (alerts: readonly Alert[], { prices, madeAt }: FacilityFacts): Wasted => {
  const priced = alerts.flatMap((alert): readonly Priced[] => {
    const price = prices.get(alert.id);
    if (price === undefined) return [];
    return [{ ...price, from: sinceOf(alert), to: endOf(alert, madeAt) }];
  });
  const counted = [...Map.groupBy(priced, ({ meter }) => meter)].flatMap(([meter, own]) =>
    meter === null ? own : largestOfEach(own),
  );
  const costs = counted.map(({ cost }) => cost);
  const isCosted = counted.length > 0 && !costs.includes(null);
  return {
    kWh: counted.length === 0 ? null : sum(counted.map(({ kWh }) => kWh)),
    cost: isCosted ? sum(costs.map(cost => cost ?? 0)) : null,
    priced: priced.length,
  };
};

type Priced = {
  readonly kWh: number;
  readonly cost: number | null;
  readonly meter: string | null;
  readonly from: Instant;
  readonly to: Instant;
};

/** Of those that overlap, also by others in between, the largest. */
const largestOfEach = (all: readonly Priced[]): readonly Priced[] => {
  const largest: Priced[] = [];
  let until = Number.NEGATIVE_INFINITY;
  for (const one of all.toSorted((a, b) => a.from - b.from)) {
    const last = largest.at(-1);
    if (last === undefined || one.from >= until) largest.push(one);
    else if (one.kWh > last.kWh) largest[largest.length - 1] = one;
    until = Math.max(until, one.to);
  }
  return largest;
};

/** Since when the fact held: before it was found, where it had to hold for some time. */
export const sinceOf = ({ openedAt, clauses }: Alert): Instant =>
  instant(Math.min(openedAt, ...clauses.map(({ since }) => since)));

/** When it was over; what is not over by then, when the report is made. */
export const endOf = ({ clearedAt, closedAt }: Alert, madeAt: Instant): Instant =>
  clearedAt ?? closedAt ?? madeAt;

const sum = (all: readonly number[]): number => all.reduce((total, each) => total + each, 0);
