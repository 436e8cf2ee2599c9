import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** A write as it came over the wire. */
export type CoilWrite = { readonly unit: number; readonly address: number; readonly word: number };

/** Relays with a load behind each, and a meter for each load, on one Modbus line. */
export type RelayBoard = {
  readonly port: number;
  /** Every write, also those that were refused. */
  readonly writes: readonly CoilWrite[];
  /** By coil of unit 1; unit 2 has the power of the load behind coil n in input register n, in watts. */
  readonly coils: Map<number, boolean>;
  /** Contacts that stay closed whatever the coil does. */
  readonly welded: Set<number>;
  /** Writes are refused with this exception code; 0: they are not. */
  refuseWith: number;
  /** Writes are done, but nobody hears of it. */
  isMute: boolean;
  stop(): Promise<void>;
};

const LOAD_W = 420;

/**
 * A Modbus TCP device. Written from the Modbus Application Protocol V1.1b3 (§6.1 read coils, §6.4 read input registers, §6.5
 * write single coil) and the Modbus Messaging guide (§3.1.3 MBAP), byte by byte.
 */
export const startRelayBoard = async (): Promise<RelayBoard> => {
  const writes: CoilWrite[] = [];
  const coils = new Map<number, boolean>();
  const welded = new Set<number>();
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, socket => {
    sockets.add(socket);
    let waiting = Buffer.alloc(0);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", chunk => {
      waiting = Buffer.concat([waiting, chunk]);
      while (waiting.length >= 6 && waiting.length >= 6 + waiting.readUInt16BE(4)) {
        const length = 6 + waiting.readUInt16BE(4);
        const answer = answerTo(waiting.subarray(0, length));
        if (!board.isMute || waiting.readUInt8(7) !== 5) socket.write(answer);
        waiting = waiting.subarray(length);
      }
    });
  });
  const powerOf = (coil: number): number => (coils.get(coil) === true || welded.has(coil) ? LOAD_W : 0);
  const answerTo = (frame: Buffer): Buffer => {
    const [unit, code, address, second] = [
      frame.readUInt8(6),
      frame.readUInt8(7),
      frame.readUInt16BE(8),
      frame.readUInt16BE(10),
    ];
    const told = pdu(unit, code, address, second);
    const head = Buffer.alloc(7);
    head.writeUInt16BE(frame.readUInt16BE(0), 0);
    head.writeUInt16BE(told.length + 1, 4);
    head.writeUInt8(unit, 6);
    return Buffer.concat([head, told]);
  };
  const pdu = (unit: number, code: number, address: number, second: number): Buffer => {
    if (code === 1 && unit === 1) {
      const bytes = Buffer.alloc(Math.ceil(second / 8));
      for (let bit = 0; bit < second; bit++)
        if (coils.get(address + bit) === true) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (1 << (bit & 7));
      return Buffer.concat([Buffer.from([1, bytes.length]), bytes]);
    }
    if (code === 4 && unit === 2) {
      const bytes = Buffer.alloc(2 * second);
      for (let at = 0; at < second; at++) bytes.writeUInt16BE(powerOf(address + at), 2 * at);
      return Buffer.concat([Buffer.from([4, bytes.length]), bytes]);
    }
    if (code === 5 && unit === 1) {
      writes.push({ unit, address, word: second });
      if (board.refuseWith !== 0) return Buffer.from([0x85, board.refuseWith]);
      coils.set(address, second === 0xff_00);
      const echo = Buffer.alloc(5);
      echo.writeUInt8(5, 0);
      echo.writeUInt16BE(address, 1);
      echo.writeUInt16BE(second, 3);
      return echo;
    }
    return Buffer.from([code | 0x80, 1]);
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const board: RelayBoard = {
    port: (server.address() as AddressInfo).port,
    writes,
    coils,
    welded,
    refuseWith: 0,
    isMute: false,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
  return board;
};
