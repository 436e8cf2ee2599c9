import type { AedesOptions, AuthenticateError, Client, PublishPacket } from "aedes";
import type { Clock } from "#gateway/ports/clock.ts";
import type { MqttBroker } from "#rules/site/model.ts";
import { acksAfter } from "./acks.ts";
import { clientLimits, limitsFor } from "./client-limits.ts";
import type { Credential } from "./credentials.ts";
import type { HostState } from "./families/host-state.ts";
import type { Proof, Welcome } from "./gate.ts";
import type { Intake } from "./intake.ts";
import type { NamedClients } from "./named-clients.ts";
import type { offenders } from "./offenders.ts";
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
  /** Resolves when all readings handed on so far are durable; absent: messages are acknowledged at once. */
  readonly durable: (() => Promise<void>) | undefined;
  /** Messages a second that one client may send; 0: no limit. */
  readonly pacePerSecond: number;
  /** Who may come in; null: anybody. */
  readonly named: NamedClients | null;
  /** How the edge nodes of Sparkplug are told that we listen; absent: there are none. */
  readonly hostState?: HostState | undefined;
};

/** What the broker counts of its clients. */
export type BrokerCounts = {
  refused: number;
  unauthorized: number;
  denied: number;
  limited: number;
  takeOvers: number;
  unread: number;
};

/** A subscriber that leaves more than this unread loses messages, so that it cannot fill the gateway's memory. */
const UNREAD_BYTES = 256 * 1024;

/** Nobody can subscribe to it: where messages go that are not taken. Their sender is not cut off for them. */
const NOWHERE = "$SYS/hallwatch/not-taken";

type Connection = { readonly proof: Proof; readonly settle: () => void };

