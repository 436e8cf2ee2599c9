import type { Site } from "../site/model.ts";

/** What a plan leaves open. */
export type PlanCoverage = {
  /** Zones that the plan places, and all. */
  readonly zones: { readonly placed: number; readonly all: number };
  /** Points that are drawn where they are, or at least in their zone, and all. */
  readonly points: { readonly placed: number; readonly all: number };
  /** Ids of zones without a place, in file order. */
  readonly unplacedZones: readonly string[];
  /** Ids of points of which neither the thing nor its zone has a place. */
  readonly unplacedPoints: readonly string[];
  /** Ids of equipment that is drawn somewhere in its zone, since only that has a place. */
  readonly loose: readonly string[];
};

/** How much of a hall its plan places. */
export const planCoverage = ({ zones, equipment, points, plan }: Site): PlanCoverage => {
  const hasPlace = (zone: string): boolean => plan?.zones[zone] !== undefined;
  const stands = (id: string): boolean => plan?.equipment[id] !== undefined;
  const unplacedZones = zones.filter(({ id }) => !hasPlace(id)).map(({ id }) => id);
  const unplacedPoints = points
    .filter(({ owner, zone }) => !stands(owner) && !hasPlace(zone))
    .map(({ id }) => id);
  return {
    zones: { placed: zones.length - unplacedZones.length, all: zones.length },
    points: { placed: points.length - unplacedPoints.length, all: points.length },
    unplacedZones,
    unplacedPoints,
    loose: equipment.filter(({ id, zone }) => !stands(id) && hasPlace(zone)).map(({ id }) => id),
  };
};
