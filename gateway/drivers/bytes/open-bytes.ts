import { createConnection, type Socket } from "node:net";
import { Fault } from "#gateway/ports/fault.ts";
import type { Millis } from "#rules/time/instant.ts";
import type { Link } from "./link.ts";
import { openSerial, type SerialWire } from "./serial.ts";
import { tellLength, tellSerialError, tellSocketError } from "./wording.ts";

/** Where bytes come from: a socket of a device or converter, or a serial port of this machine. */
export type BytesWire =
  | { readonly is: "socket"; readonly host: string; readonly port: number }
  | ({ readonly is: "serial" } & SerialWire);

type Options = {
  /** Who it is, for messages: `plant (10.0.0.7:502)`. */
  readonly where: string;
  readonly wire: BytesWire;
  readonly timeout: Millis;
  /** Gives up at once when aborted. */
  readonly signal: AbortSignal;
  /** Code of the fault when there is no connection. */
  readonly code: string;
};

const KEEP_ALIVE_MS = 30_000;

/** @throws {Fault} of the code when there is no connection within the time-out, or the port cannot be opened */
export const openBytes = ({ where, wire, timeout, signal, code }: Options): Promise<Link> =>
  new Promise((resolve, reject) => {
    let isOver = false;
    const settle = () => {
      isOver = true;
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
    };
    const fail = (why: string, cause?: unknown) => {
      if (isOver) return;
      settle();
      attempt.abandon();
      reject(new Fault(code, `${where}: ${why}`, { retry: true, cause }));
    };
    const abort = () => fail("stopped");
    const timer = setTimeout(() => fail(`no connection in ${tellLength(timeout)}`), timeout);
    signal.addEventListener("abort", abort);
    const attempt = begin(wire, {
      opened: link => {
        if (isOver) {
          link.drop();
          return;
        }
        settle();
        resolve(link);
      },
      failed: error => fail(tellErrorOf(wire)(error), error),
    });
    if (signal.aborted) abort();
  });

/** How an error of an open wire is told in words that a technician understands. */
export const tellErrorOf = ({ is }: BytesWire): ((error: Error) => string) =>
  is === "serial" ? tellSerialError : tellSocketError;

/** One attempt to open a link: calls one of the two, unless it is abandoned before. */
type Begin = { opened(link: Link): void; failed(error: Error): void };

const begin = (wire: BytesWire, hear: Begin): { abandon(): void } => {
  if (wire.is === "socket") return openSocket(wire.host, wire.port, hear);
  openSerial(wire).then(hear.opened, hear.failed);
  return { abandon: () => {} };
};

const openSocket = (host: string, port: number, hear: Begin) => {
  const socket = createConnection({
    host,
    port,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
  });
  socket.on("error", hear.failed);
  socket.once("connect", () => {
    socket.off("error", hear.failed);
    hear.opened(linkOf(socket));
  });
  return { abandon: () => socket.destroy() };
};

const linkOf = (socket: Socket): Link => ({
  get isOpen() {
    return !socket.destroyed && socket.writable;
  },
  send: bytes => {
    socket.write(bytes);
  },
  drop: () => {
    socket.destroy();
  },
  listen: hear => {
    socket.on("data", hear.data);
    socket.on("error", hear.error);
    socket.on("close", hear.close);
  },
});
