import { Fault } from "#gateway/ports/fault.ts";
import type { ModbusLine } from "#rules/site/modbus.ts";
import type { Connection, ConnectOptions } from "./transport.ts";

/** Opens a connection; tests bring wires of their own. */
export type Connect = (options: ConnectOptions) => Promise<Connection>;

type Options = {
  readonly where: string;
  readonly line: ModbusLine;
  readonly connect: Connect;
  readonly signal: AbortSignal;
};

/** The one connection of a line, made when it is needed. */
export class LineLink {
  readonly #options: Options;
  #connection: Connection | null = null;
  #connections = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** How often it has been connected again. */
  get reconnects(): number {
    return Math.max(0, this.#connections - 1);
  }

  /** The connection, or why there is none. */
  async open(): Promise<Connection | { readonly why: string }> {
    if (this.#connection?.isOpen) return this.#connection;
    const { where, line, connect, signal } = this.#options;
    try {
      const connection = await connect({ where, wire: line.wire, timeout: line.connectTimeout, signal });
      this.#connections += 1;
      this.#connection = connection;
      return connection;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return { why: error.message };
    }
  }

  async close(): Promise<void> {
    await this.#connection?.close();
  }
}
