import { createServer, type Server, type Socket } from "node:net";
import { chance } from "../chance.ts";
import type { Faults } from "../faults.ts";
import { answer } from "./answer.ts";
import { outcome } from "./misbehave.ts";
import type { Unit } from "./unit.ts";

export type ModbusSettings = {
  /** Name of the line, for messages. */
  readonly line: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly units: ReadonlyMap<number, Unit>;
  readonly faults: Faults;
  readonly seed: number;
};

const HEADER_BYTES = 7;
/** Bytes after the length field: unit and a PDU of at most 253. */
const LONGEST = 254;

/**
 * A Modbus TCP endpoint with several units behind it, as a serial gateway has them. Requests are answered in their
 * order; a unit that is not there stays silent; a frame that is no Modbus closes the connection.
 *
 * @see Modbus Messaging on TCP/IP Implementation Guide V1.0b §3.1.3 (MBAP header) and §4.4.2
 */
export class ModbusServer {
  readonly #settings: ModbusSettings;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(settings: ModbusSettings) {
    this.#settings = settings;
    const draw = chance(settings.seed, "nonsense", settings.line);
    this.#server = createServer({ noDelay: true }, socket => this.#serve(socket, draw));
  }

  /**
   * Listens.
   *
   * @returns         the port
   * @throws {Error}  when the port is taken or the host is none of this machine's
   */
  start(): Promise<number> {
    const { line, host, port } = this.#settings;
    return new Promise((resolve, reject) => {
      this.#server.once("error", cause =>
        reject(new Error(`modbus ${line} (${host}:${port}): listen: ${cause.message}`, { cause })),
      );
      this.#server.listen(port, host, () => {
        const address = this.#server.address();
        resolve(typeof address === "object" && address ? address.port : port);
      });
    });
  }

  /** Resolves when the port is free again. */
  stop(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const socket of this.#sockets) socket.destroy();
    return new Promise(resolve => void this.#server.close(() => resolve()));
  }

  #serve(socket: Socket, draw: () => number): void {
    let waiting: Buffer = Buffer.alloc(0);
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.on("data", bytes => {
      waiting = waiting.length > 0 ? Buffer.concat([waiting, bytes]) : bytes;
      while (waiting.length >= HEADER_BYTES) {
        const length = waiting.readUInt16BE(4);
        if (waiting.readUInt16BE(2) !== 0 || length < 2 || length > LONGEST) {
          socket.destroy();
          return;
        }
        if (waiting.length < 6 + length) return;
        this.#handle(socket, waiting.subarray(0, 6 + length), draw);
        waiting = waiting.subarray(6 + length);
      }
    });
  }

  #handle(socket: Socket, request: Buffer, draw: () => number): void {
    const unit = this.#settings.units.get(request.readUInt8(6));
    if (!unit) return;
    const frame = framed(request, answer(unit, request.subarray(HEADER_BYTES)));
    const result = outcome(unit, this.#settings.faults, frame, draw);
    if (result.is === "silence") return;
    if (result.afterMs === 0) {
      socket.write(result.frame);
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (!socket.destroyed) socket.write(result.frame);
    }, result.afterMs);
    this.#timers.add(timer);
  }
}

/** The answer's PDU behind the request's header, with its own length. */
const framed = (request: Buffer, pdu: Buffer): Buffer => {
  const header = Buffer.from(request.subarray(0, HEADER_BYTES));
  header.writeUInt16BE(pdu.length + 1, 4);
  return Buffer.concat([header, pdu]);
};
