import { createServer, type Server, type Socket } from "node:net";
import { chance } from "../chance.ts";
import type { Faults } from "../faults.ts";
import { answer } from "./answer.ts";
import type { Framing } from "./framing.ts";
import { mbap } from "./mbap.ts";
import { outcome } from "./misbehave.ts";
import { rtu } from "./rtu.ts";
import type { Unit } from "./unit.ts";

export type ModbusSettings = {
  /** Name of the line, for messages. */
  readonly line: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Modbus TCP unless said. */
  readonly framing?: "tcp" | "rtu";
  readonly units: ReadonlyMap<number, Unit>;
  readonly faults: Faults;
  readonly seed: number;
};

/**
 * An endpoint with several units behind it, as a serial gateway (Modbus TCP) or a transparent converter (RTU) has them.
 * Requests are answered in their order; a unit that is not there stays silent. What is no Modbus closes the connection of
 * Modbus TCP, and is not heard on a bus.
 *
 * @see Modbus Messaging on TCP/IP Implementation Guide V1.0b §4.4.2; Modbus over Serial Line V1.02 §2.5.1
 */
export class ModbusServer {
  readonly #settings: ModbusSettings;
  readonly #framing: Framing;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(settings: ModbusSettings) {
    this.#settings = settings;
    this.#framing = settings.framing === "rtu" ? rtu : mbap;
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
    const framing = this.#framing;
    let waiting: Buffer = Buffer.alloc(0);
    let lastMs = performance.now();
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.on("data", bytes => {
      const isOver = framing.forgetsAfterMs !== null && performance.now() - lastMs > framing.forgetsAfterMs;
      lastMs = performance.now();
      waiting = waiting.length > 0 && !isOver ? Buffer.concat([waiting, bytes]) : bytes;
      while (waiting.length > 0) {
        const heard = framing.hear(waiting);
        if (heard.is === "part") return;
        if (heard.is === "noise") {
          if (framing.forgetsAfterMs === null) return void socket.destroy();
          waiting = waiting.subarray(heard.length);
          continue;
        }
        this.#handle(socket, waiting.subarray(0, heard.length), heard, draw);
        waiting = waiting.subarray(heard.length);
      }
    });
  }

  #handle(
    socket: Socket,
    request: Buffer,
    heard: { readonly unit: number; readonly pdu: Buffer },
    draw: () => number,
  ): void {
    const { units, faults } = this.#settings;
    const framing = this.#framing;
    const unit = units.get(heard.unit);
    if (!unit) return;
    const frame = framing.pack(request, answer(unit, heard.pdu));
    const result = outcome({ unit, faults, framing }, frame, draw);
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
