import { after, hours, type Instant } from "../time/instant.ts";
import type { Due } from "./agenda.ts";
import type { Core } from "./core.ts";
import { setDoorSlots } from "./door-slots.ts";
import { escalateDue } from "./escalations-due.ts";
import { queuePoint, stirPoint } from "./intake.ts";
import { judge, settle } from "./judge.ts";
import { lifeDue } from "./life-due.ts";
import { listingsDue } from "./listings-due.ts";
import { sendNotices } from "./notices.ts";
import { clerksDue, heardByClerks, turnClerks } from "./office-work.ts";
import { silenceDue } from "./silence.ts";
import { dayNumber } from "./slots.ts";
import { queueMeasure, setSlot, stirMeasured } from "./stir.ts";
import { releaseDue } from "./suppressions-due.ts";
import type { Things } from "./things.ts";

/**
 * Lets everything happen that is due up to `to`, each at its own time. What turns stale or moves on at one moment is
 * judged together, after what was true until then has been found. The engine's time never goes back.
 */
export const advance = (core: Core, to: Instant): void => {
  const { agenda, things, stirred } = core;
  let moment = core.now;
  for (;;) {
    const due = agenda.next(to);
    const isSameMoment = due !== null && due.at === moment && isTogether(due.thing, things);
    if (stirred.size > 0 && !isSameMoment) {
      // What this finds out may be due before what is next now.
      settle(core, moment);
      continue;
    }
    if (due === null) break;
    agenda.off(due);
    moment = due.at;
    if (moment > core.now) core.now = moment;
    happen(core, due);
  }
  if (to > core.now) core.now = to;
};

/** Whether a thing happens together with others of its moment, before what follows from them is judged. */
const isTogether = (thing: number, { points, life }: Things): boolean => thing >= points && thing < life;

const happen = (core: Core, { thing, at }: Due): void => {
  const { things } = core;
  if (thing === things.edge) turnDay(core, at);
  else if (thing < things.points) ripen(core, thing - things.watches, at);
  else if (thing < things.measures) expire(core, thing - things.points, at);
  else if (thing < things.silence) wake(core, thing - things.measures, at);
  else if (thing === things.silence) silenceDue(core, at);
  else if (thing === things.life) lifeDue(core, at);
  else if (thing === things.release) releaseDue(core, at);
  else if (thing === things.listing) listingsDue(core, at);
  else if (thing === things.clerks) clerksDue(core);
  else if (thing === things.escalation) escalateDue(core, at);
  else if (thing === things.notice) sendNotices(core);
  else core.judgePast?.(at);
};

/** The hall's day moved on: what is in force and which date it is may differ from here on. */
export const turnDay = (core: Core, at: Instant): void => {
  const { site, book, forces, measures, stirred } = core;
  const { calendar } = site;
  core.span = calendar.phaseAt(at);
  setSlot(core, book.slots.today, dayNumber(calendar.dateAt(at)), at);
  const inspection = calendar.mondayInspection(at);
  setSlot(core, book.slots.monday, inspection ? dayNumber(inspection.monday) : Number.NaN, at);
  for (const [zone, slot] of book.slots.approved)
    setSlot(core, slot, core.activities.isOn(zone, at) ? 1 : 0, at);
  setDoorSlots(core, at);
  for (const watch of forces.turn(at, core.span)) stirred.add(watch);
  for (const measure of measures.turn(calendar, at)) stirMeasured(core, measure);
  for (let measure = 0; measure < measures.count; measure++) queueMeasure(core, measure);
  settle(core, at);
  queueEdge(core, at);
  turnClerks(core);
};

const queueEdge = ({ site, forces, activities, doors, agenda, things }: Core, at: Instant): void => {
  const next = site.calendar.nextEdge(at) ?? after(at, hours(1));
  agenda.add(things.edge, Math.min(next, forces.nextEdge(at), activities.nextEdge(at), doors.nextEdge(at)));
};

const ripen = (core: Core, watch: number, at: Instant): void => {
  const dueAt = core.holds.dueAt(watch);
  if (dueAt === at) judge(core, watch, at);
  else core.agenda.add(core.things.watches + watch, dueAt);
};

const expire = (core: Core, point: number, at: Instant): void => {
  if (core.signals.expire(point, at)) {
    stirPoint(core, point, at, "state");
    heardByClerks(core, point, at, null);
  } else queuePoint(core, point);
};

const wake = (core: Core, measure: number, at: Instant): void => {
  const { measures } = core;
  if (measures.wakeAt(measure) <= at && measures.look(measure, at)) stirMeasured(core, measure);
  queueMeasure(core, measure);
};
