import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";

/** A recorder that wants digest authentication of `hallwatch` with `secret`, and streams what it is told to. */
export type FakeRecorder = {
  readonly url: string;
  /** How often somebody has begun to listen, and how often somebody was refused. */
  readonly counts: { streams: number; refused: number };
  say(alert: string): void;
  /** Cuts whatever is under way. */
  cut(): void;
  stop(): Promise<void>;
};

const BOUNDARY = "boundary";
const PATH = "/ISAPI/Event/notification/alertStream";
const REALM = "DS-7616";
const NONCE = "4f5a2b";

const md5 = (text: string) => createHash("md5").update(text).digest("hex");

/** Whether it is signed as RFC 7616 says, with the password. */
const isSigned = (header: string): boolean => {
  const field = (name: string) => new RegExp(`${name}="?([^",]*)"?`).exec(header)?.[1] ?? "";
  const own = md5(`hallwatch:${REALM}:secret`);
  const asked = md5(`GET:${PATH}`);
  const expected = md5([own, NONCE, field("nc"), field("cnonce"), "auth", asked].join(":"));
  return header.startsWith("Digest ") && field(" response") === expected && field("opaque") === "0a";
};

/** An alert as the stream carries it. */
export const alert = (eventType: string, eventState: string, more = ""): string =>
  `<EventNotificationAlert version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema"><ipAddress>10.0.8.20</ipAddress>` +
  `<portNo>80</portNo>${more}<activePostCount>0</activePostCount><eventType>${eventType}</eventType>` +
  `<eventState>${eventState}</eventState><eventDescription>${eventType} alarm</eventDescription></EventNotificationAlert>`;

export const startRecorder = async (): Promise<FakeRecorder> => {
  const streams = new Set<ServerResponse>();
  const counts = { streams: 0, refused: 0 };
  const server = createServer((request, response) => {
    if (request.url !== PATH) {
      response.writeHead(404).end();
      return;
    }
    if (!isSigned(request.headers.authorization ?? "")) {
      if (request.headers.authorization !== undefined) counts.refused++;
      const challenge = `Digest realm="${REALM}", qop="auth", nonce="${NONCE}", opaque="0a", stale="FALSE"`;
      response.writeHead(401, { "www-authenticate": challenge }).end("no");
      return;
    }
    counts.streams++;
    response.writeHead(200, { "content-type": `multipart/mixed; boundary=${BOUNDARY}` });
    response.flushHeaders();
    streams.add(response);
    response.on("close", () => streams.delete(response));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const cut = () => {
    for (const stream of streams) stream.destroy();
  };
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    counts,
    say: text => {
      const head = `--${BOUNDARY}\r\nContent-Type: application/xml; charset="UTF-8"\r\nContent-Length: ${text.length}\r\n\r\n`;
      for (const stream of streams) {
        stream.write(head + text.slice(0, 40));
        stream.write(`${text.slice(40)}\r\n`);
      }
    },
    cut,
    stop: async () => {
      server.close();
      cut();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
};
