import type { SourceHealth } from "#gateway/ports/driver.ts";

/** One way to the messages: the broker in this process, or a connection to another one. */
export type BrokerSide = {
  /** @throws {Fault} when the gateway itself cannot do its part: its port is taken, or a password is not given */
  start(): Promise<void>;
  /** Resolves when no message can come any more and every socket is closed. */
  stop(): Promise<void>;
  /**
   * Publishes with QoS 1, never retained; resolves when the broker has taken it.
   *
   * @throws {Error} when it has not, in words for people
   */
  publish(topic: string, payload: string): Promise<void>;
  /** Tells a device something at QoS 0, never retained; lost when it cannot be told now. */
  say(topic: string, payload: Buffer): void;
  health(): Pick<SourceHealth, "state" | "since" | "counts" | "gauges">;
  /** The port that it listens on without TLS; 0 when it does not listen. */
  port(): number;
  /** The port that it listens on with TLS; 0 when it does not listen. */
  tlsPort(): number;
};
