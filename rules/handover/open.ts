import { type Refusal, refused } from "../alert/refusal.ts";
import { isAbsent } from "../roster/duty.ts";
import type { Hall } from "../routine/clerk.ts";
import type { EarlyHandover } from "../routine/command.ts";
import { forbidden, personOf } from "../routine/who.ts";
import type { Shift } from "../site/roster.ts";
import { after, type Instant, instant, type Millis, toIso } from "../time/instant.ts";
import type { Handover, Post } from "./handover.ts";
import { responsibleOf } from "./responsible.ts";
import { postsOf, successorOf } from "./shifts.ts";

/** Who hands a post over to whom. */
export type Change = { readonly post: Post; readonly from: string; readonly to: string | null };

/**
 * Who hands over to whom at the end of a shift; null: nobody, since the same person goes on or has handed over before.
 *
 * @param own  handovers of the post: open ones, and the one done last
 */
export const changeAt = (hall: Hall, shift: Shift, own: readonly Handover[]): Change | null => {
  const next = successorOf(hall.roster(), shift);
  if (next.is === "self") return null;
  const from = outgoing(hall, shift, own);
  const to = next.is === "other" ? next.person : null;
  return from === null || from === to ? null : { post: shift.role, from, to };
};

/** Who has the post at the end of a shift: whoever took it early, or meanwhile for somebody who is away. */
const outgoing = (hall: Hall, { person, role, from, to }: Shift, own: readonly Handover[]): string | null => {
  const early = own.find(each => each.from === person && from <= each.openedAt && each.openedAt < to);
  if (early) return early.state === "open" ? null : (early.bridge ?? early.to);
  if (!isAbsent(hall.roster(), person, instant(to - 1))) return person;
  const now = instant(to - 1);
  const responsible = responsibleOf(role, own, { site: hall.site, roster: hall.roster(), now });
  return responsible && responsible.person !== person ? responsible.person : null;
};

/** A handover before the roster says so, or why not. */
export const earlyChange = (
  { site }: Hall,
  { post, by, to }: EarlyHandover,
  own: readonly Handover[],
): Change | Refusal => {
  const posts = postsOf(site);
  if (!posts.includes(post)) return refused(`nobody has the post ${post} here; there is ${posts.join(", ")}`);
  const from = personOf(site, by);
  if (!from?.roles.includes(post)) return forbidden(from, "hand this post over", [post]);
  const next = personOf(site, to);
  if (!next?.roles.includes(post)) return refused(`${next?.name ?? to} cannot take the post ${post}`);
  if (next.id === from.id) return refused("one hands over to somebody else");
  const open = own.find(each => each.from === from.id && each.state === "open");
  if (open) return refused("your handover is open already: sign that");
  return { post, from: from.id, to: next.id };
};

/** An empty handover, to be filled with what is open. */
export const begun = ({ post, from, to }: Change, openedAt: Instant, within: Millis): Handover => ({
  id: `handover/${post}/${toIso(openedAt).replaceAll(/[-:.]/g, "")}`,
  post,
  from,
  to,
  bridge: null,
  openedAt,
  dueAt: after(openedAt, within),
  items: [],
  remarks: "",
  counts: {},
  additions: [],
  steps: [],
  state: "open",
  endedAt: null,
  remindedAt: null,
});
