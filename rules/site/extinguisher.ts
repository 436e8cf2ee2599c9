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

type Dates = Pick<ExtinguisherEntry, "nextServiceOn" | "scrapOn" | "dueOn">;

/**
 * When an extinguisher is due for its next service, when its life ends, and the earlier of the two. All dates `YYYY-MM-DD`.
 *
 * @param lastServicedOn  absent: never serviced since it left the factory
 */
export const extinguisherDates = (agent: Agent, madeOn: string, lastServicedOn?: string): Dates => {
  const { firstService, service, scrap } = extinguisherPeriods[agent];
  const nextServiceOn =
    lastServicedOn === undefined ? yearsAfter(madeOn, firstService) : yearsAfter(lastServicedOn, service);
  const scrapOn = yearsAfter(madeOn, scrap);
  const isScrappedFirst = scrapOn <= nextServiceOn;
  return { nextServiceOn, scrapOn, dueOn: isScrappedFirst ? scrapOn : nextServiceOn };
};
