import type { Message } from "#rules/notice/message.ts";
import type { Instant } from "#rules/time/instant.ts";

/** What became of one message on one channel. */
export type Delivery = {
  /** Key of the message. */
  readonly message: string;
  readonly channel: string;
  /** `<key of the message>:<channel>`: what the receiver is given to tell repeats. */
  readonly key: string;
  readonly state: "waiting" | "sent" | "failed" | "given-up";
  readonly attempts: number;
  /** Of the last change. */
  readonly at: Instant;
  /** When it is tried again; null: it is not. */
  readonly nextAt: Instant | null;
  /** The server's answer, or the error; no secrets. */
  readonly detail: string;
};

export type StoredMessage = { readonly message: Message; readonly deliveries: readonly Delivery[] };

/** Messages that are not out yet, kept by the record. */
export type Outbox = {
  /** Those of which nothing is known yet, and those with a delivery that is waiting or failed. Oldest first. */
  pending(): Promise<readonly StoredMessage[]>;
  /** Replaces what is known of these deliveries, by key; durable when it resolves. */
  delivered(updates: readonly Delivery[]): Promise<void>;
};
