import { yearsAfter } from "../time/dates.ts";
import type { ExtinguisherEntry } from "./model.ts";

type Agent = ExtinguisherEntry["agent"];
type Periods = { readonly firstService: number; readonly service: number; readonly scrap: number };

/**
 * Years until the first service after manufacture, between services, and until it is scrapped, by agent.
 *
 * @see GB 50444-2008 §5.3.2 and §5.4.3: repealed by GB 55036-2022 (2023-03-01), whose §10.0.7 keeps the duty; the periods
 *      stay good practice and are also in GA 95 (now XF 95)
 */
export const extinguisherPeriods: Readonly<Record<Agent, Periods>> = {
  water: { firstService: 3, service: 1, scrap: 6 },
  powder: { firstService: 5, service: 2, scrap: 10 },
  "clean-gas": { firstService: 5, service: 2, scrap: 10 },
  co2: { firstService: 5, service: 2, scrap: 12 },
};

/**
 * The date on which an extinguisher must be serviced or scrapped, whichever is earlier. All dates `YYYY-MM-DD`.
 *
 * @param lastServicedOn  absent: never serviced since it left the factory
 */
export const extinguisherDueOn = (agent: Agent, madeOn: string, lastServicedOn?: string): string => {
  const { firstService, service, scrap } = extinguisherPeriods[agent];
  const next =
    lastServicedOn === undefined ? yearsAfter(madeOn, firstService) : yearsAfter(lastServicedOn, service);
  const end = yearsAfter(madeOn, scrap);
  if (next < end) return next;
  return end;
};
