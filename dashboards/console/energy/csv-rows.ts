import type { WireEnergy } from "#gateway/wire/energy.ts";
import { dateTime } from "../format/hall-time.ts";
import { timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { boundText } from "./amounts.tsx";
import { isNothing } from "./course-lines.ts";
import { type Amounts, type UseRow, usesOf } from "./groups.ts";
import { useName } from "./use-name.ts";

type Cells = readonly (string | number | null)[];

/**
 * What the page shows of where the energy went as a table: heads, a row for each use, for each zone of it and for each
 * circuit, and one for all of it. What nobody measured is empty, never nought; money and CO₂ that nobody knows likewise.
 */
export const csvRows = (energy: WireEnergy): readonly Cells[] => {
  const { columns } = t().energyCsv;
  const { total, meters, from, to, until } = energy;
  const time = [from, to, dateTime(Date.parse(until), timeZone.peek())];
  const heads = { ...columns, cost: columns.cost(energy.currency), until: columns.until(timeZone.peek()) };
  const rows = usesOf(meters).flatMap(row => rowsOf(row, ["", "", ""]));
  const all: Cells = [t().energyCsv.rows.total, null, null, null, null, ...amountsOf(total)];
  return [Object.values(heads), ...[...rows, all].map(cells => [...cells, ...time])];
};

type Place = readonly [use: string, zone: string, circuit: string];

/** A row and all that it is made of, each with the names of what it is in. */
const rowsOf = (row: UseRow, [use, zone]: Place): readonly Cells[] => {
  const name = useName(row);
  const place: Place =
    row.is === "use" ? [name, "", ""] : row.is === "zone" ? [use, name, ""] : [use, zone, name];
  const own = [t().energyCsv.rows[row.is], ...place, row.meter?.meter ?? "", ...amountsOf(row)];
  return [own, ...row.rows.flatMap(each => rowsOf(each, place))];
};

const amountsOf = (of: Amounts): Cells => {
  if (isNothing(of))
    return [null, null, null, shareOf(of.completeness), t().amount.nothing, null, null, null, null];
  const { kWh, estimatedKwh, completeness, closedKwh, baselineKwh, cost, kgCO2 } = of;
  return [
    digits(kWh),
    digits(estimatedKwh),
    kWh > 0 ? digits((100 * estimatedKwh) / kWh) : null,
    shareOf(completeness),
    boundText(of),
    digits(closedKwh),
    baselineKwh === null ? null : digits(baselineKwh),
    cost === null ? null : digits(cost),
    digits(kgCO2),
  ];
};

/** To a Wh, a gram, a tenth of a cent. */
const digits = (value: number): number => Math.round(value * 1_000) / 1_000;

/** Percent, rounded down, so that only what is whole reads as whole. */
const shareOf = (share: number): number => Math.floor(share * 10_000) / 100;
