import * as http from "node:http";
import * as https from "node:https";

/** What the server said, whatever it said. */
export type Answer = {
  readonly status: number;
  readonly text: string;
  /** Header names in lower case. */
  readonly headers: http.IncomingHttpHeaders;
};

export type Request = {
  readonly method: "GET" | "POST";
  /** Below the target's URL, with its query: `/write?db=hall`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
};

/** One kept-alive connection to a server. */
export type Link = {
  /** @throws {Error} when there is no connection or no answer in time; the message says which */
  send(request: Request): Promise<Answer>;
  /** Whether a connection broke, without notice of the server, since this was last asked. */
  hasBroken(): boolean;
  close(): void;
};

/** Most of an answer that is read: enough for any error text. */
const MOST_TEXT = 64_000;

/**
 * A link to `url`, one request at a time.
 *
 * A server that died and came back between two requests shows only in its closed connection, so that is watched: a
 * close that the server did not announce (`Connection: close`) counts as broken.
 */
export const link = (url: URL, authorization: string | null, timeoutMs: number): Link => {
  const { Agent, request } = url.protocol === "https:" ? https : http;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const known = new WeakSet<object>();
  let announced = false;
  let broken = false;

  const watch = (outgoing: http.ClientRequest) =>
    outgoing.once("socket", socket => {
      if (known.has(socket)) return;
      known.add(socket);
      announced = false;
      socket.once("close", () => {
        broken ||= !announced;
      });
    });

  const send: Link["send"] = ({ method, path, headers = {}, body }) =>
    new Promise((resolve, reject) => {
      const outgoing = request(
        new URL(url.pathname.replace(/\/$/, "") + path, url),
        {
          method,
          agent,
          headers: {
            ...headers,
            ...(authorization === null ? {} : { authorization }),
            ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) }),
          },
        },
        incoming => {
          let text = "";
          incoming.setEncoding("utf8").on("data", (part: string) => {
            if (text.length < MOST_TEXT) text += part;
          });
          incoming.once("end", () => {
            clearTimeout(timer);
            announced ||= incoming.headers.connection === "close";
            resolve({ status: incoming.statusCode ?? 0, text, headers: incoming.headers });
          });
          incoming.once("error", fail);
        },
      );
      const fail = (cause: Error) => {
        clearTimeout(timer);
        reject(
          new Error(`${method} ${url.origin}${path.replace(/\?.*/, "")}: ${reasonOf(cause)}`, { cause }),
        );
      };
      const timer = setTimeout(
        () => outgoing.destroy(new Error(`no answer in ${timeoutMs / 1_000} s`)),
        timeoutMs,
      );
      watch(outgoing).once("error", fail).end(body);
    });

  return {
    send,
    hasBroken: () => {
      const was = broken;
      broken = false;
      return was;
    },
    close: () => agent.destroy(),
  };
};

const reasonOf = (cause: Error): string =>
  cause.message || ("code" in cause && typeof cause.code === "string" ? cause.code : cause.name);
