import type { Transition } from "../alert/alert.ts";
import { type Refusal, refused } from "../alert/refusal.ts";
import { type Cue, type Done, NOTHING_DONE } from "../routine/clerk.ts";
import type { RoutineCommand } from "../routine/command.ts";
import type { Instant, Millis } from "../time/instant.ts";
import { restoreAffairs, settleAffairs } from "./affairs.ts";
import type { Core } from "./core.ts";
import { isDay } from "./days.ts";
import { turnDoors } from "./door-slots.ts";
import { type Desk, type Job, type Office, paperKey } from "./office.ts";
import { remind } from "./reminders-due.ts";
import { servePaper } from "./service-papers.ts";
import type { EngineState } from "./state.ts";

/** Clerks whose moment has come do what is to be done; all of them, where the hall's day moved on. */
export const clerksDue = (core: Core): void => {
  const { office } = core;
  if (!office) return;
  const { isTurned } = office;
  office.isTurned = false;
  work(core, () => {
    for (const desk of office.desks) {
      const isDue = !desk.isIdle && desk.clerk.dueAt() <= core.now;
      if (!isDue && !isTurned) continue;
      take(core, desk, desk.clerk.wake(office.hall), "woken");
      desk.isIdle = desk.clerk.dueAt() <= core.now;
    }
  });
  queueClerks(core);
};

/** At the end of a step: what it has made due is done with it. */
export const settleClerks = (core: Core): void => {
  const { office } = core;
  while (office && (office.isTurned || office.soonest() <= core.now)) clerksDue(core);
};

/** The hall's day moved on, or the calendar is another: every clerk looks again. */
export const turnClerks = (core: Core): void => {
  if (!core.office) return;
  core.office.isTurned = true;
  core.agenda.add(core.things.clerks, core.now);
};

/** Puts the next moment at which a clerk has something to do on the agenda. */
export const queueClerks = ({ agenda, office, things }: Core): void => {
  if (office) agenda.add(things.clerks, office.soonest());
};

/**
 * A point was heard.
 *
 * @param at     source time
 * @param value  null: it fell silent, or its device failed
 */
export const heardByClerks = (core: Core, point: number, at: Instant, value: number | null): void => {
  const { office } = core;
  const listeners = office?.listeners(point) ?? [];
  if (!office || listeners.length === 0) return;
  for (const desk of listeners) {
    const done = desk.clerk.heard(office.hall, point, at, value);
    if (!isNothing(done)) work(core, () => take(core, desk, done));
  }
};

/** Alerts changed. */
export const toldToClerks = (core: Core, transitions: readonly Transition[]): void =>
  assign(core, { is: "told", transitions });

/** A rule of level `cue` finds its fact, or does no longer. */
export const cuedToClerks = (core: Core, cue: Cue): void => assign(core, { is: "cued", cue });

/** Asks every clerk until one does what a person asks for. Returns why not, when it is refused. */
export const obeyRoutine = (core: Core, command: RoutineCommand): Refusal | undefined => {
  const { office } = core;
  if (!office) return NOBODY;
  for (const desk of office.desks) {
    const answer = desk.clerk.obey(office.hall, command);
    if (answer === undefined) continue;
    const isRefused = "is" in answer;
    const done = isRefused ? answer.done : answer;
    if (done) work(core, () => take(core, desk, done));
    if (!isRefused) return undefined;
    const { done: _, ...refusal } = answer;
    return refusal;
  }
  return NOBODY;
};

const NOBODY = refused("nobody keeps such papers here");

/** The clock was moved: deadlines that count time move along. */
export const moveClerks = (core: Core, by: Millis): void => {
  const { office } = core;
  if (!office) return;
  work(core, () => {
    for (const desk of office.desks) take(core, desk, desk.clerk.move(office.hall, by), "woken");
  });
};

/** Puts stored papers back, and what others have heard of them. */
export const restoreClerks = (core: Core, { papers = [] }: Pick<EngineState, "papers">): void => {
  const { office } = core;
  if (!office) return;
  for (const desk of office.desks) {
    const own = papers.filter(paper => desk.clerk.kinds.includes(paper.kind) && !isDay(paper));
    desk.clerk.restore(own.toSorted((a, b) => (paperKey(a) < paperKey(b) ? -1 : 1)));
  }
  for (const desk of office.desks) restoreAffairs(core, office.hall, desk);
};

const assign = (core: Core, job: Job): void => {
  const { office } = core;
  if (!office || office.desks.length === 0) return;
  office.jobs.push(job);
  if (!office.isBusy) work(core, () => undefined);
};

/** Lets clerks work until nothing is left that they have not heard of. */
const work = (core: Core, begin: () => void): void => {
  const { office } = core;
  if (!office) return;
  office.isBusy = true;
  try {
    begin();
    for (let job = office.jobs.shift(); job; job = office.jobs.shift())
      for (const desk of office.desks) hear(core, office, desk, job);
  } finally {
    office.isBusy = false;
    office.jobs.length = 0;
  }
  queueClerks(core);
};

const hear = (core: Core, office: Office, desk: Desk, job: Job): void => {
  const done = heardOf(office, desk, job);
  if (done) take(core, desk, done);
};

const heardOf = ({ hall }: Office, { clerk }: Desk, job: Job): Done | undefined => {
  switch (job.is) {
    case "told":
      return clerk.told(hall, job.transitions);
    case "cued":
      return clerk.cued(hall, job.cue);
    case "open-ticket": {
      const answer = clerk.obey(hall, job.command);
      return answer && ("is" in answer ? answer.done : answer);
    }
    default:
      return job satisfies never;
  }
};

/** Most readings are no news for anybody: they must cost no more than the asking. */
const isNothing = (done: Done): boolean =>
  done === NOTHING_DONE ||
  (done.entries.length === 0 &&
    done.papers.length === 0 &&
    done.reminders.length === 0 &&
    done.services.length === 0 &&
    done.tickets.length === 0);

/** What follows from what a clerk did. */
const take = (core: Core, desk: Desk, done: Done, why: "woken" | "done" = "done"): void => {
  const { out, office } = core;
  const { entries, papers, reminders, services, tickets } = done;
  out.deeds.push(...entries);
  for (const paper of papers) out.papers.set(paperKey(paper), paper);
  for (const reminder of reminders) remind(core, reminder);
  for (const service of services) servePaper(core, service, done);
  for (const command of tickets) office?.jobs.push({ is: "open-ticket", command });
  if (papers.length > 0) desk.isIdle = false;
  if (papers.some(({ kind }) => kind === "ticket" || kind === "key")) turnDoors(core);
  if (office && (why === "woken" || papers.length > 0)) settleAffairs(core, office.hall, desk);
};
