import { isAbsent, onDuty } from "../roster/duty.ts";
import type { Site } from "../site/model.ts";
import type { Roster, Shift } from "../site/roster.ts";
import { type Instant, instant } from "../time/instant.ts";
import type { Handover, HandoverStep, Post, Responsible } from "./handover.ts";

/**
 * Who is responsible for a post: whoever took it last with both signatures, from the later of the two on. Where nobody has
 * ever taken it so, whoever is to hand it over; else whoever is on duty by the roster, or was last. Null: nobody ever was.
 *
 * @param handovers  of the hall, in any order; those of other posts are passed over
 * @see ZX-2-6, DX-3-3-3 and C8 of the regulations: the instant is kept, and what was read
 */
export const responsibleOf = (
  post: Post,
  handovers: readonly Handover[],
  {
    site,
    roster,
    now,
  }: { readonly site: Pick<Site, "people">; readonly roster: Roster; readonly now: Instant },
): Responsible | null => {
  const [last] = handovers
    .filter(each => each.post === post)
    .flatMap(({ id, steps }) => steps.flatMap(step => takenBy(step, id, post)))
    .filter(({ since }) => since <= now)
    .toSorted((a, b) => b.since - a.since);
  if (last) return last;
  const open = handovers
    .filter(each => each.post === post && each.openedAt <= now)
    .toSorted((a, b) => a.openedAt - b.openedAt)[0];
  const shifts = roster.shifts.filter(({ role, from }) => role === post && from <= now);
  const person = open?.from ?? onDuty(site, roster, post, now)[0]?.id ?? latest(shifts)?.person;
  if (person === undefined) return null;
  const since = latest(shifts.filter(shift => shift.person === person))?.from ?? null;
  return { post, person, since, handover: null };
};

const latest = (shifts: readonly Shift[]): Shift | undefined => shifts.toSorted((a, b) => b.to - a.to)[0];

const takenBy = (
  { from, to }: HandoverStep,
  handover: string,
  post: Post,
): readonly (Responsible & { readonly since: Instant })[] =>
  from && to ? [{ post, person: to.person, since: instant(Math.max(from.at, to.at)), handover }] : [];

/** Whether somebody cannot take a post himself now: he is away, or not on duty. */
export const isOff = (
  site: Pick<Site, "people">,
  roster: Roster,
  { post, person, now }: { readonly post: Post; readonly person: string; readonly now: Instant },
): boolean =>
  isAbsent(roster, person, now) || !onDuty(site, roster, post, now).some(({ id }) => id === person);
