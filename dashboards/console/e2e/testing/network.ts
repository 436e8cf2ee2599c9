import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** The network between one console and the gateway, which can be lost as radio is: nothing comes through, and nobody is told. */
export class Network {
  readonly #port: number;
  readonly #server = createServer(client => this.#join(client));
  readonly #sockets = new Set<Socket>();
  #isLost = false;
  /** When it was lost last, in ms since 1970. */
  lostAt = 0;

  /** @param port  of the gateway, on this machine */
  constructor(port: number) {
    this.#port = port;
  }

  /** @returns where the gateway is to be found through this network */
  async start(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  lose(): void {
    this.#isLost = true;
    this.lostAt = Date.now();
    for (const socket of this.#sockets) socket.pause();
  }

  /** What was on its way arrives now. */
  restore(): void {
    this.#isLost = false;
    for (const socket of this.#sockets) socket.resume();
  }

  #join(client: Socket): void {
    const gateway = connect(this.#port, "127.0.0.1");
    for (const [from, to] of [
      [client, gateway],
      [gateway, client],
    ] as const) {
      this.#sockets.add(from);
      from.on("data", bytes => to.write(bytes));
      from.on("error", () => {});
      from.on("close", () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      if (this.#isLost) from.pause();
    }
  }
}
