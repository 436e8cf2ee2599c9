import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** A read as it came over the wire. */
export type Request = {
  readonly transaction: number;
  readonly unit: number;
  readonly functionCode: number;
  readonly address: number;
  readonly count: number;
  /** 0, 1, 2 … over all requests of the device. */
  readonly sequence: number;
  /** Real milliseconds. */
  readonly at: number;
};

/** What a device does with a request. Written from the standard, byte by byte, without any Modbus library. */
export type Behaviour = (request: Request, socket: Socket) => void;

export type Device = {
  readonly port: number;
  readonly requests: readonly Request[];
  /** Connections taken so far. */
  readonly connections: number;
  /** Connections open now. */
  readonly openConnections: number;
  /** From now on the unit does this. */
  behave(unit: number, behaviour: Behaviour): void;
  stop(): Promise<void>;
};

/** A Modbus TCP server on a free port (or a given one) whose units are healthy unless told otherwise. */
export const startDevice = async (
  behaviours: Readonly<Record<number, Behaviour>> = {},
  port = 0,
): Promise<Device> => {
  const units: Record<number, Behaviour> = { ...behaviours };
  const requests: Request[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer({ noDelay: true }, socket => {
    connections += 1;
    sockets.add(socket);
    let waiting = Buffer.alloc(0);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", chunk => {
      waiting = Buffer.concat([waiting, chunk]);
      for (; waiting.length >= 12; waiting = waiting.subarray(12)) {
        const request = parse(waiting, requests.length);
        requests.push(request);
        (units[request.unit] ?? healthy)(request, socket);
      }
    });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    get connections() {
      return connections;
    },
    get openConnections() {
      return sockets.size;
    },
    behave: (unit, behaviour) => {
      units[unit] = behaviour;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
};

const parse = (bytes: Buffer, sequence: number): Request => ({
  transaction: bytes.readUInt16BE(0),
  unit: bytes[6]!,
  functionCode: bytes[7]!,
  address: bytes.readUInt16BE(8),
  count: bytes.readUInt16BE(10),
  sequence,
  at: performance.now(),
});

/** What a healthy register holds: it tells which unit, which address and in answer to which request it was sent. */
export const wordAt = (unit: number, address: number, sequence: number): number =>
  ((unit & 0xf) << 12) | ((address & 0x3f) << 6) | (sequence & 0x3f);

/** The reverse of `wordAt`. */
export const originOf = (word: number): { unit: number; address: number; sequence: number } => ({
  unit: word >> 12,
  address: (word >> 6) & 0x3f,
  sequence: word & 0x3f,
});

/** The right answer to a request, as one frame. A healthy bit is the lowest bit of its address. */
export const answerTo = ({ transaction, unit, functionCode, address, count, sequence }: Request): Buffer => {
  const isBits = functionCode <= 2;
  const bytes = Buffer.alloc(isBits ? Math.ceil(count / 8) : count * 2);
  for (let i = 0; i < count; i += 1) {
    if (isBits) bytes[i >> 3] = bytes[i >> 3]! | (((address + i) & 1) << (i & 7));
    else bytes.writeUInt16BE(wordAt(unit, address + i, sequence), i * 2);
  }
  return frame(transaction, unit, Buffer.from([functionCode, bytes.length, ...bytes]));
};

/** A frame around a protocol data unit. */
export const frame = (transaction: number, unit: number, pdu: Buffer): Buffer => {
  const header = Buffer.alloc(7);
  header.writeUInt16BE(transaction, 0);
  header.writeUInt16BE(pdu.length + 1, 4);
  header[6] = unit;
  return Buffer.concat([header, pdu]);
};

export const healthy: Behaviour = (request, socket) => {
  socket.write(answerTo(request));
};
