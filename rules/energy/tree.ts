import type { Meter } from "../site/energy-plan.ts";

type Physical = Exclude<Meter, { readonly is: "virtual" }>;

/** Whether a meter is there, and not worked out of others. */
export const isPhysical = (meter: Meter): meter is Physical => meter.is !== "virtual";

/** The meters whose sum is the hall's energy: those under no other, without what is worked out. */
export const mainMeters = (meters: readonly Meter[]): readonly Physical[] =>
  meters.filter(isPhysical).filter(({ under }) => under === null);

/** The meters directly under one. */
export const directlyUnder = (meters: readonly Meter[], id: string): readonly Physical[] =>
  meters.filter(isPhysical).filter(({ under }) => under === id);

/** The meters as the tree has them, each followed by all that is under it; what is worked out comes last. */
export const inTreeOrder = (meters: readonly Meter[]): readonly Meter[] => {
  const walk = (list: readonly Physical[]): readonly Meter[] =>
    list.flatMap(each => [each, ...walk(directlyUnder(meters, each.id))]);
  return [...walk(mainMeters(meters)), ...meters.filter(({ is }) => is === "virtual")];
};
