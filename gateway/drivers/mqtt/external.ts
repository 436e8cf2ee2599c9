import { connect, type MqttClient } from "mqtt";
import type { Clock, Timer } from "#gateway/ports/clock.ts";
import type { SourceHealth } from "#gateway/ports/driver.ts";
import { Fault } from "#gateway/ports/fault.ts";
import type { Log } from "#gateway/ports/log.ts";
import type { MqttBroker } from "#rules/site/model.ts";
import { between, type Instant, seconds } from "#rules/time/instant.ts";
import { backOff } from "./back-off.ts";
import { readClientTls } from "./broker-tls.ts";
import type { HostState } from "./families/host-state.ts";
import type { Intake } from "./intake.ts";
import type { BrokerSide } from "./side.ts";
import { takeOvers } from "./take-overs.ts";
import type { Troubles } from "./troubles.ts";

export type ExternalOptions = {
  readonly broker: Extract<MqttBroker, { is: "external" }>;
  /** The same after every start, and no other client's. */
  readonly clientId: string;
  readonly password: string | undefined;
  readonly intake: Intake;
  readonly clock: Clock;
  readonly log: Log;
  readonly troubles: Troubles;
  /** How the edge nodes of Sparkplug are told that we listen; absent: there are none. */
  readonly hostState?: HostState | undefined;
  /** A time of day at the hall, for people. */
  readonly tellTime: (at: Instant) => string;
  /** 0 ≤ random() < 1: spreads the tries over time. */
  readonly random: () => number;
};

/** How long the broker may be gone before its points are called bad: a restart of it is no event. */
const GRACE = seconds(30);
/** A connection that holds as long was a good one: the next failure is a first one. */
const HOLDS = seconds(30);
// Waits for the network are real time, however fast the hall's clock runs.
const CONNECT_TIMEOUT_MS = 10_000;
const PARTING_MS = 2_000;
const KEEP_ALIVE_S = 30;
const FILTERS_PER_SUBSCRIBE = 100;

/**
 * A connection to another broker, made anew after every loss. Sessions are clean: what a broker kept while we were gone
 * comes without its age, and would look like news.
 */
export class ExternalBroker implements BrokerSide {
  readonly #options: ExternalOptions;
  readonly #who: string;
  readonly #cutAgain: (clientId: string) => boolean;
  readonly #counts = { connects: 0, refused: 0 };
  #client: MqttClient | null = null;
  #retry: NodeJS.Timeout | undefined;
  #grace: Timer | undefined;
  #failures = 0;
  #tls: ReturnType<typeof readClientTls> = {};
  #lastTrouble = "no answer";
  #state: SourceHealth["state"] = "starting";
  #since: Instant;

  constructor(options: ExternalOptions) {
    this.#options = options;
    this.#who = withoutSecrets(options.broker.url);
    this.#cutAgain = takeOvers(options.clock);
    this.#since = options.clock.now();
  }

  async start() {
    const { broker, password } = this.#options;
    if (broker.passwordEnv !== undefined && password === undefined)
      throw new Fault(
        "MQTT_PASSWORD_MISSING",
        `mqtt broker (${this.#who}): no password: set the environment variable ${broker.passwordEnv}`,
        { retry: false },
      );
    if (broker.tls !== undefined) this.#tls = readClientTls(broker.tls);
    this.#since = this.#options.clock.now();
    this.#waitForGrace();
    this.#connect();
  }

