import { classOf } from "../language/classes.ts";
import type { Site } from "../site/model.ts";
import type { Rulebook } from "./rulebook.ts";

/**
 * All that goes out of service with something: a zone's parts and equipment, what sends through a source or a line, and
 * every source that serves nothing else. Null: there is no such thing in the hall.
 *
 * @param target  id of an equipment or a zone, or a source or line as `via` names it: `modbus:plant/3`, `modbus:plant`
 */
export const coverage = (site: Site, target: string): ReadonlySet<string> | null => {
  const owners = ownersIn(site, target) ?? ownersBehind(site, target);
  if (owners === null) return null;
  const sources = Map.groupBy(site.points, ({ via }) => via);
  const own = [...sources].filter(([, points]) => points.every(({ owner }) => owners.has(owner)));
  const behind = [...sources.keys()].filter(via => isBehind(via, target));
  return new Set([target, ...owners, ...own.map(([via]) => via), ...behind]);
};

/** Ids of those of a set of targets of which some rule tells life safety. */
export const lifeSafetyIn = ({ instances }: Rulebook, targets: ReadonlySet<string>): readonly string[] => {
  const found = instances.filter(
    ({ rule, target }) => targets.has(target.id) && classOf(rule) === "life-safety",
  );
  return [...new Set(found.map(({ target }) => target.id))];
};

const ownersIn = ({ zones, equipment }: Site, target: string): ReadonlySet<string> | null => {
  if (equipment.some(({ id }) => id === target)) return new Set([target]);
  if (!zones.some(({ id }) => id === target)) return null;
  const parts = zones.filter(({ id, within }) => id === target || within === target).map(({ id }) => id);
  return new Set([...parts, ...equipment.filter(({ zone }) => parts.includes(zone)).map(({ id }) => id)]);
};

/** What sends through a source and through nothing else. */
const ownersBehind = ({ points }: Site, target: string): ReadonlySet<string> | null => {
  if (!points.some(({ via }) => isBehind(via, target))) return null;
  const byOwner = [...Map.groupBy(points, ({ owner }) => owner)];
  return new Set(
    byOwner.filter(([, own]) => own.every(({ via }) => isBehind(via, target))).map(([owner]) => owner),
  );
};

/** Whether a source is the target, or on the line that is. */
const isBehind = (via: string, target: string): boolean =>
  via === target || via.startsWith(`${target}/`) || via.startsWith(`${target}:`);
