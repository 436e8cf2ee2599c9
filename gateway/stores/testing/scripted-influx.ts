import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";

/** What the scripted server does with one write: a status with its text and headers, or something rude. */
export type Reply =
  | { readonly status: number; readonly text?: string; readonly headers?: Readonly<Record<string, string>> }
  /** `hang`: never answers; `cut`: closes the connection instead; `answer-and-cut`: takes the lines, then closes. */
  | "hang"
  | "cut"
  | "answer-and-cut";

export type ScriptedInflux = {
  readonly url: string;
  /** Lines of every write, in the order of their coming. */
  readonly writes: readonly (readonly string[])[];
  /** Authorization headers of the writes. */
  readonly authorizations: readonly (string | undefined)[];
  stop(): Promise<void>;
};

/** A server on loopback that takes line protocol and answers as `reply` says, for what no real one does on demand. */
export const scriptedInflux = async (
  reply: (lines: readonly string[], write: number) => Reply | Promise<Reply>,
): Promise<ScriptedInflux> => {
  const writes: (readonly string[])[] = [];
  const authorizations: (string | undefined)[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    if (!request.url?.startsWith("/write")) return response.writeHead(204).end();
    const lines = gunzipSync(Buffer.concat(parts)).toString().trimEnd().split("\n");
    authorizations.push(request.headers.authorization);
    const said = await reply(lines, writes.push(lines));
    if (said === "hang") return;
    if (said === "cut") return request.socket.destroy();
    if (said === "answer-and-cut") return response.writeHead(204).end(() => request.socket.destroy());
    response.writeHead(said.status, said.headers ?? {}).end(said.text ?? "");
  };
  const server = createServer((request, response) => void answer(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  return {
    url: `http://127.0.0.1:${address.port}`,
    writes,
    authorizations,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
