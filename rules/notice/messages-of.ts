import type { Instant } from "../time/instant.ts";
import { type Entry, KINDS, receiverKey } from "./group.ts";
import type { Message, MessageItem } from "./message.ts";
import type { Outgoing } from "./waiting.ts";

/**
 * The messages of what goes out to a receiver at a moment: one for each kind, the most urgent alert first, which gives it
 * its key.
 *
 * @param itemOf  an alert as it stands; null: nothing is known of it any more
 */
export const messagesOf = (
  { group, entries }: Outgoing,
  at: Instant,
  itemOf: (entry: Entry) => MessageItem | null,
): readonly Message[] =>
  KINDS.flatMap(kind => {
    const all = entries.filter(entry => entry.kind === kind);
    const items = all.flatMap(entry => itemOf(entry) ?? []).toSorted(byUrgency);
    const [first] = items;
    if (first === undefined) return [];
    const count = all.find(({ alert }) => alert === first.alert)?.count;
    const base = `${first.alert}:${first.revision}:${kind}:${receiverKey(group.to)}`;
    return {
      key: count === undefined ? base : `${base}:${count}`,
      kind,
      at,
      to: group.to,
      priority: first.priority,
      class: group.class,
      isSilent: group.isSilent,
      items,
    };
  });

const byUrgency = (a: MessageItem, b: MessageItem): number =>
  a.priority - b.priority || a.openedAt - b.openedAt || (a.alert < b.alert ? -1 : 1);
