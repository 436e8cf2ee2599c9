import { createConnection, type Socket } from "node:net";
import { Fault } from "#gateway/ports/fault.ts";
import type { ModbusWire } from "#rules/site/modbus.ts";
import type { Millis } from "#rules/time/instant.ts";
import { mbap } from "./mbap.ts";
import { rtu } from "./rtu.ts";
import { openSerial, quietOf } from "./serial.ts";
import { type Connection, type Link, LinkConnection, type LinkOptions } from "./transport-connection.ts";
import { tellLength, tellSerialError, tellSocketError } from "./wording.ts";

export type { Answer, ReadRequest, WriteRequest } from "./exchange.ts";
export type { Connection } from "./transport-connection.ts";

export type ConnectOptions = {
  /** Who it is, for messages: `plant (10.0.0.7:502)`. */
  readonly where: string;
  readonly wire: ModbusWire;
  readonly timeout: Millis;
  /** Gives up at once when aborted. */
  readonly signal: AbortSignal;
};

const KEEP_ALIVE_MS = 30_000;

/** @throws {Fault} `MODBUS_UNREACHABLE` when there is no connection within the time-out, or the port cannot be opened */
export const connect = ({ where, wire, timeout, signal }: ConnectOptions): Promise<Connection> =>
  new Promise((resolve, reject) => {
    const { open, options } = waysOf(wire);
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
      reject(new Fault("MODBUS_UNREACHABLE", `${where}: ${why}`, { retry: true, cause }));
    };
    const abort = () => fail("stopped");
    const timer = setTimeout(() => fail(`no connection in ${tellLength(timeout)}`), timeout);
    signal.addEventListener("abort", abort);
    const attempt = open({
      opened: link => {
        if (isOver) {
          link.drop();
          return;
        }
        settle();
        resolve(new LinkConnection(link, options));
      },
      failed: error => fail(options.tell(error), error),
    });
    if (signal.aborted) abort();
  });

/** One attempt to open a link: calls one of the two, unless it is abandoned before. */
type Open = (hear: { opened(link: Link): void; failed(error: Error): void }) => { abandon(): void };

const waysOf = (wire: ModbusWire): { readonly open: Open; readonly options: LinkOptions } => {
  switch (wire.is) {
    case "tcp":
    case "rtu": {
      const framing = wire.is === "tcp" ? mbap : rtu;
      // A converter passes on whatever is said on its bus, also what was asked for over a connection before.
      const dropsOnStray = wire.is === "tcp";
      const options = { framing, dropsOnFailure: true, dropsOnStray, quietMs: 0, tell: tellSocketError };
      return { options, open: hear => openSocket(wire.host, wire.port, hear) };
    }
    case "serial": {
      const quietMs = quietOf(wire.baud);
      const options = {
        framing: rtu,
        dropsOnFailure: false,
        dropsOnStray: false,
        quietMs,
        tell: tellSerialError,
      };
      const open: Open = hear => {
        openSerial(wire).then(hear.opened, hear.failed);
        return { abandon: () => {} };
      };
      return { options, open };
    }
    default:
      return wire satisfies never;
  }
};

const openSocket = (host: string, port: number, hear: Parameters<Open>[0]): ReturnType<Open> => {
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
