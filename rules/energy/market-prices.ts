import type { Code } from "../site/codes.ts";
import type { Diagnostic } from "../site/diagnostic.ts";
import { instantOf, wallMoment } from "../site/wall-moment.ts";
import { type Instant, instant, minutes } from "../time/instant.ts";

/** What the market asks for a kW.h, by the end of its interval of `stepMinutes`. Where an interval is missing nobody knows. */
export type MarketPrices = {
  readonly stepMinutes: 15 | 30;
  readonly perKwh: ReadonlyMap<Instant, number>;
};

/** Prices of a file, with every mistake in it; lines with a mistake are left out. */
export type ReadMarketPrices = { readonly prices: MarketPrices; readonly problems: readonly Diagnostic[] };

const CODE: Code = "CFG446";
/** Prices of a market have been negative, and a thousand times the usual; beyond that it is another unit. */
const MOST_PER_KWH = 100;

/**
 * Reads prices of a market: CSV whose first line is `end,price`, then a line for each interval: the end of it as the hall's clock
 * shows it (`2025-07-08 00:15`, the midnight that ends a day as 24:00) or with its zone (`2025-07-08T00:15:00+08:00`), and the
 * price of a kW.h. The later one of two lines for the same interval holds.
 *
 * @param file  as the diagnostics shall name it
 */
export const readMarketPrices = (
  text: string,
  file: string,
  { stepMinutes, timeZone }: { readonly stepMinutes: 15 | 30; readonly timeZone: string },
): ReadMarketPrices => {
  const [header, ...lines] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const problems: Diagnostic[] = [];
  const tell = (line: number, written: string, message: string, help = ""): void => {
    const length = Math.max(1, written.length);
    problems.push({ severity: "error", code: CODE, file, line, column: 1, length, message, help });
  };
  const perKwh = new Map<Instant, number>();
  const prices = { stepMinutes, perKwh };
  if (header?.replaceAll(" ", "").toLowerCase() !== "end,price") {
    tell(1, header ?? "", "the first line does not name the columns", "write end,price there");
    return { prices, problems };
  }
  for (const [index, written] of lines.entries()) {
    if (written.trim() === "") continue;
    const told = intervalOf(written, timeZone, stepMinutes);
    if (typeof told === "string") tell(index + 2, written, told, "write it as 2025-07-08 00:15,0.412");
    else perKwh.set(told.end, told.price);
  }
  return { prices, problems };
};

const intervalOf = (
  written: string,
  timeZone: string,
  stepMinutes: number,
): { readonly end: Instant; readonly price: number } | string => {
  const [moment = "", figure = "", ...more] = written.split(",").map(part => part.trim());
  if (more.length > 0 || figure === "") return "there are not two columns";
  const end = endOf(moment, timeZone);
  if (end === null) return `"${moment}" is no date with a time of day`;
  if (end % minutes(stepMinutes) !== 0) return `no interval of ${stepMinutes} min ends at ${moment}`;
  const price = Number(figure);
  if (!Number.isFinite(price)) return `"${figure}" is no price`;
  if (Math.abs(price) > MOST_PER_KWH) return `${figure} for one kWh: a price of a MWh stands there, it seems`;
  return { end, price };
};

const endOf = (text: string, timeZone: string): Instant | null => {
  if (/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text)) {
    const millis = Date.parse(text);
    return Number.isNaN(millis) ? null : instant(millis);
  }
  const wall = wallMoment(text);
  return wall.is === "told" ? instantOf(wall.value, timeZone) : null;
};
