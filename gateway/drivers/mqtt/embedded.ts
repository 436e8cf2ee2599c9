import { Aedes, type Client } from "aedes";
import type { SourceHealth } from "#gateway/ports/driver.ts";
import type { Instant } from "#rules/time/instant.ts";
import { type BrokerCounts, type EmbeddedOptions, embeddedHooks } from "./embedded-hooks.ts";
import type { Welcome } from "./gate.ts";
import { guardedStream, type Violation, wordsForViolation } from "./guard.ts";
import { type Arrival, Listeners } from "./listeners.ts";
import { offenders } from "./offenders.ts";
import type { BrokerSide } from "./side.ts";
import { TlsRenewal } from "./tls-renewal.ts";

const CONNECT_BYTES = 4 * 1024;
const CONNECTIONS = 2_000;
/** Files are about the world, so this is real time, however fast the hall's clock runs. */
const LOOK_AT_FILES_MS = 1_000;
const KEEP_USE_MS = 60_000;

/** The broker for a hall that has none: aedes behind a guard. It speaks MQTT 3.1 and 3.1.1 and keeps no sessions. */
export class EmbeddedBroker implements BrokerSide {
  readonly #options: EmbeddedOptions;
  readonly #aedes: Aedes;
  readonly #arrivals = new WeakMap<object, Arrival>();
  readonly #clients = new Map<string, Client>();
  readonly #entries = new WeakMap<Client, Welcome>();
  readonly #worst = offenders();
  readonly #counts: BrokerCounts & { oversized: number } = {
    oversized: 0,
    refused: 0,
    unauthorized: 0,
    denied: 0,
    limited: 0,
    takeOvers: 0,
    unread: 0,
  };
  #listeners: Listeners | null = null;
  #renewal: TlsRenewal | null = null;
  #timers: NodeJS.Timeout[] = [];
  #state: SourceHealth["state"] = "starting";
  #since: Instant;

  constructor(options: EmbeddedOptions) {
    this.#options = options;
    this.#since = options.clock.now();
    this.#aedes = new Aedes(
      embeddedHooks({
        ...options,
        counts: this.#counts,
        worst: this.#worst,
        entries: this.#entries,
        isOpen: () => this.#state === "up",
        isConnected: clientId => this.#clients.has(clientId),
        addressOf: client => this.#addressOf(client),
        connectionOf: client => this.#arrivals.get(client.conn),
      }),
    );
  }

  async start() {
    const { broker, troubles, clock, hostState, intake, named } = this.#options;
    const { tls } = broker;
    this.#renewal = tls ? new TlsRenewal({ tls, troubles }) : null;
    await this.#aedes.listen();
    this.#watch();
    const listeners = new Listeners({
      host: broker.host,
      plainPort: tls?.only ? null : broker.port,
      tls:
        this.#renewal && tls
          ? { port: tls.port, files: this.#renewal.files, asksForCertificates: tls.ca !== undefined }
          : null,
      connections: broker.limits?.connections ?? CONNECTIONS,
      welcome: arrival => this.#welcome(arrival),
      refused: (address, why) => {
        this.#counts.refused++;
        this.#worst.note(address);
        troubles.tell("mqtt connection refused", address, why);
      },
      failed: why => troubles.tell("mqtt broker fails", broker.host, why),
    });
    this.#listeners = listeners;
    try {
      await listeners.start();
    } catch (error) {
      await this.stop();
      throw error;
    }
    this.#become("up");
    if (tls || named) this.#every(LOOK_AT_FILES_MS, () => this.#lookAtFiles());
    if (named) this.#every(KEEP_USE_MS, () => named.keep());
    if (hostState !== undefined) {
      const told = { topic: hostState.topic, payload: hostState.online(clock.now()) };
      this.#aedes.publish({ cmd: "publish", ...told, qos: 1, retain: true, dup: false }, () => {});
    }
    intake.speakBy((topic, payload) => this.say(topic, payload));
  }

  async stop() {
    this.#become("down");
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
    const closed = this.#listeners?.close();
    await new Promise<void>(resolve => {
      this.#aedes.close(() => resolve());
    });
    this.#listeners?.cut();
    await closed;
    this.#options.named?.keep();
  }

  async publish(topic: string, payload: string) {
    if (this.#state !== "up") throw new Error("the hall's broker is not running");
    await new Promise<void>((resolve, reject) => {
      const packet = { cmd: "publish", topic, payload, qos: 1, retain: false, dup: false } as const;
      this.#aedes.publish(packet, error => (error ? reject(error) : resolve()));
    });
  }

  say(topic: string, payload: Buffer) {
    if (this.#state !== "up") return;
    this.#aedes.publish({ cmd: "publish", topic, payload, qos: 0, retain: false, dup: false }, () => {});
  }

  health() {
    const days = this.#renewal?.daysLeft();
    return {
      state: this.#state,
      since: this.#since,
      counts: { ...this.#counts, clients: this.#clients.size, ...this.#worst.worst() },
      ...(days === undefined ? {} : { gauges: { certificateDays: days } }),
    };
  }

  port() {
    return this.#listeners?.port() ?? 0;
  }

  tlsPort() {
    return this.#listeners?.tlsPort() ?? 0;
  }

  #every(lengthMs: number, act: () => void) {
    this.#timers.push(setInterval(act, lengthMs).unref());
  }

  #welcome(arrival: Arrival) {
    const { address, socket, proof } = arrival;
    const { broker } = this.#options;
    const limits = { connectBytes: CONNECT_BYTES, packetBytes: broker.maxPacketBytes };
    if (proof.is === "certificate" && proof.validTo !== undefined)
      this.#renewal?.tellIfEnding(proof.name, proof.validTo);
    const stream = guardedStream(socket, limits, violation => this.#cutOff(address, violation));
    this.#arrivals.set(stream, arrival);
    this.#aedes.handle(stream);
  }

  #cutOff(address: string, violation: Violation) {
    if (violation.is === "oversized") this.#counts.oversized++;
    else this.#counts.refused++;
    this.#worst.note(address);
    this.#options.troubles.tell("mqtt client cut off", address, wordsForViolation(violation));
  }

  #watch() {
    const { troubles } = this.#options;
    this.#aedes.on("client", client => this.#clients.set(client.id, client));
    this.#aedes.on("clientDisconnect", client => {
      if (this.#clients.get(client.id) === client) this.#clients.delete(client.id);
    });
    this.#aedes.on("clientError", (client, error) => {
      if ("errorCode" in error) return;
      troubles.tell("mqtt client lost", `client ${client.id} (${this.#addressOf(client)})`, error.message);
    });
    this.#aedes.on("connectionError", (client, error) => {
      if (!("errorCode" in error)) troubles.tell("mqtt client lost", this.#addressOf(client), error.message);
    });
    (this.#aedes as NodeJS.EventEmitter).on("error", (error: Error) => {
      troubles.tell("mqtt broker fails", "broker", error.message);
    });
  }

  /** Takes in what changed in the files of credentials and certificates, and sends away who may not stay. */
  #lookAtFiles() {
    const { named } = this.#options;
    const renewed = this.#renewal?.look();
    if (renewed) this.#listeners?.renew(renewed.files);
    named?.reread();
    for (const client of this.#clients.values()) {
      const entry = this.#entries.get(client);
      const mayStay = named === null || (entry !== undefined && named.holds(entry));
      // Who signs, or what was revoked, is asked only when a connection is made: so they have to make a new one.
      const mustProve =
        renewed?.clientsToo === true && this.#arrivals.get(client.conn)?.proof.is === "certificate";
      if (!mayStay || mustProve) client.close();
    }
  }

  #addressOf(client: Client): string {
    return this.#arrivals.get(client.conn)?.address ?? "an address that is gone";
  }

  #become(state: SourceHealth["state"]) {
    this.#state = state;
    this.#since = this.#options.clock.now();
  }
}
