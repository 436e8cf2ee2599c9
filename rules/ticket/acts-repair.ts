import { refused } from "../alert/refusal.ts";
import { after, between, hours } from "../time/instant.ts";
import { type Of, type Perform, said } from "./asking.ts";
import { clock, withClock } from "./clocks.ts";

/** Nobody is let in for longer at a time. */
const LONGEST_GRANT = hours(24);

/**
 * Somebody takes the device away: it is parked, out of service until it is back, and from then on there is a day for a
 * spare.
 *
 * @see ZX-12-4b in the clause catalogue
 */
export const remove: Perform<Of<"remove">> = (ticket, act, asking) => {
  const { at, times } = asking;
  if (act.note.trim() === "") return refused("say who took it away, and where to");
  if (!(act.expectedDays >= 0)) return refused("say how many days it is expected to be away");
  const away = { ...said(act, asking), expectedDays: act.expectedDays };
  return withClock({ ...ticket, removal: away, state: "parked" }, clock("spare", after(at, times.spare)));
};

/** A spare stands in its place: the device's own again, or another one of its kind that was heard from. */
export const spare: Perform<Of<"spare">> = (ticket, act, asking) => {
  const { equipment } = asking.hall.site;
  const kind = equipment.find(({ id }) => id === ticket.target)?.kind;
  const found = equipment.find(({ id }) => id === act.target);
  if (!found) return refused(`there is no ${act.target} in this hall`);
  if (found.kind !== kind) return refused(`${act.target} is no ${kind}`);
  const { online } = found.points;
  if (online) {
    const { state, value } = asking.hall.signalOf(online.index);
    if (state !== "good" || online.class.words?.[value] === "offline")
      return refused(`${act.target} has not been heard from: nobody knows that it works`);
  }
  return { ...ticket, spare: { ...said(act, asking), target: act.target } };
};

/** @see ZX-6-7 in the clause catalogue; that it is for a stretch of time is our reading */
export const grant: Perform<Of<"grant">> = (ticket, act, { hall, at, by }) => {
  const { who, doors, from, to } = act;
  if (who.trim() === "") return refused("say who is let in");
  if (doors.length === 0) return refused("say through which doors");
  const strangers = doors.filter(
    door => !hall.site.equipment.some(({ id, kind }) => id === door && kind === "door"),
  );
  if (strangers.length > 0) return refused(`there is no door ${strangers.join(", ")}`);
  if (to <= from || to <= at) return refused("say until when: that moment has passed");
  if (between(from, to) > LONGEST_GRANT) return refused("nobody is let in for longer than 24 h at a time");
  return { ...ticket, grants: [...ticket.grants, { who: who.trim(), doors, from, to, by: by.name }] };
};
