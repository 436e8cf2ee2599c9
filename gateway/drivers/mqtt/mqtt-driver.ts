import type { Clock } from "#gateway/ports/clock.ts";
import type { Driver } from "#gateway/ports/driver.ts";
import { type Log, silent } from "#gateway/ports/log.ts";
import type { Site } from "#rules/site/model.ts";
import { EmbeddedBroker } from "./embedded.ts";
import { ExternalBroker } from "./external.ts";
import { hostState } from "./families/host-state.ts";
import { intake as intakeOf } from "./intake.ts";
import type { MqttPoint } from "./message.ts";
import { namedClients } from "./named-clients.ts";
import type { BrokerSide } from "./side.ts";
import { troubles as troublesOf } from "./troubles.ts";
import type { UnknownDevice } from "./unknown-devices.ts";
import type { UnknownTopic } from "./unknown-topics.ts";
import { writeBy } from "./write.ts";

export type MqttDriver = Driver & {
  /** The port of the embedded broker without TLS; 0 when there is none, or not yet. */
  port(): number;
  /** Its port with TLS; 0 when there is none, or not yet. */
  tlsPort(): number;
  /**
   * Publishes on the broker with QoS 1, never retained; resolves when the broker has taken it.
   *
   * @throws {Error} when it has not, in words for people
   */
  publish(topic: string, payload: string): Promise<void>;
  /** Topics that somebody publishes on and the site file does not know: the first 200, with how often each came. */
  unknownTopics(): readonly UnknownTopic[];
  /** Devices that the site file does not know: the first 200, with what their messages are made of. */
  unknownDevices(): readonly UnknownDevice[];
};

/** A hall's devices send some hundreds a second in all: whoever sends this many is out of order. */
const PACE_PER_SECOND = 200_000;

/**
 * The MQTT driver of a hall: through the broker in this process, or through another one, as the site file says.
 *
 * @param durable        resolves when all readings emitted so far are durable. With it the embedded broker acknowledges
 *                       a QoS 1 message only then; QoS 0 never waits
 * @param pacePerSecond  messages a second from one client of the embedded broker before it is slowed down; 0: never
 * @param directory      the data directory, where credentials of devices are; a broker with named clients needs it
 * @param environment    where passwords are looked up by name
 * @param random         0 ≤ random() < 1: spreads reconnects over time
 */
export const mqttDriver = ({
  site,
  clock,
  log = silent,
  durable,
  pacePerSecond = PACE_PER_SECOND,
  directory,
  environment = process.env,
  random = Math.random,
}: {
  site: Pick<Site, "id" | "points" | "sources"> & { readonly calendar: Pick<Site["calendar"], "timeZone"> };
  clock: Clock;
  log?: Log;
  durable?: () => Promise<void>;
  pacePerSecond?: number;
  directory?: string;
  environment?: Readonly<Record<string, string | undefined>>;
  random?: () => number;
}): MqttDriver => {
  const broker = site.sources.mqtt;
  if (broker === undefined) throw new Error(`site ${site.id} has no mqtt source`);
  const troubles = troublesOf(clock, log);
  const points = pointsOf(site);
  const maxBytes =
    (broker.is === "embedded" ? broker.limits?.payloadBytes : undefined) ?? broker.maxPacketBytes;
  const intake = intakeOf({ points, clock, troubles, maxBytes });
  const clientId = `hallwatch-${site.id}`;
  const state = intake.has("sparkplug") ? hostState(clientId) : undefined;
  const side: BrokerSide =
    broker.is === "embedded"
      ? new EmbeddedBroker({
          broker,
          intake,
          clock,
          troubles,
          durable,
          pacePerSecond,
          hostState: state,
          named:
            broker.clients === "named"
              ? namedClients({ directory: dataOf(directory), points, clock, troubles })
              : null,
        })
      : new ExternalBroker({
          broker,
          clientId,
          password: broker.passwordEnv === undefined ? undefined : environment[broker.passwordEnv],
          intake,
          clock,
          log,
          troubles,
          hostState: state,
          tellTime: timeTeller(site.calendar.timeZone),
          random,
        });
  return {
    name: "mqtt",
    start: async emit => {
      intake.deliverTo(emit);
      await side.start();
    },
    stop: async () => {
      intake.stop();
      await side.stop();
      intake.flush();
    },
    health: () => {
      const { counts, ...state } = side.health();
      return [{ id: "mqtt", ...state, lastError: troubles.last(), counts: sum(intake.counts, counts) }];
    },
    port: () => side.port(),
    tlsPort: () => side.tlsPort(),
    publish: (topic, payload) => side.publish(topic, payload),
    write: writeBy((topic, payload) => side.publish(topic, payload)),
    unknownTopics: intake.unknownTopics,
    unknownDevices: intake.unknownDevices,
  };
};

const dataOf = (directory: string | undefined): string => {
  if (directory === undefined) throw new Error("a broker with named clients needs a data directory");
  return directory;
};

const pointsOf = (site: Pick<Site, "points">): MqttPoint[] =>
  site.points.flatMap(point => (point.source.is === "mqtt" ? [{ point, source: point.source }] : []));

/** `2025-07-08 17:45:00`, in the hall's zone. */
const timeTeller = (timeZone: string) => {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return (at: number) => format.format(at);
};

const sum = (...all: readonly Readonly<Record<string, number>>[]): Record<string, number> => {
  const total: Record<string, number> = {};
  for (const counts of all)
    for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
  return total;
};
