import { isAbsent } from "../roster/duty.ts";
import type { Hall } from "../routine/clerk.ts";
import type { Site } from "../site/model.ts";
import type { Roster, Shift } from "../site/roster.ts";
import { after, hours, type Instant, instant } from "../time/instant.ts";
import type { Post } from "./handover.ts";

/** Where the roster has no shifts, these are handed over when somebody says so. */
const USUAL: readonly Post[] = ["guard", "duty-manager"];

/** The posts of a hall: roles with shifts in its roster, else the guard and the duty manager where there is one. */
export const postsOf = ({ people, roster }: Pick<Site, "people" | "roster">): readonly Post[] => {
  const rostered = [...new Set(roster.shifts.map(({ role }) => role))];
  const usual = USUAL.filter(post => people.some(({ roles }) => roles.includes(post)));
  return [...new Set([...rostered, ...usual])];
};

/** Who has the post after a shift; `self`: the same person goes on, or is the next one, so that nobody hands anything over. */
export type Successor =
  | { readonly is: "other"; readonly person: string }
  | { readonly is: "self" }
  | { readonly is: "nobody" };

/** Who comes after a shift, by the roster: whoever is on already, else whoever is the first to come. */
export const successorOf = ({ shifts }: Roster, { person, role, to: end }: Shift): Successor => {
  const next = shifts
    .filter(shift => shift.role === role && shift.to > end)
    .toSorted((a, b) => Math.max(a.from, end) - Math.max(b.from, end) || a.from - b.from);
  const isSelf = next.find(shift => shift.person === person && shift.from <= end);
  const [first] = next;
  if (isSelf || first?.person === person) return { is: "self" };
  return first ? { is: "other", person: first.person } : { is: "nobody" };
};

/**
 * When a person's next duty in a post begins: by the roster, where it says so; else when people come in the next time.
 * Whoever is away by then comes later.
 */
export const nextDutyAt = (
  { calendar, roster }: Pick<Hall, "calendar" | "roster">,
  post: Post,
  person: string | null,
  now: Instant,
): Instant => {
  const known = roster();
  const own = known.shifts
    .filter(shift => shift.role === post && shift.person === person && shift.to > now)
    .toSorted((a, b) => a.from - b.from);
  for (const { from, to } of own) {
    const comes = person === null ? from : presentFrom(known, person, instant(Math.max(from, now)));
    if (comes < to) return comes;
  }
  const back = person === null ? now : presentFrom(known, person, now);
  const edge = calendar.upcomingEdge({ is: "opening" }, back);
  if (edge.is === "at") return edge.at;
  return edge.is === "unknown" ? edge.from : after(back, hours(24));
};

/** The first moment from one on at which a person is not away. */
const presentFrom = (roster: Roster, person: string, from: Instant): Instant => {
  const away = roster.absences.find(each => each.person === person && each.from <= from && from < each.to);
  return away && isAbsent(roster, person, from) ? presentFrom(roster, person, away.to) : from;
};
