import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A TCP client that speaks bytes, written as hex: `00 01 00 00 ...`. */
export type Wire = {
  send(...hex: readonly string[]): void;
  /** The next `count` bytes, waited for; rejects when the other side closes first. */
  receive(count: number): Promise<string>;
  /** How many bytes have come and were not received. */
  waiting(): number;
  isClosed(): boolean;
  closed(): Promise<void>;
  close(): void;
};

export const wireTo = async (port: number): Promise<Wire> => {
  const socket: Socket = connect({ port, host: "127.0.0.1", noDelay: true });
  await once(socket, "connect");
  let come: Buffer = Buffer.alloc(0);
  let isClosed = false;
  let wake = () => {};
  socket.on("data", bytes => {
    come = Buffer.concat([come, bytes]);
    wake();
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    isClosed = true;
    wake();
  });
  const change = () => new Promise<void>(resolve => (wake = resolve));
  return {
    send: (...hex) => void socket.write(Buffer.from(hex.join("").replaceAll(" ", ""), "hex")),
    receive: async count => {
      while (come.length < count && !isClosed) await change();
      if (come.length < count) throw new Error(`closed after ${come.length} of ${count} bytes`);
      const taken = come.subarray(0, count);
      come = come.subarray(count);
      return spaced(taken);
    },
    waiting: () => come.length,
    isClosed: () => isClosed,
    closed: async () => {
      while (!isClosed) await change();
    },
    close: () => socket.destroy(),
  };
};

const spaced = (bytes: Buffer): string =>
  bytes
    .toString("hex")
    .toUpperCase()
    .replace(/(..)(?=.)/g, "$1 ");
