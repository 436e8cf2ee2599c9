import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** Registers of a unit by table and address. What is not there is refused with exception 02. */
export type UnitRegisters = {
  readonly input?: Readonly<Record<number, number>>;
  readonly holding?: Readonly<Record<number, number>>;
};

export type RegisterServer = {
  readonly port: number;
  /** Function codes that came, in order. */
  readonly functions: readonly number[];
  [Symbol.asyncDispose](): Promise<void>;
};

/**
 * A Modbus server written from the standard alone: units that are not there say nothing.
 *
 * @see Modbus Application Protocol V1.1b3 §6.3, §6.4; Modbus over Serial Line V1.02 §6.2.2
 */
export const serveRegisters = async (
  units: Readonly<Record<number, UnitRegisters>>,
  framing: "tcp" | "rtu" = "tcp",
): Promise<RegisterServer> => {
  const functions: number[] = [];
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, socket => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket));
    let waiting = Buffer.alloc(0);
    const length = framing === "tcp" ? 12 : 8;
    socket.on("data", chunk => {
      waiting = Buffer.concat([waiting, chunk]);
      for (; waiting.length >= length; waiting = waiting.subarray(length)) {
        const pdu = framing === "tcp" ? waiting.subarray(6, 12) : waiting.subarray(0, 6);
        functions.push(pdu[1] ?? 0);
        const answer = answerTo(pdu, units);
        if (answer) socket.write(framing === "tcp" ? withHeader(waiting, answer) : withChecksum(answer));
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    functions,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
};

/** Unit, function and data of the answer; null: this unit is not there. */
const answerTo = (pdu: Buffer, units: Readonly<Record<number, UnitRegisters>>): Buffer | null => {
  const [unit = 0, code = 0] = pdu;
  const own = units[unit];
  if (!own) return null;
  const table = code === 4 ? own.input : code === 3 ? own.holding : undefined;
  if (!table) return Buffer.from([unit, code | 0x80, 1]);
  const address = pdu.readUInt16BE(2);
  const words = Array.from({ length: pdu.readUInt16BE(4) }, (_, i) => table[address + i]);
  if (words.some(word => word === undefined)) return Buffer.from([unit, code | 0x80, 2]);
  const data = Buffer.alloc(words.length * 2);
  for (const [i, word] of words.entries()) data.writeUInt16BE(word ?? 0, i * 2);
  return Buffer.concat([Buffer.from([unit, code, data.length]), data]);
};

const withHeader = (request: Buffer, answer: Buffer): Buffer => {
  const header = Buffer.alloc(6);
  request.copy(header, 0, 0, 2);
  header.writeUInt16BE(answer.length, 4);
  return Buffer.concat([header, answer]);
};

const withChecksum = (answer: Buffer): Buffer => {
  let crc = 0xffff;
  for (const byte of answer) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return Buffer.concat([answer, Buffer.from([crc & 0xff, crc >> 8])]);
};

/** A 32-bit float in two registers from an address, high word first. */
export const float = (address: number, value: number): Readonly<Record<number, number>> => {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatBE(value);
  return { [address]: bytes.readUInt16BE(0), [address + 1]: bytes.readUInt16BE(2) };
};

/** Zeroes from 0 up to an address, as a device with gaps in its map answers them. */
export const zeroes = (count: number): Readonly<Record<number, number>> =>
  Object.fromEntries(Array.from({ length: count }, (_, address) => [address, 0]));
