import type { WireAlert } from "#gateway/wire/alert.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import type { WirePlan } from "#gateway/wire/plan.ts";
import type { WirePoint } from "#gateway/wire/point.ts";
import { oldest } from "../store/oldest.ts";
import { belongs, type Family } from "./family.ts";
import { type ThingState, thingState } from "./thing-state.ts";
import { isAtHand, type ZoneView, zonesOf } from "./zone.ts";

type PlanZone = WirePlan["zones"][number];
type PlanThing = WirePlan["things"][number];

/** A zone as the plan draws it. */
export type ZoneMark = {
  readonly place: PlanZone;
  readonly zone: ZoneView;
  /** The alert at hand that is most urgent; null: none. */
  readonly worst: WireAlert | null;
  /** Alerts at hand. */
  readonly count: number;
  /** Points of the zone and its things that cannot be trusted now, and how many there are. */
  readonly blind: readonly WirePoint[];
  readonly points: number;
  /** When the earliest of the blind ones was last heard; null: one was never. */
  readonly blindSince: string | null;
};

/** A thing as the plan draws it. */
export type ThingMark = {
  readonly place: PlanThing;
  readonly equipment: WireHall["equipment"][number];
  readonly state: ThingState;
};

/** What is drawn of one floor. */
export type Scene = { readonly zones: readonly ZoneMark[]; readonly things: readonly ThingMark[] };

export type SceneOf = {
  readonly plan: WirePlan;
  readonly hall: WireHall;
  readonly points: readonly WirePoint[];
  /** Open ones, most urgent first. */
  readonly alerts: readonly WireAlert[];
  readonly family: Family;
  readonly isTrusted: (point: WirePoint) => boolean;
};

/**
 * What a floor shows now. A family leaves out things of others, but never one with an alert at hand, nor what is in a
 * wall; zones tell every alert and every blind point whatever is looked for.
 */
export const sceneOf = (floor: string, { plan, hall, points, alerts, family, isTrusted }: SceneOf): Scene => {
  const views = new Map(zonesOf(hall, points, alerts).map(zone => [zone.id, zone]));
  const zones = plan.zones.flatMap((place): ZoneMark[] => {
    const zone = views.get(place.id);
    if (place.floor !== floor || !zone) return [];
    const own = points.filter(point => point.zone === zone.id);
    const blind = own.filter(point => !isTrusted(point));
    const atHand = zone.alerts.filter(isAtHand);
    const told = { worst: atHand[0] ?? null, count: atHand.length };
    return [{ place, zone, ...told, blind, points: own.length, blindSince: oldest(blind) }];
  });
  const things = plan.things.flatMap((place): ThingMark[] => {
    const equipment = hall.equipment.find(({ id }) => id === place.id);
    if (place.floor !== floor || !equipment) return [];
    const own = points.filter(({ owner }) => owner === equipment.id);
    const state = thingState(equipment, own, views.get(equipment.zone)?.alerts ?? [], isTrusted);
    const isShown = belongs(equipment.kind, family) || state.alert !== null || place.facing !== null;
    return isShown ? [{ place, equipment, state }] : [];
  });
  return { zones, things };
};

/** Whether nobody sees anything of a zone. A zone without points is no such: there was never anything to see. */
export const isDark = ({ blind, points }: ZoneMark): boolean => points > 0 && blind.length === points;

/** The floor that a zone or a thing is on. */
export const floorWith = (plan: WirePlan, id: string): string | null =>
  [...plan.zones, ...plan.things].find(each => each.id === id)?.floor ?? null;
