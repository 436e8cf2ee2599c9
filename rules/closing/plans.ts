import type { Site } from "../site/model.ts";
import { closingPlans, type Plan, peoplePoint, type SettingOf } from "./needs.ts";

/** What the closing check asks of a hall, and by which points. */
export type Plans = {
  readonly all: readonly Plan[];
  /** Those that look at a point, by its index. */
  readonly of: ReadonlyMap<number, readonly Plan[]>;
  /** Points that tell whether somebody is in a zone: what is asked of everything else may follow from them. */
  readonly people: ReadonlySet<number>;
};

/** Told apart once: a reading must find what it concerns without looking at all there is. */
export const plansOf = (site: Site, setting: SettingOf): Plans => {
  const all = closingPlans(site, setting);
  const of = new Map<number, readonly Plan[]>();
  for (const plan of all)
    for (const { point } of [...plan.needs, ...(plan.whileInside ? [plan.whileInside] : [])])
      of.set(point.index, [...(of.get(point.index) ?? []), plan]);
  return { all, of, people: new Set(site.zones.flatMap(zone => peoplePoint(zone)?.index ?? [])) };
};

export const NO_PLANS: Plans = { all: [], of: new Map(), people: new Set() };
