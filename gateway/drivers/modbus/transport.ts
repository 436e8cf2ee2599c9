import { createConnection, type Socket } from "node:net";
import modbusSerial from "modbus-serial";
import { Fault } from "#gateway/ports/fault.ts";
import type { ModbusTable, ModbusWire } from "#rules/site/model.ts";
import type { Millis } from "#rules/time/instant.ts";
import { type Expected, inspect } from "./envelope.ts";
import { tellLength, tellSocketError } from "./wording.ts";

/** One read on the wire: `count` registers (or bits) of one unit's table from a zero-based address. */
export type ReadRequest = {
  readonly unit: number;
  readonly table: ModbusTable;
  readonly address: number;
  readonly count: number;
};

/** How a read ended. After all but the first two the connection is gone, so that nothing late can be mistaken for news. */
export type Answer =
  /** Exactly `count` registers 0..65535, lowest address first; bits as 0 or 1. */
  | { readonly is: "words"; readonly words: readonly number[] }
  | { readonly is: "exception"; readonly code: number }
  | { readonly is: "timeout" }
  | { readonly is: "mismatch"; readonly why: string }
  | { readonly is: "closed"; readonly why: string };

/** A TCP connection that carries one request at a time. */
export type Connection = {
  readonly isOpen: boolean;
  /** @throws {Error} when the last request has not ended yet: the caller's bug */
  read(request: ReadRequest, timeout: Millis): Promise<Answer>;
  /** Resolves when the socket is closed. A read under way ends as `closed`. */
  close(): Promise<void>;
};

type ConnectOptions = {
  /** Who it is, for messages: `plant (10.0.0.7:502)`. */
  readonly where: string;
  readonly wire: ModbusWire;
  readonly timeout: Millis;
  /** Gives up at once when aborted. */
  readonly signal: AbortSignal;
};

const KEEP_ALIVE_MS = 30_000;
const FUNCTION_CODES = { coil: 1, discrete: 2, holding: 3, input: 4 } as const;
const METHODS = { coil: "writeFC1", discrete: "writeFC2", holding: "writeFC3", input: "writeFC4" } as const;

/** @throws {Fault} `MODBUS_UNREACHABLE` when there is no connection within the time-out */
export const connect = ({ where, wire, timeout, signal }: ConnectOptions): Promise<Connection> =>
  new Promise((resolve, reject) => {
    if (wire.is !== "tcp") throw new Error(`${wire.is} lines cannot be read yet`);
    const options = {
      host: wire.host,
      port: wire.port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE_MS,
    };
    const socket = createConnection(options);
    const fail = (why: string, cause?: unknown) => {
      settle();
      socket.destroy();
      reject(new Fault("MODBUS_UNREACHABLE", `${where}: ${why}`, { retry: true, cause }));
    };
    const refuse = (error: Error) => fail(tellSocketError(error), error);
    const abort = () => fail("stopped");
    const timer = setTimeout(() => fail(`no connection in ${tellLength(timeout)}`), timeout);
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      socket.off("error", refuse);
    };
    signal.addEventListener("abort", abort);
    socket.on("error", refuse);
    socket.once("connect", () => {
      settle();
      resolve(new SerialConnection(socket));
    });
    if (signal.aborted) abort();
  });

/**
 * modbus-serial over a socket of ours. It writes the request, matches the transaction id and takes the values apart;
 * we inspect every byte before it does, keep the time-out, and hear of a closed socket ourselves (it would not say).
 */
class SerialConnection implements Connection {
  readonly #socket: Socket;
  readonly #client = new modbusSerial.default();
  #pending: Pending | null = null;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", chunk => this.#inspect(chunk));
    socket.on("close", () => this.#end({ is: "closed", why: "the device closed the connection" }));
    socket.on("error", error => this.#end({ is: "closed", why: tellSocketError(error) }));
    this.#client.on("error", () => this.#drop());
    this.#client.linkTCP(socket, { port: 0 }, () => {});
    // After modbus-serial's own listener: an envelope that was right but that it did not take has another request's id.
    socket.on("data", () => {
      if (this.#pending?.whole)
        this.#end({ is: "mismatch", why: "an answer to another request: late or sent twice" });
    });
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed && this.#socket.writable;
  }

  read({ unit, table, address, count }: ReadRequest, timeout: Millis): Promise<Answer> {
    if (this.#pending) throw new Error("a request is under way on this connection");
    if (!this.isOpen) return Promise.resolve({ is: "closed", why: "the connection is closed" });
    const isBits = table === "coil" || table === "discrete";
    const byteCount = isBits ? Math.ceil(count / 8) : count * 2;
    return new Promise(resolve => {
      const pending: Pending = {
        expected: { unit, functionCode: FUNCTION_CODES[table], byteCount },
        received: Buffer.alloc(0),
        whole: false,
        timer: setTimeout(() => this.#end({ is: "timeout" }), timeout),
        resolve,
      };
      this.#pending = pending;
      // Called with a stale answer, too, long after its request ended: it must speak for its own request only.
      const take = (error: ModbusError | null, result?: { data: readonly Word[] }) => {
        if (this.#pending !== pending || !pending.whole) return;
        if (error?.modbusCode !== undefined) this.#end({ is: "exception", code: error.modbusCode });
        else if (error || !result) this.#end({ is: "mismatch", why: error?.message ?? "empty answer" });
        else this.#end({ is: "words", words: result.data.slice(0, count).map(Number) });
      };
      this.#client[METHODS[table]](unit, address, count, take);
    });
  }

  async close(): Promise<void> {
    if (this.#socket.closed) return;
    const closed = new Promise<void>(resolve => this.#socket.once("close", () => resolve()));
    this.#drop();
    await closed;
  }

  #inspect(chunk: Buffer): void {
    if (!this.#pending) {
      this.#drop();
      return;
    }
    this.#pending.received = Buffer.concat([this.#pending.received, chunk]);
    const envelope = inspect(this.#pending.received, this.#pending.expected);
    if (envelope.is === "wrong") this.#end({ is: "mismatch", why: envelope.why });
    else this.#pending.whole = envelope.is === "whole";
  }

  #end(answer: Answer): void {
    const pending = this.#pending;
    this.#pending = null;
    if (answer.is !== "words" && answer.is !== "exception") this.#drop();
    if (!pending) return;
    clearTimeout(pending.timer);
    pending.resolve(answer);
  }

  #drop(): void {
    this.#socket.destroy();
    this.#client.destroy(() => {});
  }
}

type Word = number | boolean;
type ModbusError = Error & { readonly modbusCode?: number };

type Pending = {
  readonly expected: Expected;
  received: Buffer;
  /** The whole answer is in and its envelope is right. */
  whole: boolean;
  readonly timer: NodeJS.Timeout;
  readonly resolve: (answer: Answer) => void;
};
