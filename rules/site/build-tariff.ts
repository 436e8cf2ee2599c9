import type { z } from "zod";
import type { Tariff, TariffDay, TariffLevel, TariffSeason } from "./energy-plan.ts";
import type { Report } from "./findings.ts";
import type { Salvaged } from "./salvage.ts";
import type { tariffPart } from "./schema-energy.ts";
import { TARIFF_LEVELS, tariffPeriods } from "./tariff-periods.ts";
import type { Path } from "./yaml-source.ts";

export type TariffPart = Salvaged<z.output<typeof tariffPart>>;

const DAYS = ["workday", "weekend", "holiday"] as const satisfies readonly TariffDay[];

/**
 * A tariff, with everything that is wrong with it told: a day without exactly 24 hours, a month left out or there twice, a
 * level without a price, an end before its beginning. Undefined where it lacks what has been told already.
 */
export const buildTariff = (part: TariffPart, path: Path, report: Report): Tariff | undefined => {
  const { id, region, currency, source, valid_from: validFrom, valid_to: validTo = null } = part;
  const seasons = (part.seasons ?? []).map((each, index) =>
    seasonOf(each, [...path, "seasons", index], report),
  );
  tellMonths(seasons, [...path, "seasons"], report);
  const prices = part.prices ?? {};
  tellPrices(seasons, prices, [...path, "prices"], report);
  if (validFrom !== undefined && validTo !== null && validTo < validFrom)
    report({ code: "CFG202", path: [...path, "valid_to"], at: "value", why: "it ends before it begins" });
  if (id === undefined || region === undefined || source === undefined || validFrom === undefined)
    return undefined;
  const { demand, market } = part;
  return {
    id,
    region,
    currency: currency ?? "CNY",
    source,
    validFrom,
    validTo,
    seasons,
    prices: Object.fromEntries(Object.entries(prices).filter(([, each]) => each !== undefined)),
    ...(demand !== undefined && { demandPerKw: demand }),
    ...(market?.step !== undefined &&
      market.file !== undefined && { market: { stepMinutes: market.step, file: market.file } }),
  };
};

type SeasonPart = NonNullable<TariffPart["seasons"]>[number];

const seasonOf = (part: SeasonPart, path: Path, report: Report): TariffSeason => {
  const days = DAYS.flatMap(day => {
    const said = part[day];
    if (said === undefined) return [];
    const { periods, faults } = tariffPeriods(said);
    for (const why of faults)
      report({
        code: "CFG442",
        path: [...path, day],
        at: "key",
        why,
        help: "the windows of a day cover 00:00-24:00 once",
      });
    return [[day, periods] as const];
  });
  return { months: part.months, days: { workday: [], ...Object.fromEntries(days) } };
};

const tellMonths = (seasons: readonly TariffSeason[], path: Path, report: Report): void => {
  const named = seasons.flatMap(({ months }) => months);
  if (named.length === 0) return;
  const missing = Array.from({ length: 12 }, (_, index) => index + 1).filter(month => !named.includes(month));
  const twice = [...new Set(named.filter((month, index) => named.indexOf(month) !== index))];
  const help = "the months of all seasons are 1 to 12, each once";
  if (missing.length > 0)
    report({ code: "CFG444", path, at: "key", why: `no season has ${months(missing)}`, help });
  if (twice.length > 0)
    report({
      code: "CFG444",
      path,
      at: "key",
      why: `${months(twice)} ${twice.length > 1 ? "are" : "is"} there twice`,
      help,
    });
};

const months = (list: readonly number[]): string => `month ${list.join(", ")}`;

const tellPrices = (
  seasons: readonly TariffSeason[],
  prices: Readonly<Partial<Record<TariffLevel, number | undefined>>>,
  path: Path,
  report: Report,
): void => {
  const used = new Set(
    seasons.flatMap(({ days }) => Object.values(days).flatMap(list => list.map(({ level }) => level))),
  );
  for (const level of TARIFF_LEVELS)
    if (used.has(level) && prices[level] === undefined)
      report({
        code: "CFG443",
        path,
        at: "key",
        why: `a season uses ${level}, which has no price`,
        help: `add ${level} to prices`,
      });
};

/**
 * Tariffs in order of time. Of two that hold on the same day or have the same id the later one is told.
 *
 * @param placed  each with who is to be told of it
 */
export const inForceOrder = (
  placed: readonly { readonly tariff: Tariff; readonly overlaps: (why: string) => void }[],
): readonly Tariff[] => {
  const sorted = [...placed].sort((a, b) => (a.tariff.validFrom < b.tariff.validFrom ? -1 : 1));
  let longest: Tariff | null = null;
  for (const [index, { tariff, overlaps }] of sorted.entries()) {
    const twin = sorted.slice(0, index).find(each => each.tariff.id === tariff.id);
    if (twin !== undefined) overlaps(`another tariff has the id "${tariff.id}" as well`);
    const end = longest?.validTo;
    if (longest !== null && end === null)
      overlaps(`"${longest.id}" holds until further notice, and on ${tariff.validFrom} as well`);
    if (longest !== null && typeof end === "string" && end >= tariff.validFrom)
      overlaps(`from ${tariff.validFrom} to ${earlier(end, tariff.validTo)} "${longest.id}" holds as well`);
    if (longest === null || (typeof end === "string" && (tariff.validTo === null || tariff.validTo > end)))
      longest = tariff;
  }
  return sorted.map(({ tariff }) => tariff);
};

const earlier = (one: string, other: string | null): string => (other !== null && other < one ? other : one);
