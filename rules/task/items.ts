import type { SettledDuty } from "../language/duty.ts";
import { thingsOf } from "../language/duty-where.ts";
import type { Settings } from "../language/settings.ts";
import type { TaskItem } from "../routine/task.ts";
import type { Equipment, Point, Site } from "../site/model.ts";

/** What a duty is called as an item, where it is one. */
export const WHOLE = "it";

/**
 * What is to be answered each time that a duty falls due, in the order of the site file or of the pack. Empty: the hall
 * has none of the things that it is about, so that there is nothing to be done.
 *
 * @param zone  where the thing is that asked for it; empty: nowhere
 */
export const itemsOf = (
  duty: SettledDuty,
  site: Site,
  settings: Settings,
  zone = "",
): readonly TaskItem[] => {
  if (duty.each !== undefined)
    return thingsOf(duty, site, settings).map(thing => ({
      id: thing.id,
      title: thing.name,
      zone: thing.zone,
      answer: null,
    }));
  if (duty.items.length > 0) return duty.items.map(({ id, title }) => ({ id, title, zone, answer: null }));
  return [{ id: WHOLE, title: duty.title, zone, answer: null }];
};

/** The thing that an item is about; undefined: it is about none. */
export const thingOf = ({ equipment }: Site, item: string): Equipment | undefined =>
  equipment.find(({ id }) => id === item);

/** The class of what a reader at a place says: somebody was here. */
const SCAN = "inspection-scan";

/** The point whose reading proves an item of a duty: that of its `reading`, or a reader at the place; undefined: none does. */
export const proofOf = (duty: SettledDuty, site: Site, item: string): Point | undefined => {
  const points = thingOf(site, item)?.points ?? site.zones.find(({ id }) => id === item)?.points ?? {};
  if (duty.reading !== undefined && duty.evidence.includes("reading"))
    return Object.hasOwn(points, duty.reading.role) ? points[duty.reading.role] : undefined;
  return duty.evidence.includes("scan")
    ? Object.values(points).find(point => point.class.id === SCAN)
    : undefined;
};

/** Whether a value of that point proves it. */
export const isProof = (duty: SettledDuty, point: Point, value: number): boolean => {
  if (duty.evidence.includes("reading") && point.role === duty.reading?.role)
    return point.class.words?.[value] === duty.reading.word;
  return point.class.id === SCAN && point.class.words?.[value] === "seen";
};

/** The points whose readings can prove anything of any duty, by index. */
export const proofPoints = (duties: Iterable<SettledDuty>, site: Site): ReadonlySet<number> => {
  const all = [...duties];
  const owners = [...site.zones, ...site.equipment];
  return new Set(owners.flatMap(({ id }) => all.flatMap(duty => proofOf(duty, site, id)?.index ?? [])));
};
