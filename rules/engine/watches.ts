import type { Site } from "../site/model.ts";
import { blindWatch, ruleWatch, sourcesOf, type Watch } from "./finders.ts";
import type { Rulebook } from "./rulebook.ts";
import type { Signals } from "./signals.ts";
import { registered, type SlotTable } from "./slots.ts";

/** Everything that can find a fact in this hall: rules first, in the order of the rulebook, then the watches over sources. */
export const watchesOf = (site: Site, book: Rulebook, signals: Signals): readonly Watch[] => [
  ...book.instances.map(instance => ruleWatch(site, book, signals, instance)),
  ...sourcesOf(site, book).map(source => blindWatch(site, book, signals, source)),
];

/** For each slot the watches that must be judged again when it changes. */
export const usesOf = (watches: readonly Watch[], slots: number): readonly (readonly number[])[] => {
  const uses = Array.from({ length: slots }, () => [] as number[]);
  for (const [watch, { slots: read }] of watches.entries()) for (const slot of read) uses[slot]?.push(watch);
  return uses;
};

/** For each point that tells of an inspection (a scan of a tag) the slot that holds the date of the last one. */
export const scansOf = (site: Site, slots: SlotTable): ReadonlyMap<number, number> => {
  const scans = new Map<number, number>();
  for (const { id, points } of registered(site)) {
    const slot = slots.inspectedOn.get(id);
    if (slot !== undefined && points.scan) scans.set(points.scan.index, slot);
  }
  return scans;
};
