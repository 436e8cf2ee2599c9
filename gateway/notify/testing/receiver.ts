import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it came in, whole. */
export type Received = {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** What a receiver does with a request; the one that does nothing hangs. */
export type Behaviour = (response: ServerResponse, received: Received) => void;

export type Receiver = {
  readonly url: string;
  readonly received: Received[];
  /** What it does from now on. */
  behave(behaviour: Behaviour): void;
  stop(): Promise<void>;
};

export const answer =
  (status: number, body: unknown = "", headers: Readonly<Record<string, string>> = {}): Behaviour =>
  response => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
  };

export const hang: Behaviour = () => {};
export const breakOff: Behaviour = response => {
  response.socket?.destroy();
};

/** A web server on a free port of loopback that keeps all it was sent. */
export const startReceiver = async (first: Behaviour = answer(200)): Promise<Receiver> => {
  let behaviour = first;
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { method = "", url = "", headers } = request;
    const one = { method, path: url, headers, body: Buffer.concat(parts).toString("utf8") };
    received.push(one);
    behaviour(response, one);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    behave: next => {
      behaviour = next;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
