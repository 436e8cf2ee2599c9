import { connect, type MqttClient } from "mqtt";
import type { Broker } from "../site/plan.ts";
import type { Device, Publication } from "./device.ts";

export type ConnectionSettings = {
  readonly clientId: string;
  readonly broker: Broker;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** One device: its own last will goes with the connection. Several: they sit behind one bridge, which has none. */
  readonly devices: readonly Device[];
  /** Time of day at the hall, milliseconds since the epoch. */
  readonly now: () => number;
  /** Told whenever it is connected or no longer. */
  readonly whenChanged: () => void;
};

const RETRY_MS = 1_000;
const GOODBYE_MS = 1_000;

/** A connection to the broker: comes back for ever, and says hello every time. What cannot be sent now is dropped. */
export class Connection {
  readonly #settings: ConnectionSettings;
  #client: MqttClient | null = null;
  /** Devices behind a bridge that it has told the broker to be gone. */
  readonly #gone = new Set<Device>();

  constructor(settings: ConnectionSettings) {
    this.#settings = settings;
  }

  get isConnected(): boolean {
    return this.#client?.connected ?? false;
  }

  /** Begins to connect. */
  start(): void {
    this.applyFaults();
  }

  /** Sends what is due. */
  step(at: number): void {
    if (!this.isConnected) return;
    for (const device of this.#settings.devices)
      if (!device.isOffline()) for (const publication of device.due(at)) this.#send(publication);
  }

  /** Breaks or restores the connection after a change of the `offline` fault. */
  applyFaults(): void {
    const { devices, now } = this.#settings;
    if (devices.every(device => device.isOffline())) {
      // No DISCONNECT packet: the broker then tells the last will.
      this.#client?.end(true);
      this.#client = null;
      return;
    }
    this.#client ??= this.#open();
    for (const device of devices) {
      if (device.isOffline() === this.#gone.has(device)) continue;
      if (device.isOffline()) {
        this.#gone.add(device);
        if (device.lastWill) this.#send(device.lastWill);
      } else {
        this.#gone.delete(device);
        for (const publication of device.hello(now())) this.#send(publication);
      }
    }
  }

  /** Says that the devices are gone and disconnects; resolves when the socket is closed. */
  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    if (!client) return;
    const { devices } = this.#settings;
    for (const { lastWill } of client.connected ? devices : [])
      if (lastWill) client.publish(lastWill.topic, lastWill.payload, { retain: true });
    const patience = setTimeout(() => client.stream.destroy(), GOODBYE_MS);
    await client.endAsync(!client.connected);
    clearTimeout(patience);
  }

  #open(): MqttClient {
    const { clientId, broker, username, password, devices, whenChanged } = this.#settings;
    const will = devices.length === 1 ? devices[0]?.lastWill : null;
    const client = connect(broker.url, {
      clientId,
      protocolVersion: broker.version,
      reconnectPeriod: RETRY_MS,
      keepalive: 30,
      queueQoSZero: false,
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
      ...(will ? { will: { ...will, payload: Buffer.from(will.payload), qos: 1 as const } } : {}),
    });
    client.on("connect", () => {
      whenChanged();
      this.#hello();
    });
    client.on("close", whenChanged);
    // An absent broker is told by `whenChanged`; the client tries again by itself.
    client.on("error", () => {});
    return client;
  }

  #hello(): void {
    const { devices, now } = this.#settings;
    for (const device of devices)
      if (!device.isOffline()) for (const publication of device.hello(now())) this.#send(publication);
  }

  #send({ topic, payload, retain }: Publication): void {
    if (this.isConnected) this.#client?.publish(topic, payload, { retain });
  }
}
