import type { Signal } from "../reading/signal.ts";
import type { Task } from "../routine/task.ts";
import type { Equipment, Site, Words } from "../site/model.ts";
import { clockText } from "../time/clock-text.ts";
import type { Instant } from "../time/instant.ts";
import { thingOf } from "./items.ts";

/** Since when each door has been closed, by id; null: it is open. A door that was never heard from is not in it. */
export type Doors = Readonly<Record<string, Instant | null>>;

/** The doors that somebody must pass to get to anything of the hall, by the index of their contact. */
export const doorsOnTheWay = ({ equipment }: Site): ReadonlyMap<number, string> => {
  const ways = new Set(equipment.flatMap(({ behind }) => behind ?? []));
  return new Map(
    equipment.flatMap(({ id, points: { contact } }) =>
      ways.has(id) && contact !== undefined ? [[contact.index, id] as const] : [],
    ),
  );
};

/** What is known of the doors after one was heard to be open or closed; the same where that is no news. */
export const heardDoor = (doors: Doors, door: string, isClosed: boolean, at: Instant): Doors => {
  const known = Object.hasOwn(doors, door) ? doors[door] : undefined;
  if (isClosed) return known === undefined || known === null ? { ...doors, [door]: at } : doors;
  if (known === null) return doors;
  // What comes late tells of a moment before the last: the door has been closed again since.
  return { ...doors, [door]: known !== undefined && at < known ? known : null };
};

/** What an answer at a place is held against. */
export type Way = {
  readonly site: Site;
  readonly task: Task;
  readonly item: string;
  readonly at: Instant;
  readonly doors: Doors;
  readonly signalOf: (point: number) => Signal;
  readonly timeZone: string;
};

/**
 * What speaks against somebody having been at a place: a door on the way there that has not been open since the item
 * before. Only a door whose contact has answered without a break can say so.
 */
export const doubtsOf = (way: Way): readonly Words[] => {
  const { site, task, item, at } = way;
  const before = task.items
    .flatMap(({ id, answer }) =>
      answer !== null && id !== item && answer.at <= at ? [{ id, at: answer.at }] : [],
    )
    .toSorted((a, b) => a.at - b.at)
    .at(-1);
  const [here, there] = [thingOf(site, item)?.behind, before && thingOf(site, before.id)?.behind];
  if (here === there) return [];
  const since = before?.at ?? task.opensAt;
  return [here, there].flatMap(id => {
    const door = id === undefined ? undefined : thingOf(site, id);
    return door !== undefined && wasShut(way, door, since) ? [said(door, since, way)] : [];
  });
};

const wasShut = (
  { doors, signalOf }: Way,
  { id, points: { contact } }: Equipment,
  since: Instant,
): boolean => {
  if (contact === undefined) return false;
  const closedSince = Object.hasOwn(doors, id) ? doors[id] : undefined;
  const signal = signalOf(contact.index);
  const isSure = signal.state === "good" && signal.since <= since;
  const isClosed = contact.class.words?.[signal.value] === "closed";
  return isSure && isClosed && closedSince != null && closedSince <= since;
};

const said = ({ id }: Equipment, since: Instant, { at, timeZone }: Way): Words => {
  const clock = clockText(since, at, timeZone);
  return { zh: `${id} 自 ${clock} 起没有打开过`, en: `${id} was not opened since ${clock}` };
};
