import { type Bound, boundOf } from "#rules/energy/bound.ts";
import type { WireEnergy } from "../wire/energy.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

type Figures = Pick<
  WireEnergy["total"],
  "kWh" | "estimatedKwh" | "isAtLeast" | "isAtMost" | "closedKwh" | "cost" | "kgCO2" | "completeness"
>;

/** Findings that are worth a line. */
const MOST_FINDINGS = 10;

/** The energy of some days for people: the tree of meters, tariff levels, and what findings cost. */
export const energyText = (found: WireEnergy, words: Words): string => {
  const { energy: say, language } = words;
  const at = (time: string): string =>
    new Date(time).toLocaleString("sv-SE", { timeZone: found.timeZone }).slice(0, 16);
  const rows = found.meters.map(meter => {
    const name = meter.is === "unaccounted" ? say.unaccounted : meter.name[language];
    const above = found.meters.find(({ meter: id }) => id === meter.under)?.kWh ?? null;
    const note = meter.is === "unaccounted" && meter.kWh < 0 ? ` (${say.tooMuch})` : "";
    return [
      `${"  ".repeat(depthOf(found, meter.under))}${meter.is === "unaccounted" ? "…" : meter.meter}`,
      `${name}${note}`,
      ...figures(meter, above),
    ];
  });
  const { total, demand, tariff, carbon, currency } = found;
  const levels = found.levels.filter(({ kWh }) => kWh !== 0);
  const shown = found.findings
    .slice(0, MOST_FINDINGS)
    .map(({ title, targetName, kWh, cost, isOpen }) => [
      `  ${title[language]} · ${targetName[language]}`,
      `${round(kWh)} kWh`,
      cost === null ? "" : `${cost.toFixed(2)} ${currency ?? ""}`.trim(),
      isOpen ? say.open : "",
    ]);
  return [
    `${say.days(found.from, found.to)}  ${say.until(at(found.until))}`,
    table([say.head, ...rows, [say.total, "", ...figures(total, null)]]),
    ...(levels.length === 0
      ? []
      : [
          "",
          table([
            say.levelHead,
            ...levels.map(({ level, kWh, cost }) => [
              say.levels[level] ?? level,
              round(kWh),
              cost.toFixed(2),
            ]),
          ]),
        ]),
    ...(demand
      ? [say.demand((demand.powerW / 1_000).toFixed(1), at(demand.end), demand.cost.toFixed(2))]
      : []),
    ...(shown.length === 0 ? [] : ["", say.findings, table(shown)]),
    "",
    tariff === null ? say.noTariff : say.tariff(tariff.id, tariff.source),
    say.carbon(carbon.kgPerKwh, carbon.dataYear, carbon.source),
    say.legend,
  ].join("\n");
};

/** Before a number: there was so much at least, at most, or nobody knows which way it errs. */
export const BOUNDS: Readonly<Record<Bound, string>> = {
  whole: "",
  "at-least": "≥",
  "at-most": "≤",
  "either-way": "≷",
};

const figures = (of: Figures, above: number | null): readonly string[] => [
  `${BOUNDS[boundOf(of)]}${of.estimatedKwh > 0 ? "~" : ""}${round(of.kWh)}`,
  above === null || above <= 0 ? "" : `${((100 * of.kWh) / above).toFixed(1)} %`,
  round(of.closedKwh),
  of.cost === null ? "?" : of.cost.toFixed(2),
  round(of.kgCO2),
  `${(100 * of.completeness).toFixed(1)} %`,
];

/** How many meters are above it. */
const depthOf = ({ meters }: WireEnergy, under: string | null): number => {
  const above = meters.find(({ meter }) => meter === under);
  return above === undefined
    ? 0
    : 1 + depthOf({ meters: meters.filter(each => each !== above) } as WireEnergy, above.under);
};

/** As many digits as a person reads; what is small and not nothing does not look like nothing. */
const round = (value: number): string => (Math.abs(value) < 10 ? value.toFixed(3) : value.toFixed(1));
