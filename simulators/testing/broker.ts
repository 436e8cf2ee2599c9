import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { Aedes } from "aedes";

/** What a broker has heard. */
export type Heard = { readonly topic: string; readonly text: string; readonly retain: boolean };

/** A real MQTT broker on a free port that keeps all it hears. */
export type Listener = {
  readonly port: number;
  /** Everything published so far, in order. */
  readonly heard: readonly Heard[];
  /** The first message on the topic from now on that fits. */
  next(topic: string, fits?: (text: string) => boolean): Promise<Heard>;
  /** Resolves once so many devices are connected. */
  connected(count: number): Promise<void>;
  /** Whoever is connected, by client id. */
  clients(): readonly string[];
  /** Cuts every connection and frees the port. */
  stop(): Promise<void>;
};

/** Starts one; port 0 is any free port. */
export const listener = async (port = 0): Promise<Listener> => {
  const broker = await Aedes.createBroker();
  const sockets = new Set<Socket>();
  const server: Server = createServer(socket => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    broker.handle(socket);
  });
  const heard: Heard[] = [];
  const clients = new Set<string>();
  const waiting = new Set<() => void>();
  const tell = () => {
    for (const wake of waiting) wake();
  };
  broker.on("publish", ({ topic, payload, retain }) => {
    if (topic.startsWith("$SYS")) return;
    heard.push({ topic, text: payload.toString(), retain });
    tell();
  });
  broker.on("clientReady", ({ id }) => {
    clients.add(id);
    tell();
  });
  broker.on("clientDisconnect", ({ id }) => {
    clients.delete(id);
    tell();
  });
  const until = async <T>(look: () => T | undefined): Promise<T> => {
    for (;;) {
      const seen = look();
      if (seen !== undefined) return seen;
      await new Promise<void>(resolve => {
        const wake = () => {
          waiting.delete(wake);
          resolve();
        };
        waiting.add(wake);
      });
    }
  };
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    next: (topic, fits = () => true) => {
      const from = heard.length;
      return until(() => heard.slice(from).find(message => message.topic === topic && fits(message.text)));
    },
    connected: count => until(() => (clients.size >= count ? (true as const) : undefined)).then(() => {}),
    clients: () => [...clients].sort(),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>(resolve => broker.close(() => resolve()));
      await new Promise<void>(resolve => void server.close(() => resolve()));
    },
  };
};
