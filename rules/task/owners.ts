import type { SettledDuty } from "../language/duty.ts";
import { gaps } from "../roster/gaps.ts";
import type { Site, Words } from "../site/model.ts";
import type { Roster } from "../site/roster.ts";

/** Something that nobody answers for, or more than one does. */
export type Ownerless = {
  readonly is: "zone" | "equipment" | "duty" | "day";
  /** Of the zone, the thing or the duty; the date. */
  readonly id: string;
  readonly name: Words;
  /** Names of those who answer for it; empty: nobody. */
  readonly owners: readonly string[];
};

/**
 * Where the hall does not say who answers for what. A zone has one person who owns it, a thing is theirs who owns the zone
 * where it is, and a part of a room theirs who owns the room; a duty is the duty of a role that somebody has; and on every
 * day somebody is duty manager.
 *
 * @param from  `YYYY-MM-DD`, the first of the days that are looked at
 * @see JS-1 and ZX-5-3 in the clause catalogue: exactly one owner
 */
export const ownerless = (
  site: Site,
  roster: Roster,
  duties: readonly SettledDuty[],
  { from, days }: { readonly from: string; readonly days: number },
): readonly Ownerless[] => {
  const { zones, equipment } = site;
  return [
    ...zones
      .map(({ id, name }): Ownerless => ({ is: "zone", id, name, owners: ownersOf(site, id) }))
      .filter(isOdd),
    ...equipment
      .map(({ id, name, zone }): Ownerless => ({ is: "equipment", id, name, owners: ownersOf(site, zone) }))
      .filter(isOdd),
    ...duties
      .filter(({ who }) => !site.people.some(({ roles }) => roles.includes(who)))
      .map(({ id, title }): Ownerless => ({ is: "duty", id, name: title, owners: [] })),
    ...gaps(site, roster, "duty-manager", { from, days }).map(
      ({ date }): Ownerless => ({ is: "day", id: date, name: { zh: date, en: date }, owners: [] }),
    ),
  ];
};

/** Names of those who own a zone, or the room that it is a part of. */
export const ownersOf = (
  { people, zones }: Pick<Site, "people" | "zones">,
  zone: string,
): readonly string[] => {
  const own = people.filter(person => person.zones?.includes(zone));
  const room = zones.find(({ id }) => id === zone)?.within;
  const found =
    own.length > 0 || room === undefined ? own : people.filter(person => person.zones?.includes(room));
  return found.map(({ name }) => name);
};

const isOdd = ({ owners }: Ownerless): boolean => owners.length !== 1;
