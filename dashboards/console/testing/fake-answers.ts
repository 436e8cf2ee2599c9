import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import type { StreamEvents } from "#gateway/wire/stream.ts";

/** What the real gateway allows a page to load. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

export const sendJson = (response: ServerResponse, status: number, value: object): void => {
  response
    .writeHead(status, { "content-type": "application/json; charset=utf-8" })
    .end(JSON.stringify(value));
};

/** Sends a file of the built console; `/` is its page. */
export const sendFile = async (
  response: ServerResponse,
  directory: string,
  pathname: string,
): Promise<void> => {
  const name = pathname === "/" ? "index.html" : normalize(pathname).replace(/^\/+/, "");
  try {
    const content = await readFile(join(directory, name));
    response
      .writeHead(200, { "content-type": types[extname(name)] ?? "application/octet-stream" })
      .end(content);
  } catch {
    sendJson(response, 404, { error: "NOT_FOUND", message: `${pathname}: there is no such page` });
  }
};

/** One event of the stream as it goes over the wire. */
export const frame = <K extends keyof StreamEvents>(event: K, value: StreamEvents[K]): string =>
  `event: ${event}\ndata: ${JSON.stringify(value)}\n\n`;