/** What aedes asks us, and how it is set. Takes every message of a device into the intake. */
export const embeddedHooks = ({
  broker,
  intake,
  clock,
  troubles,
  durable,
  pacePerSecond,
  named,
  counts,
  worst,
  entries,
  isOpen,
  isConnected,
  addressOf,
  connectionOf,
}: EmbeddedOptions & {
  readonly counts: BrokerCounts;
  readonly worst: ReturnType<typeof offenders>;
  /** As whom each client came in, where they are named. */
  readonly entries: WeakMap<Client, Welcome>;
  readonly isOpen: () => boolean;
  readonly isConnected: (clientId: string) => boolean;
  readonly addressOf: (client: Client) => string;
  readonly connectionOf: (client: Client) => Connection | undefined;
}): AedesOptions => {
  const pace = pacer(pacePerSecond, clock);
  const mayRetain = retainedLimit();
  const isStorm = takeOvers(clock);
  const acknowledgeLater = durable && acksAfter(intake.flush, durable);
  const limits = limitsFor(broker.limits ?? {}, named !== null);
  const watches = new WeakMap<Client, ReturnType<typeof clientLimits>>();
  const wills = new WeakMap<Client, string>();

  const isOf = (client: Client, may: (as: Credential) => boolean): boolean => {
    const entry = entries.get(client);
    return entry !== undefined && may(entry.as);
  };
  const who = (client: Client) => `client ${client.id} (${addressOf(client)})`;
  const nameOf = (client: Client) => (named === null ? `${client.id} (${addressOf(client)})` : client.id);

  /** Why a message of a client is not taken; null: it is. */
  const excessOf = (client: Client, { topic }: PublishPacket): string | null => {
    if (named !== null && !isOf(client, as => named.mayPublish(as, topic))) {
      counts.denied++;
      worst.note(nameOf(client));
      troubles.tell("mqtt message denied", who(client), `${JSON.stringify(topic)} is no topic of its own`);
      return "denied";
    }
    let watch = watches.get(client);
    if (watch === undefined) {
      watch = clientLimits(limits, clock);
      watches.set(client, watch);
    }
    const excess = watch(topic);
    if (excess === null) return null;
    counts.limited++;
    worst.note(nameOf(client));
    troubles.tell(
      "mqtt client over its limits",
      who(client),
      `${excess.why}, lately on ${topic.slice(0, 100)}`,
    );
    // What the device said is not known, so what it said before is no news of it any more.
    if (excess.isFirst) intake.refuse(topic, `message not taken: client ${excess.why}`);
    return excess.is;
  };

  return {
    mq: subscribers(),
    concurrency: 1_000,
    connectTimeout: 10_000,
    drainTimeout: 10_000,
    queueLimit: 1_000,

    preConnect: (client, packet, answer) => {
      // Kept sessions would fill the memory for clients that never return, and are gone after a restart anyway.
      packet.clean = true;
      if (packet.will) wills.set(client, packet.will.topic);
      if (packet.protocolVersion === 5) {
        counts.refused++;
        troubles.tell("mqtt client refused", `client ${packet.clientId} (${addressOf(client)})`, VERSION_5);
      } else if (named === null && isConnected(packet.clientId)) {
        counts.takeOvers++;
        worst.note(`${packet.clientId} (${addressOf(client)})`);
        if (isStorm(packet.clientId))
          troubles.tell("mqtt client id used twice", `client ${packet.clientId}`, twice(addressOf(client)));
      }
      answer(null, true);
    },

    authenticate: (client, username, password, answer) => {
      const connection = connectionOf(client);
      const proof = connection?.proof ?? { is: "none" };
      const refuse = (why: string, code: number) => {
        counts.unauthorized++;
        worst.note(addressOf(client));
        troubles.tell("mqtt client not let in", addressOf(client), why);
        answer(Object.assign(new Error(why), { returnCode: code }) as AuthenticateError, false);
      };
      if (named === null) {
        if (proof.is === "refused") return refuse(`its certificate is refused: ${proof.why}`, NOT_AUTHORIZED);
        connection?.settle();
        return answer(null, true);
      }
      const willTopic = wills.get(client);
      const wasIn = isConnected(client.id);
      const entry = named.enter({ clientId: client.id, username, password, willTopic, proof });
      if (entry.is === "refused") return refuse(entry.why, entry.code);
      if (wasIn) {
        counts.takeOvers++;
        if (isStorm(client.id))
          troubles.tell("mqtt client id used twice", `client ${client.id}`, twice(addressOf(client)));
      }
      entries.set(client, entry);
      connection?.settle();
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
      if (client !== null && excessOf(client, packet) !== null) {
        packet.topic = NOWHERE;
        packet.retain = false;
        return answer();
      }
      // Kept, it would switch the device whenever it comes back.
      if (packet.retain && intake.isRetainedCommand(topic, packet.payload as Buffer)) packet.retain = false;
      if (packet.retain) packet.retain = mayRetain(topic, packet.payload.length);
      intake.take(topic, packet.payload as Buffer, false);
      if (acknowledgeLater !== undefined && packet.qos > 0) return acknowledgeLater(answer);
      const wait = client === null ? 0 : pace(client);
      if (wait === 0) answer();
      else clock.after(wait, answer);
    },

    authorizeSubscribe: (client, subscription, answer) => {
      const { topic } = subscription;
      // The broker would take `$share/…` for a topic on which nobody ever publishes.
      const may =
        !topic.startsWith("$share/") && (named === null || isOf(client, as => named.maySubscribe(as, topic)));
      if (may) return answer(null, subscription);
      counts.denied++;
      worst.note(nameOf(client));
      troubles.tell("mqtt subscription denied", who(client), `may not subscribe to ${JSON.stringify(topic)}`);
      answer(null, null);
    },

    authorizeForward: (client, packet) => {
      if (client.conn.writableLength < UNREAD_BYTES) return packet;
      counts.unread++;
      return null;
    },
  };
};

const NOT_AUTHORIZED = 5;

const VERSION_5 =
  "speaks MQTT 5, this broker speaks 3.1.1: set the client to 3.1.1, or use an MQTT 5 broker (sources.mqtt: broker: mqtt://…)";

const twice = (address: string) =>
  `connected more than 3 times a minute while it was connected, lately from ${address}: two devices have this id`;

/** @see MQTT 3.1.1 §1.5.3: a topic that is not UTF-8, or holds NUL, closes the connection */
const refusalOf = (topic: string): string | null => {
  if (topic.startsWith("$SYS/")) return "$SYS/ topics are the broker's own";
  return topic.includes("\uFFFD") || topic.includes("\0") ? "topic is not UTF-8, or holds a NUL" : null;
};
