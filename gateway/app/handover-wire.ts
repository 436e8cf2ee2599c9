import type { Handover } from "#rules/handover/handover.ts";
import { type Instant, toIso } from "#rules/time/instant.ts";
import type { WireHandover } from "../wire/handover.ts";
import { wireSignature } from "./certificate-wire.ts";

/** A handover as the API tells it. */
export const wireHandover = (handover: Handover): WireHandover => ({
  id: handover.id,
  post: handover.post,
  from: handover.from,
  to: handover.to,
  bridge: handover.bridge,
  openedAt: toIso(handover.openedAt),
  dueAt: toIso(handover.dueAt),
  items: handover.items.map(({ id, kind, title, standing, priority, read }) => ({
    id,
    kind,
    title,
    standing,
    priority,
    read: Object.fromEntries(Object.entries(read).map(([person, at]) => [person, toIso(at)])),
  })),
  remarks: handover.remarks,
  counts: { ...handover.counts },
  additions: handover.additions.map(({ by, at, text }) => ({ by, at: toIso(at), text })),
  steps: handover.steps.map(({ from, to }) => ({
    from: from && wireSignature(from),
    to: to && wireSignature(to),
  })),
  state: handover.state,
  endedAt: isoOf(handover.endedAt),
  unread: [...unreadBy(handover)],
});

/** Items that whoever signs next has not read. Whoever hands over wrote them; he need not. */
const unreadBy = ({ items, steps, to, state }: Handover): readonly string[] => {
  if (state === "done" || steps.at(-1)?.from == null) return [];
  return items.filter(({ read }) => to === null || read[to] === undefined).map(({ id }) => id);
};

const isoOf = (at: Instant | null): string | null => (at === null ? null : toIso(at));
