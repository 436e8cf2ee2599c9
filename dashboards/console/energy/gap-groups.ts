import type { WireEnergy } from "#gateway/wire/energy.ts";

type Gap = WireEnergy["gaps"][number];

/** A stretch without readings, and the meters that have none there. */
export type GapGroup = Pick<Gap, "from" | "to" | "estimatedKwh"> & { readonly meters: readonly string[] };

/**
 * Meters that lack the same stretch, of which nothing was filled in, as one: a gateway that did not run is one gap and not
 * one for each meter. Groups with a main meter come first, and in them it does.
 */
export const gapGroups = (gaps: readonly Gap[], mains: ReadonlySet<string>): readonly GapGroup[] => {
  const isMain = (meter: string) => Number(mains.has(meter));
  const sorted = gaps.toSorted((a, b) => isMain(b.meter) - isMain(a.meter));
  const key = ({ meter, from, to, estimatedKwh }: Gap) =>
    estimatedKwh === null ? `${from} ${to}` : `${from} ${to} ${meter}`;
  return [...Map.groupBy(sorted, key).values()].flatMap(all => {
    const [first] = all;
    if (first === undefined) return [];
    const { from, to, estimatedKwh } = first;
    return [{ from, to, estimatedKwh, meters: all.map(({ meter }) => meter) }];
  });
};
