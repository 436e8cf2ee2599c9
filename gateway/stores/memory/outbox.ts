import { Fault } from "#gateway/ports/fault.ts";
import type { Delivery, StoredMessage } from "#gateway/ports/record.ts";
import type { Message } from "#rules/notice/message.ts";

/** Messages and their deliveries, in the order in which they came. */
export const memoryOutbox = () => {
  const messages = new Map<string, Message>();
  const deliveries = new Map<string, Map<string, Delivery>>();

  const stored = (message: Message): StoredMessage => ({
    message,
    deliveries: [...(deliveries.get(message.key)?.values() ?? [])],
  });
  const isWaiting = ({ deliveries }: StoredMessage): boolean =>
    deliveries.length === 0 || deliveries.some(({ state }) => state !== "sent" && state !== "given-up");

  return {
    add: (more: readonly Message[]): void => {
      for (const message of more) if (!messages.has(message.key)) messages.set(message.key, message);
    },
    delivered: (updates: readonly Delivery[]): void => {
      const stranger = updates.find(({ message }) => !messages.has(message));
      if (stranger)
        throw new Fault("RECORD_FAILED", `record: note deliveries: no message ${stranger.message}`, {
          retry: false,
        });
      for (const update of updates) {
        const known = deliveries.get(update.message) ?? new Map<string, Delivery>();
        deliveries.set(update.message, known.set(update.key, update));
      }
    },
    waiting: (): readonly StoredMessage[] => [...messages.values()].map(stored).filter(isWaiting),
    about: (alert: string): readonly StoredMessage[] =>
      [...messages.values()].filter(({ items }) => items.some(item => item.alert === alert)).map(stored),
  };
};
