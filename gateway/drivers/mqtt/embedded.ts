import { createServer, type Server, type Socket } from "node:net";
import { Aedes, type Client } from "aedes";
import type { SourceHealth } from "#gateway/ports/driver.ts";
import { type Instant, minutes } from "#rules/time/instant.ts";
import { cannotListen } from "./cannot-listen.ts";
import { type EmbeddedOptions, embeddedHooks } from "./embedded-hooks.ts";
import { guardedStream, type Violation } from "./guard.ts";
import type { BrokerSide } from "./side.ts";

const CONNECT_BYTES = 4 * 1024;
const CONNECTIONS = 2_000;

/** The broker for a hall that has none: aedes behind a guard. It speaks MQTT 3.1 and 3.1.1 and keeps no sessions. */
export class EmbeddedBroker implements BrokerSide {
  readonly #options: EmbeddedOptions;
  readonly #aedes: Aedes;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #addresses = new WeakMap<object, string>();
  readonly #clientIds = new Set<string>();
  readonly #counts = { oversized: 0, refused: 0, takeOvers: 0, unread: 0 };
  #state: SourceHealth["state"] = "starting";
  #since: Instant;

  constructor(options: EmbeddedOptions) {
    this.#options = options;
    this.#since = options.clock.now();
    this.#aedes = new Aedes(
      embeddedHooks({
        ...options,
        counts: this.#counts,
        isOpen: () => this.#state === "up",
        isConnected: clientId => this.#clientIds.has(clientId),
        addressOf: client => this.#addressOf(client),
      }),
    );
    this.#server = createServer(socket => this.#welcome(socket));
    this.#server.maxConnections = CONNECTIONS;
  }

  async start() {
    const { host, port } = this.#options.broker;
    await this.#aedes.listen();
    this.#watch();
    try {
      await new Promise<void>((resolve, reject) => {
        this.#server.once("error", reject).listen(port, host, resolve);
      });
    } catch (cause) {
      await this.stop();
      throw cannotListen(host, port, cause as NodeJS.ErrnoException);
    }
    this.#server.removeAllListeners("error");
    this.#server.on("error", error => this.#options.troubles.tell("mqtt broker fails", host, error.message));
    this.#become("up");
    const { hostState, clock, intake } = this.#options;
    if (hostState !== undefined) {
      const told = { topic: hostState.topic, payload: hostState.online(clock.now()) };
      this.#aedes.publish({ cmd: "publish", ...told, qos: 1, retain: true, dup: false }, () => {});
    }
    intake.connected((topic, payload) => this.say(topic, payload));
  }

  async stop() {
    this.#become("down");
    const closed = new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
    await new Promise<void>(resolve => {
      this.#aedes.close(() => resolve());
    });
    for (const socket of this.#sockets) socket.destroy();
    await closed;
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
    const packet = { cmd: "publish", topic, payload, qos: 0, retain: false, dup: false } as const;
    this.#aedes.publish(packet, () => {});
  }

  health() {
    return {
      state: this.#state,
      since: this.#since,
      counts: { ...this.#counts, clients: this.#clientIds.size },
    };
  }

  port() {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  #welcome(socket: Socket) {
    const address = socket.remoteAddress ?? "an address that is gone";
    const limits = { connectBytes: CONNECT_BYTES, packetBytes: this.#options.broker.maxPacketBytes };
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.setNoDelay(true).setKeepAlive(true, minutes(1));
    const stream = guardedStream(socket, limits, violation => this.#cutOff(address, violation));
    this.#addresses.set(stream, address);
    this.#aedes.handle(stream);
  }

  #cutOff(address: string, violation: Violation) {
    if (violation.is === "oversized") this.#counts.oversized++;
    else this.#counts.refused++;
    this.#options.troubles.tell("mqtt client cut off", address, wordsFor(violation));
  }

  #watch() {
    const { troubles } = this.#options;
    this.#server.on("drop", () => {
      this.#counts.refused++;
      troubles.tell("mqtt connection refused", "broker", `more than ${CONNECTIONS} connections at once`);
    });
    this.#aedes.on("client", client => this.#clientIds.add(client.id));
    this.#aedes.on("clientDisconnect", client => this.#clientIds.delete(client.id));
    this.#aedes.on("clientError", (client, error) => {
      troubles.tell("mqtt client lost", `client ${client.id} (${this.#addressOf(client)})`, error.message);
    });
    this.#aedes.on("connectionError", (client, error) => {
      if (!("errorCode" in error)) troubles.tell("mqtt client lost", this.#addressOf(client), error.message);
    });
    (this.#aedes as NodeJS.EventEmitter).on("error", (error: Error) => {
      troubles.tell("mqtt broker fails", "broker", error.message);
    });
  }

  #addressOf(client: Client): string {
    return this.#addresses.get(client.conn) ?? "an address that is gone";
  }

  #become(state: SourceHealth["state"]) {
    this.#state = state;
    this.#since = this.#options.clock.now();
  }
}

const wordsFor = (violation: Violation): string => {
  switch (violation.is) {
    case "oversized":
      return `announced a packet of ${violation.bytes} bytes, more than ${violation.limit}`;
    case "not-connect":
      return `began with byte 0x${violation.firstByte.toString(16).padStart(2, "0")}, which is no MQTT CONNECT`;
    case "malformed-length":
      return "sent a packet whose length is no MQTT length";
    default:
      return violation satisfies never;
  }
};
