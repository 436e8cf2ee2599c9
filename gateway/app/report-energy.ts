import type { Alert } from "#rules/alert/alert.ts";
import { energyOf } from "#rules/energy/energy-of.ts";
import type { MarketPrices } from "#rules/energy/market-prices.ts";
import { type FindingPrice, meterOf, priceOf } from "#rules/energy/price.ts";
import { type Instant, instant } from "#rules/time/instant.ts";
import { type QuarterParts, quartersOf } from "./energy-quarters.ts";
import type { LiveEngine } from "./live-engine.ts";
import type { ReportFactsParts } from "./report-facts.ts";

export type ReportEnergyParts = QuarterParts & {
  readonly engine: LiveEngine;
  /** W that a meter draws when the hall is verified closed, as far as that is known. */
  readonly references: () => ReadonlyMap<string, number>;
  /** Prices of the market, by the id of their tariff. */
  readonly market: () => ReadonlyMap<string, MarketPrices>;
};

/** Energy of a time as reports tell it: a day by its hours, more by its days. */
export const reportEnergy =
  (parts: ReportEnergyParts): ReportFactsParts["energy"] =>
  async (from, to, until) => {
    const { plan } = parts.book;
    if (plan === null) return null;
    const quarters = await quartersOf(parts, from, to);
    const { calendar } = parts.engine.current.hall;
    return energyOf({ plan, calendar, quarters, from, to, until, market: parts.market() });
  };

/** What findings wasted within a time: what they wasted before and after belongs to other reports. */
export const reportPrices =
  (parts: ReportEnergyParts): ReportFactsParts["prices"] =>
  async (alerts, within) => {
    const prices = new Map<string, FindingPrice>();
    for (const alert of alerts) {
      const price = await priceWithin(parts, alert, within);
      if (price !== null) prices.set(alert.id, price);
    }
    return prices;
  };

const priceWithin = async (
  parts: ReportEnergyParts,
  alert: Alert,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<FindingPrice | null> => {
  const { plan } = parts.book;
  if (plan === null || alert.level === "fault") return null;
  const { site, calendar } = parts.engine.current.hall;
  const life = lifeOf(alert, to);
  const [since, until] = [instant(Math.max(life.from, from)), instant(Math.min(life.to, to))];
  if (until <= since) return null;
  const { wastedWh } = alert;
  const meter = wastedWh === null ? meterOf(plan, site, alert.target) : null;
  if (wastedWh === null && meter === null) return null;
  return priceOf({
    plan,
    calendar,
    since,
    until,
    // Only its sum is kept: it is spread evenly over the life of the finding.
    wastedWh: wastedWh === null ? null : (wastedWh * (until - since)) / (life.to - life.from),
    meter,
    quarters: meter === null ? [] : await quartersOf(parts, since, until, [meter]),
    referenceW: meter === null ? null : (parts.references().get(meter) ?? null),
    market: parts.market(),
  });
};

/** From the beginning of the hold to when it was over; what goes on, to the end of the time at least. */
const lifeOf = ({ openedAt, clauses, clearedAt, closedAt }: Alert, to: Instant) => ({
  from: Math.min(openedAt, ...clauses.map(({ since }) => since)),
  to: clearedAt ?? closedAt ?? to,
});
