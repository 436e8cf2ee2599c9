import { connectAsync, type IClientOptions } from "mqtt";
import { Fault } from "#gateway/ports/fault.ts";
import type { Profile } from "#rules/site/profile.ts";
import { type Instant, instant } from "#rules/time/instant.ts";
import { profilesFor, type UnknownDevice, unknownDevices } from "../drivers/mqtt/unknown-devices.ts";

export type ListenOptions = {
  /** `mqtt://host:port`, `mqtts://host:port` */
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  /** One of chance unless said; a broker that knows its clients by name wants a certain one. */
  readonly clientId?: string;
  readonly forMs: number;
  /** Aborted, it ends with what was heard. */
  readonly signal: AbortSignal;
  readonly profiles: readonly Profile[];
  /** About once a second, with how much was heard. */
  readonly progress: (elapsedMs: number, heard: Counts) => void;
};

export type Counts = { readonly messages: number; readonly retained: number; readonly topics: number };

/** A device on a broker, with the models that it could be. */
export type DeviceHeard = UnknownDevice & {
  /** Ids, the one that says most of the same first; never more than five. */
  readonly profiles: readonly string[];
};

export type Listened = {
  readonly counts: Counts;
  /** By name; at most 200. */
  readonly devices: readonly DeviceHeard[];
};

const CONNECT_MS = 5_000;
/** Topics are counted up to here; who has more than this has more than a hall. */
const MOST_TOPICS = 5_000;

/**
 * Listens to everything that is said on a broker, publishes nothing, and tells the devices by the form of what they say.
 *
 * @throws {Fault} `MQTT_UNREACHABLE` when there is no such broker, or it does not let us in
 */
export const listen = async (options: ListenOptions): Promise<Listened> => {
  const { url, username, password, clientId, forMs, signal, profiles, progress } = options;
  const settings: IClientOptions = {
    connectTimeout: CONNECT_MS,
    reconnectPeriod: 1_000,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(clientId !== undefined && { clientId }),
  };
  const client = await connectAsync(url, settings, false).catch(
    (cause: Error & { code?: string | number }) => {
      throw new Fault("MQTT_UNREACHABLE", `${url}: ${cause.message === "" ? cause.code : cause.message}`, {
        retry: true,
        cause,
      });
    },
  );
  const devices = unknownDevices();
  const topics = new Set<string>();
  const counts = { messages: 0, retained: 0 };
  const heard = (): Counts => ({ ...counts, topics: topics.size });
  client.on("message", (topic, payload, { retain }) => {
    counts.messages += 1;
    if (retain) counts.retained += 1;
    if (topics.size < MOST_TOPICS) topics.add(topic);
    devices.note(topic, payload, now());
  });
  client.on("error", () => {}); // It connects again by itself; what was heard stays.
  try {
    const [grant] = await client.subscribeAsync("#");
    if (grant && grant.qos >= 128)
      throw new Fault("MQTT_UNREACHABLE", `${url}: the broker does not let this user listen to all topics`, {
        retry: false,
      });
    await passed(forMs, signal, elapsedMs => progress(elapsedMs, heard()));
  } finally {
    await client.endAsync(true);
  }
  const list = devices.list().map(device => ({ ...device, profiles: profilesFor(device, profiles) }));
  return { counts: heard(), devices: list.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
};

const now = (): Instant => instant(Date.now());

const passed = (forMs: number, signal: AbortSignal, tick: (elapsedMs: number) => void): Promise<void> =>
  new Promise(resolve => {
    const startedAt = performance.now();
    const end = (): void => {
      clearInterval(every);
      clearTimeout(last);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const every = setInterval(() => tick(performance.now() - startedAt), 500);
    const last = setTimeout(end, forMs);
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
  });
