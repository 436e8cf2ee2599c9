import { setTimeout as pause } from "node:timers/promises";
import { Fault } from "#gateway/ports/fault.ts";
import type { ModbusWire } from "#rules/site/modbus.ts";
import { type Millis, millis } from "#rules/time/instant.ts";
import { type Answer, type Connection, connect, type ReadRequest } from "../drivers/modbus/transport.ts";
import { wireText } from "./wire-address.ts";

export type ReaderOptions = {
  readonly wire: ModbusWire;
  /** Longest wait for one answer. */
  readonly timeout: Millis;
  /** Idle time between two requests. */
  readonly gap: Millis;
  /** Aborted, nothing more is asked. */
  readonly signal: AbortSignal;
};

const CONNECT_TIMEOUT = millis(3_000);

/** Reads one wire for an installer: one request at a time, connected again whenever an answer cost the connection. Never writes. */
export class Reader {
  readonly #options: ReaderOptions;
  #connection: Connection | null = null;
  #hasConnected = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  get wire(): ModbusWire {
    return this.#options.wire;
  }

  /**
   * One read, and how long its answer took in milliseconds.
   *
   * @throws {Fault} `MODBUS_UNREACHABLE` when the very first connection fails: the address is wrong, or nothing is there
   */
  async read(request: ReadRequest): Promise<{ readonly answer: Answer; readonly tookMs: number }> {
    const { timeout, gap, signal, wire } = this.#options;
    if (gap > 0) await pause(gap, undefined, { signal }).catch(() => {});
    if (signal.aborted) return { answer: { is: "closed", why: "stopped" }, tookMs: 0 };
    try {
      if (!this.#connection?.isOpen)
        this.#connection = await connect({ where: wireText(wire), wire, timeout: CONNECT_TIMEOUT, signal });
      this.#hasConnected = true;
    } catch (error) {
      if (!(error instanceof Fault) || (!this.#hasConnected && !signal.aborted)) throw error;
      return { answer: { is: "closed", why: error.message }, tookMs: 0 };
    }
    const begun = performance.now();
    const answer = await this.#connection.read(request, timeout);
    return { answer, tookMs: performance.now() - begun };
  }

  async close(): Promise<void> {
    await this.#connection?.close();
  }
}
