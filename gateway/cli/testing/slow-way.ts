import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to a gateway on this machine on which its answers can be held up. */
export type SlowWay = {
  readonly port: number;
  /** From now on no answer comes through. */
  hold(): void;
  /** Whether something was asked since then. */
  readonly isAsked: () => boolean;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** Opens the way to a port of 127.0.0.1; closed after the test. */
export const slowWay = async (to: number): Promise<SlowWay> => {
  const sockets = new Set<Socket>();
  let isHeld = false;
  let isAsked = false;
  const server = createServer(client => {
    const gateway = connect(to, "127.0.0.1");
    client.on("data", bytes => {
      isAsked ||= isHeld;
      gateway.write(bytes);
    });
    gateway.on("data", bytes => !isHeld && client.write(bytes));
    for (const [socket, other] of [
      [client, gateway],
      [gateway, client],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => other.destroy());
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    hold: () => {
      isHeld = true;
    },
    isAsked: () => isAsked,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
};
