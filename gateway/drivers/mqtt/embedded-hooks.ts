import type { AedesOptions, Client } from "aedes";
import type { Clock } from "#gateway/ports/clock.ts";
import type { MqttBroker } from "#rules/site/model.ts";
import { acksAfter } from "./acks.ts";
import type { HostState } from "./families/host-state.ts";
import type { Intake } from "./intake.ts";
import { pacer } from "./pace.ts";
import { retainedLimit } from "./retained-limit.ts";
import { subscribers } from "./subscribers.ts";
import { takeOvers } from "./take-overs.ts";
import type { Troubles } from "./troubles.ts";

export type EmbeddedOptions = {
  readonly broker: Extract<MqttBroker, { is: "embedded" }>;
  readonly intake: Intake;
  readonly clock: Clock;
  readonly troubles: Troubles;
  /** How the edge nodes of Sparkplug are told that we listen; absent: there are none. */
  readonly hostState?: HostState | undefined;
  /** Resolves when all readings handed on so far are durable; absent: messages are acknowledged at once. */
  readonly durable: (() => Promise<void>) | undefined;
  /** Messages a second that one client may send; 0: no limit. */
  readonly pacePerSecond: number;
};

/** A subscriber that leaves more than this unread loses messages, so that it cannot fill the gateway's memory. */
const UNREAD_BYTES = 256 * 1024;

/** What aedes asks us, and how it is set. Takes every message of a device into the intake. */
export const embeddedHooks = ({
  intake,
  clock,
  troubles,
  durable,
  pacePerSecond,
  counts,
  isOpen,
  isConnected,
  addressOf,
}: EmbeddedOptions & {
  readonly counts: { refused: number; takeOvers: number; unread: number };
  readonly isOpen: () => boolean;
  readonly isConnected: (clientId: string) => boolean;
  readonly addressOf: (client: Client) => string;
}): AedesOptions => {
  const pace = pacer(pacePerSecond, clock);
  const mayRetain = retainedLimit();
  const isStorm = takeOvers(clock);
  const acknowledgeLater = durable && acksAfter(intake.flush, durable);

  return {
    mq: subscribers(),
    concurrency: 1_000,
    connectTimeout: 10_000,
    drainTimeout: 10_000,
    queueLimit: 1_000,

    preConnect: (client, packet, answer) => {
      // Kept sessions would fill the memory for clients that never return, and are gone after a restart anyway.
      packet.clean = true;
      if (packet.protocolVersion === 5) {
        counts.refused++;
        troubles.tell("mqtt client refused", `client ${packet.clientId} (${addressOf(client)})`, VERSION_5);
      } else if (isConnected(packet.clientId)) {
        counts.takeOvers++;
        if (isStorm(packet.clientId))
          troubles.tell("mqtt client id used twice", `client ${packet.clientId}`, twice(addressOf(client)));
      }
      answer(null, true);
    },

    // Messages are taken here and not in `published`, which comes after the acknowledgement. A device's retain flag
    // says nothing of age: this broker's memory was empty when it started, so what comes in is news.
    authorizePublish: (client, packet, answer) => {
      const { topic } = packet;
      const refusal = isOpen() ? refusalOf(topic) : "the broker is closing";
      if (refusal !== null) {
        counts.refused++;
        return answer(new Error(refusal));
      }
      if (packet.retain) packet.retain = mayRetain(topic, packet.payload.length);
      intake.take(topic, packet.payload as Buffer, false);
      if (acknowledgeLater !== undefined && packet.qos > 0) return acknowledgeLater(answer);
      const wait = client === null ? 0 : pace(client);
      if (wait === 0) answer();
      else clock.after(wait, answer);
    },

    authorizeForward: (client, packet) => {
      if (client.conn.writableLength < UNREAD_BYTES) return packet;
      counts.unread++;
      return null;
    },
  };
};

const VERSION_5 =
  "speaks MQTT 5, this broker speaks 3.1.1: set the client to 3.1.1, or use an MQTT 5 broker (sources.mqtt: broker: mqtt://…)";

const twice = (address: string) =>
  `connected more than 3 times a minute while it was connected, lately from ${address}: two devices have this id`;

/** @see MQTT 3.1.1 §1.5.3: a topic that is not UTF-8, or holds NUL, closes the connection */
const refusalOf = (topic: string): string | null => {
  if (topic.startsWith("$SYS/")) return "$SYS/ topics are the broker's own";
  return topic.includes("\uFFFD") || topic.includes("\0") ? "topic is not UTF-8, or holds a NUL" : null;
};
