import type { WireMeterList } from "#gateway/wire/energy.ts";

export type WireMeter = WireMeterList["meters"][number];

/** A meter and how deep it stands in the tree: 0 is a main one. */
export type Branch = { readonly meter: WireMeter; readonly depth: number };

/**
 * The tree of meters: each followed by those under it, virtual ones last. One whose meter above is not there stands as a
 * main one, so that none is ever missing.
 */
export const treeOf = (meters: readonly WireMeter[]): readonly Branch[] => {
  const real = meters.filter(({ is }) => is !== "virtual");
  const ids = new Set(real.map(({ meter }) => meter));
  const below = (above: string | null, depth: number): readonly Branch[] =>
    real
      .filter(({ under }) => (under !== null && ids.has(under) ? under : null) === above)
      .flatMap(meter => [{ meter, depth }, ...below(meter.meter, depth + 1)]);
  const virtual = meters.filter(({ is }) => is === "virtual").map(meter => ({ meter, depth: 0 }));
  return [...below(null, 0), ...virtual];
};
