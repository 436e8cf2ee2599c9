import { type MarketPrices, readMarketPrices } from "#rules/energy/market-prices.ts";
import type { Diagnostic } from "#rules/site/diagnostic.ts";
import type { EnergyPlan } from "#rules/site/energy-plan.ts";
import { readText } from "./read-text.ts";

/** Prices of the market by the id of their tariff, as far as they could be read, and what is wrong with the files. */
export type LoadedMarketPrices = {
  readonly market: ReadonlyMap<string, MarketPrices>;
  readonly problems: readonly Diagnostic[];
};

/**
 * Reads the prices of the market that the tariffs of a hall name. They come day by day, so that whoever shows costs reads
 * them again; until then the price of the level holds.
 */
export const loadMarketPrices = async (
  { tariffs }: Pick<EnergyPlan, "tariffs">,
  timeZone: string,
): Promise<LoadedMarketPrices> => {
  const market = new Map<string, MarketPrices>();
  const problems: Diagnostic[] = [];
  for (const { id, market: named } of tariffs) {
    if (named === undefined) continue;
    const { file, stepMinutes } = named;
    const text = await readText(file);
    if (typeof text !== "string") {
      const message = `prices of the market for ${id} cannot be read: ${text.why}`;
      const help = "until they can, the price of the level holds";
      problems.push({
        severity: "error",
        code: "CFG446",
        file,
        line: 1,
        column: 1,
        length: 1,
        message,
        help,
      });
      continue;
    }
    const read = readMarketPrices(text, file, { stepMinutes, timeZone });
    market.set(id, read.prices);
    problems.push(...read.problems);
  }
  return { market, problems };
};
