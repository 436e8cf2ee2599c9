import type { Reading } from "#rules/reading/reading.ts";
import type { Instant } from "#rules/time/instant.ts";
import type { MqttPoint } from "../message.ts";

/** One message of a broker. `retained`: whether it is a broker's memory rather than news. */
export type Message = {
  readonly topic: string;
  readonly payload: Buffer;
  readonly retained: boolean;
  readonly at: Instant;
};

/** What a machine makes of a message or of the time that passes. It is filled, not returned: messages come often. */
export type Outcome = {
  readonly readings: Reading[];
  /** What is to be said to a device, once, at QoS 0, never retained. */
  readonly sends: { readonly topic: string; readonly payload: Buffer }[];
  /** What whoever looks after devices should know; `about` is a topic or a device. */
  readonly doubts: { readonly about: string; readonly why: string }[];
};

/**
 * A device, or an edge node with all of its devices, by the rules of its family. It knows nothing of brokers and clocks:
 * the same messages at the same times give the same readings.
 */
export type Machine = {
  readonly points: readonly MqttPoint[];
  /** Topics and filters that it must hear. */
  readonly topics: readonly string[];
  /** Takes a message on one of its topics in. Returns why the payload as a whole could not be read, else null. */
  take(message: Message, out: Outcome): string | null;
  /** A broker is there whose devices may have spoken before we could hear them. */
  connected?(at: Instant, out: Outcome): void;
  /** When it wants `wake` to be called; null: not at all. */
  wakeAt?(): Instant | null;
  wake?(at: Instant, out: Outcome): void;
};

/** An empty outcome to be filled. */
export const outcome = (): Outcome => ({ readings: [], sends: [], doubts: [] });
