import type { Instant } from "../time/instant.ts";
import type { Core } from "./core.ts";
import { settle } from "./judge.ts";
import { setSlot } from "./stir.ts";

/** Papers that say something of doors changed. */
export const turnDoors = (core: Core): void => {
  const { doors, office, out, now } = core;
  if (!office) return;
  const memo = doors.take([...office.papers("ticket"), ...office.papers("key")], now);
  out.memos.set(memo.key, memo);
  setDoorSlots(core, now);
  settle(core, now);
  core.agenda.add(core.things.edge, doors.nextEdge(now));
};

/** A badge is taken while somebody is let in, whatever has become of the permission since. */
export const setDoorSlots = (core: Core, at: Instant): void => {
  const { doors, book, signals } = core;
  const badgeAt = (door: string): number => {
    const badge = doors.badgeOf(door);
    return badge === undefined ? 0 : signals.lastAt(badge);
  };
  for (const [door, slot] of book.slots.permitted)
    setSlot(core, slot, doors.isPermitted(door, (badgeAt(door) || at) as Instant) ? 1 : 0, at);
  for (const [door, slot] of book.slots.keyLost) setSlot(core, slot, doors.hasLostKey(door, at) ? 1 : 0, at);
};
