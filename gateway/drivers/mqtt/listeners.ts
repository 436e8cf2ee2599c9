import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TLSSocket, type Server as TlsServer } from "node:tls";
import { minutes } from "#rules/time/instant.ts";
import { proofOf, type TlsFiles } from "./broker-tls.ts";
import { cannotListen } from "./cannot-listen.ts";
import type { Proof } from "./gate.ts";

/** A connection that may send its CONNECT now. `proof` is worth nothing without TLS. */
export type Arrival = {
  readonly socket: Socket;
  readonly address: string;
  readonly proof: Proof & { readonly validTo?: number };
  /** To be called when the client is in: nobody else can take its place any more. */
  readonly settle: () => void;
};

export type ListenersParts = {
  readonly host: string;
  /** Port without TLS; null: none. */
  readonly plainPort: number | null;
  readonly tls: {
    readonly port: number;
    readonly files: TlsFiles;
    readonly asksForCertificates: boolean;
  } | null;
  /** Connections at once. */
  readonly connections: number;
  readonly welcome: (arrival: Arrival) => void;
  /** A connection was not taken, or not carried on, before it was welcome. */
  readonly refused: (address: string, why: string) => void;
  readonly failed: (why: string) => void;
};

const HANDSHAKE_MS = 10_000;
const NOBODY = "an address that is gone";

/** The broker's ports, with and without TLS. */
export class Listeners {
  readonly #parts: ListenersParts;
  readonly #sockets = new Set<Socket>();
  /** Those that are not in yet by their address and port, the oldest first: TLS makes a second socket of the same. */
  readonly #pending = new Map<string, Socket>();
  #plain: Server | null = null;
  #tlsPort: Server | null = null;
  #tls: TlsServer | null = null;

  constructor(parts: ListenersParts) {
    this.#parts = parts;
  }

  /** @throws {Fault} when a port cannot be had */
  async start(): Promise<void> {
    const { plainPort, tls } = this.#parts;
    if (tls !== null) {
      this.#tls = createTlsServer(
        {
          ...tls.files.context,
          requestCert: tls.asksForCertificates,
          // Devices with a token and without a certificate come through the same port; what a certificate is worth is judged there.
          rejectUnauthorized: false,
          handshakeTimeout: HANDSHAKE_MS,
        },
        socket => this.#secured(socket),
      );
      this.#tls.on("tlsClientError", (error, socket) => {
        this.#parts.refused(socket.remoteAddress ?? NOBODY, `TLS: ${error.message}`);
        socket.destroy();
      });
      this.#tlsPort = await this.#listen(tls.port, socket => this.#tls?.emit("connection", socket));
    }
    if (plainPort !== null)
      this.#plain = await this.#listen(plainPort, socket =>
        this.#parts.welcome({
          socket,
          address: socket.remoteAddress ?? NOBODY,
          proof: { is: "none" },
          settle: () => this.#pending.delete(endOf(socket)),
        }),
      );
  }

  /** From now on new connections are served with these; those that are there stay as they are. */
  renew(files: TlsFiles): void {
    this.#tls?.setSecureContext(files.context);
  }

  /** Nobody is let in any more; resolves when every connection is gone, which needs `cut`. */
  close(): Promise<void> {
    const servers = [this.#plain, this.#tlsPort].flatMap(server => server ?? []);
    const closed = servers.map(server => new Promise<void>(resolve => server.close(() => resolve())));
    return Promise.all(closed).then(() => {});
  }

  /** Cuts every connection. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  port(): number {
    return portOf(this.#plain);
  }

  tlsPort(): number {
    return portOf(this.#tlsPort);
  }

  async #listen(port: number, take: (socket: Socket) => void): Promise<Server> {
    const { host, failed } = this.#parts;
    const server = createServer(socket => {
      if (this.#admit(socket)) take(socket);
    });
    try {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject).listen(port, host, resolve);
      });
    } catch (cause) {
      throw cannotListen(host, port, cause as NodeJS.ErrnoException);
    }
    server.removeAllListeners("error");
    server.on("error", error => failed(error.message));
    return server;
  }

  /**
   * Makes room when there are too many: the oldest that is not in yet goes, since a device says who it is within
   * moments, and whoever is in stays whatever others do.
   */
  #admit(socket: Socket): boolean {
    const { connections, refused } = this.#parts;
    if (this.#sockets.size >= connections) {
      const [oldest] = this.#pending;
      const goes = oldest?.[1] ?? socket;
      refused(goes.remoteAddress ?? NOBODY, `more than ${connections} connections at once`);
      goes.destroy();
      if (oldest === undefined) return false;
      this.#pending.delete(oldest[0]);
      this.#sockets.delete(goes);
    }
    const end = endOf(socket);
    this.#sockets.add(socket);
    this.#pending.set(end, socket);
    socket.once("close", () => {
      this.#sockets.delete(socket);
      if (this.#pending.get(end) === socket) this.#pending.delete(end);
    });
    socket.on("error", () => socket.destroy());
    socket.setNoDelay(true).setKeepAlive(true, minutes(1));
    return true;
  }

  #secured(socket: TLSSocket) {
    const end = endOf(socket);
    socket.on("error", () => socket.destroy());
    this.#parts.welcome({
      socket,
      address: socket.remoteAddress ?? NOBODY,
      proof: proofOf(socket),
      settle: () => this.#pending.delete(end),
    });
  }
}

const endOf = ({ remoteAddress, remotePort, localPort }: Socket): string =>
  `${remoteAddress} ${remotePort} ${localPort}`;

const portOf = (server: Server | null): number => {
  const address = server?.address();
  return typeof address === "object" && address !== null ? address.port : 0;
};