  async stop() {
    this.#become("down");
    clearTimeout(this.#retry);
    this.#grace?.stop();
    const client = this.#client;
    this.#client = null;
    if (client === null) return;
    client.removeAllListeners("message");
    const force = setTimeout(() => client.stream.destroy(), PARTING_MS);
    const { hostState, clock } = this.#options;
    // Who parts in order has no last will.
    if (hostState !== undefined && client.connected)
      client.publish(hostState.topic, hostState.offline(clock.now()), { qos: 1, retain: true });
    await client.endAsync();
    clearTimeout(force);
  }

  async publish(topic: string, payload: string) {
    const client = this.#client;
    // One that is not connected would keep the message and send it late, when it was sent some other way.
    if (client === null || this.#state !== "up")
      throw new Error(`broker ${this.#who} is not connected: ${this.#lastTrouble}`);
    await client.publishAsync(topic, payload, { qos: 1, retain: false });
  }

  say(topic: string, payload: Buffer) {
    if (this.#client !== null && this.#state === "up") this.#client.publish(topic, payload, { qos: 0 });
  }

  health() {
    return {
      state: this.#state,
      since: this.#since,
      counts: { ...this.#counts, clients: this.#state === "up" ? 1 : 0 },
    };
  }

  port() {
    return 0;
  }

  tlsPort() {
    return 0;
  }

  #connect() {
    const { broker, clientId, password, intake, hostState, clock } = this.#options;
    const askedAt = clock.now();
    const client = connect(broker.url, {
      clientId,
      protocolVersion: broker.version,
      clean: true,
      keepalive: KEEP_ALIVE_S,
      connectTimeout: CONNECT_TIMEOUT_MS,
      reconnectPeriod: 0,
      ...this.#tlsNow(),
      resubscribe: false,
      ...(broker.username === undefined ? {} : { username: broker.username }),
      ...(password === undefined ? {} : { password }),
      ...(hostState === undefined
        ? {}
        : {
            will: {
              topic: hostState.topic,
              payload: Buffer.from(hostState.offline(askedAt)),
              qos: 1 as const,
              retain: true,
            },
          }),
      ...(broker.version === 5 ? { properties: { maximumPacketSize: broker.maxPacketBytes } } : {}),
    });
    this.#client = client;
    client.on("connect", () => this.#connected(client, askedAt));
    client.on("message", (topic, payload, packet) => {
      if (topic !== hostState?.topic) intake.take(topic, payload, packet.retain);
      // The will of an earlier connection of ours may come late, and would hold the edge nodes back.
      else if (!payload.equals(Buffer.from(hostState.online(askedAt)))) this.#tellState(client, askedAt);
    });
    client.on("disconnect", ({ reasonCode }) => {
      this.#lastTrouble = `the broker closed the connection (reason code ${reasonCode})`;
    });
    client.on("error", error => {
      this.#lastTrouble = error.message || String((error as { code?: unknown }).code ?? error.name);
      client.end(true);
    });
    client.on("close", () => this.#lost(client));
  }

  /** Read again for every connection, so that a renewed certificate needs no restart. */
  #tlsNow(): ReturnType<typeof readClientTls> {
    const { broker, troubles } = this.#options;
    if (broker.tls === undefined) return {};
    try {
      this.#tls = readClientTls(broker.tls);
    } catch (error) {
      troubles.tell("mqtt certificate cannot be read", this.#who, (error as Error).message);
    }
    return this.#tls;
  }

  #tellState(client: MqttClient, at: Instant) {
    const { hostState } = this.#options;
    if (hostState !== undefined && client === this.#client)
      client.publish(hostState.topic, hostState.online(at), { qos: 1, retain: true });
  }

  #connected(client: MqttClient, askedAt: Instant) {
    if (client !== this.#client) return;
    const { log, clock } = this.#options;
    this.#counts.connects++;
    this.#lastTrouble = "the broker closed the connection";
    this.#grace?.stop();
    log.info({ broker: this.#who, after: between(this.#since, clock.now()) }, "mqtt broker connected");
    this.#become("up");
    const { intake, hostState } = this.#options;
    const filters = [...intake.subscriptions, ...(hostState === undefined ? [] : [hostState.topic])];
    for (let i = 0; i < filters.length; i += FILTERS_PER_SUBSCRIBE)
      this.#subscribe(client, filters.slice(i, i + FILTERS_PER_SUBSCRIBE));
    this.#tellState(client, askedAt);
    intake.speakBy((topic, payload) => this.say(topic, payload));
    intake.connected();
  }

  #subscribe(client: MqttClient, filters: string[]) {
    client.subscribe(filters, { qos: 1 }, (_error, _asked, answer) => {
      const granted: readonly unknown[] = answer?.granted ?? [];
      filters.forEach((filter, i) => {
        const code = granted[i];
        if (typeof code !== "number" || code < 0x80) return;
        const why = `broker ${this.#who} refuses the subscription (code ${code}): may ${this.#options.clientId} read it?`;
        this.#counts.refused++;
        this.#options.troubles.tell("mqtt subscription refused", filter, why);
        this.#options.intake.lose(why, filter);
      });
    });
  }

  #lost(client: MqttClient) {
    if (client !== this.#client) return;
    this.#client = null;
    const { clock, random, clientId, troubles } = this.#options;
    const wasUp = this.#state === "up";
    const held = wasUp && between(this.#since, clock.now()) >= HOLDS;
    this.#failures = held ? 1 : this.#failures + 1;
    const retryIn = backOff(this.#failures, random());
    if (wasUp) {
      this.#become("down");
      this.#options.log.warn({ broker: this.#who, why: this.#lastTrouble, retryIn }, "mqtt broker lost");
      this.#waitForGrace();
      if (this.#cutAgain(clientId))
        troubles.tell(
          "mqtt connection cut again and again",
          this.#who,
          `is ${clientId} used by another gateway?`,
        );
    }
    troubles.tell("mqtt broker unreachable", this.#who, this.#lastTrouble);
    this.#retry = setTimeout(() => this.#connect(), retryIn);
  }

  /** From here on, while no connection is made. */
  #waitForGrace() {
    const { clock, intake, tellTime } = this.#options;
    const since = this.#since;
    this.#grace = clock.after(GRACE, () => {
      if (this.#state === "starting") this.#become("down");
      intake.lose(`broker ${this.#who} unreachable since ${tellTime(since)}: ${this.#lastTrouble}`);
    });
  }

  #become(state: SourceHealth["state"]) {
    this.#state = state;
    this.#since = this.#options.clock.now();
  }
}

const withoutSecrets = (url: string): string => {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
};
