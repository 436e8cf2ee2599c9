import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import type { Clock } from "#gateway/ports/clock.ts";
import type { SourceHealth } from "#gateway/ports/driver.ts";
import { Fault } from "#gateway/ports/fault.ts";
import type { Log } from "#gateway/ports/log.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { ReceiverPlan } from "#rules/site/other-wires.ts";
import type { Instant } from "#rules/time/instant.ts";
import { Account, type PanelPoint } from "./account.ts";
import { framesIn, MOST_BYTES, parse, refusal, reply } from "./dc09.ts";

type Options = {
  /** Key of the receiver in the site file. */
  readonly name: string;
  readonly plan: ReceiverPlan;
  /** At least one. */
  readonly points: readonly PanelPoint[];
  readonly clock: Clock;
  readonly log: Log;
  /** Resolves when what was told is kept: only then is a panel told that it may forget it. */
  readonly durable: () => Promise<void>;
};

/** More than these at once are not panels. */
const MOST_CONNECTIONS = 256;
/** A panel that connects for every event says it at once; one that stays connected has its heartbeats. */
const IDLE_MS = 600_000;

/** A server for intruder panels, which connect to it and tell what happens; every account of its points is one panel. */
export class Receiver {
  readonly #options: Options;
  readonly #where: string;
  readonly #accounts: ReadonlyMap<string, Account>;
  readonly #sockets = new Set<Socket>();
  readonly #counts = { connections: 0, messages: 0, garbled: 0, unknown: 0 };
  readonly #server: Server;
  #emit: (readings: readonly Reading[]) => void = () => {};
  #state: SourceHealth["state"] = "starting";
  #since: Instant;
  #lastError = "";

  constructor(options: Options) {
    const { name, plan, points, clock, log } = options;
    this.#options = options;
    this.#since = clock.now();
    this.#where = `${name} (${plan.host}:${plan.port})`;
    const { silence } = plan;
    this.#accounts = new Map(
      Array.from(
        Map.groupBy(points, ({ source }) => source.account),
        ([account, own]) => {
          const where = `${this.#where} account ${account}`;
          const emit = (readings: readonly Reading[]) => this.#emit(readings);
          return [
            account,
            new Account({ receiver: name, account, where, points: own, silence, clock, log, emit }),
          ];
        },
      ),
    );
    this.#server = createServer(socket => this.#welcome(socket));
    this.#server.maxConnections = MOST_CONNECTIONS;
    this.#server.on("error", error => this.#note(`${this.#where}: ${error.message}`));
  }

  /** @throws {Fault} `RECEIVER_CANNOT_LISTEN` when the port is taken */
  async start(emit: (readings: readonly Reading[]) => void): Promise<void> {
    const { host, port } = this.#options.plan;
    this.#emit = emit;
    this.#server.listen(port, host);
    try {
      await once(this.#server, "listening");
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new Fault("RECEIVER_CANNOT_LISTEN", `receiver ${this.#where}: ${why}`, { retry: false, cause });
    }
    this.#state = "up";
    this.#since = this.#options.clock.now();
    for (const account of this.#accounts.values()) account.start();
  }

  async stop(): Promise<void> {
    for (const account of this.#accounts.values()) account.stop();
    const closed = this.#server.listening ? once(this.#server, "close") : Promise.resolve();
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
    this.#emit = () => {};
  }

  /** The port on which it listens; 0 while it does not. */
  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  /** The receiver first, then its panels. */
  health(): readonly SourceHealth[] {
    const own: SourceHealth = {
      id: `receiver:${this.#options.name}`,
      state: this.#state,
      since: this.#since,
      lastError: this.#lastError,
      counts: { ...this.#counts },
      gauges: { connected: this.#sockets.size },
    };
    return [own, ...Array.from(this.#accounts.values(), account => account.health())];
  }

  #welcome(socket: Socket): void {
    this.#counts.connections += 1;
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    let received: Uint8Array = new Uint8Array(0);
    socket.on("error", error => this.#note(`${socket.remoteAddress ?? "somebody"}: ${error.message}`));
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("data", bytes => {
      const { frames, rest } = framesIn(Buffer.concat([received, bytes]));
      received = rest;
      for (const frame of frames) this.#hear(socket, frame);
      if (rest.length > MOST_BYTES) socket.destroy();
    });
  }

  #hear(socket: Socket, frame: Uint8Array): void {
    const { clock, log } = this.#options;
    const from = socket.remoteAddress ?? "";
    const parsed = parse(frame);
    this.#counts.messages += 1;
    if (parsed.is !== "message") {
      this.#counts.garbled += 1;
      this.#note(`${from}: ${parsed.why}`);
      log.warn({ source: `receiver:${this.#options.name}`, from, why: parsed.why }, "message refused");
      socket.write(refusal(clock.now()));
      return;
    }
    const { message } = parsed;
    const account = this.#accounts.get(message.account);
    if (!account) {
      this.#counts.unknown += 1;
      this.#note(`${from}: account ${message.account} is in no point of the site file`);
    }
    if (!account || account.take(message) === "foreign") {
      socket.write(reply("DUH", message));
      return;
    }
    // Write before telling: a panel forgets what was acknowledged.
    this.#options.durable().then(
      () => socket.writable && socket.write(reply("ACK", message)),
      (cause: unknown) =>
        log.error({ source: account.id, why: String(cause) }, "not acknowledged: it cannot be kept"),
    );
  }

  #note(error: string): void {
    this.#lastError = error;
  }
}
