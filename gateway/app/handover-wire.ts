import type { Handover } from "#rules/handover/handover.ts";
import { isFixed, unreadBy } from "#rules/handover/life.ts";
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
  unread: [...unreadOf(handover)],
});

/**
 * Items that whoever is to take it has not read, once the outgoing person has signed; before that nobody has to have read
 * anything. Where nobody knows who takes it, those that nobody else has read.
 */
const unreadOf = (handover: Handover): readonly string[] => {
  const { items, to, from, state } = handover;
  if (state === "done" || !isFixed(handover)) return [];
  const unread =
    to === null
      ? items.filter(({ read }) => Object.keys(read).every(person => person === from))
      : unreadBy(handover, to);
  return unread.map(({ id }) => id);
};

const isoOf = (at: Instant | null): string | null => (at === null ? null : toIso(at));
