import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { StreamEvents } from "#gateway/wire/stream.ts";
import type { Answer } from "./fake-accounts.ts";
import { CONTENT_SECURITY_POLICY, frame, sendFile, sendJson } from "./fake-answers.ts";
import { fakeVerify } from "./fake-certificates.ts";
import { fakeDeed } from "./fake-deeds.ts";
import type { FakeGateway } from "./fake-gateway.ts";
import { fakeRead } from "./fake-reads.ts";

/** The web side of the fake gateway: the files of the page, the API and the stream. */
export class FakeWeb {
  readonly #gateway: FakeGateway;
  /** The built console. */
  readonly #directory: string;
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));
  readonly #streams = new Set<ServerResponse>();
  /** Answers by client id: the same id again does nothing and is answered as the first time. */
  readonly #answered = new Map<string, Answer>();

  constructor(gateway: FakeGateway, directory: string) {
    this.#gateway = gateway;
    this.#directory = directory;
  }

  /** @returns the address of the console */
  async start(port: number): Promise<string> {
    await new Promise<void>(done => this.#server.listen(port, "127.0.0.1", done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise(done => this.#server.close(done));
  }

  /** Tells every console. */
  send<K extends keyof StreamEvents>(event: K, value: StreamEvents[K]): void {
    if (!this.#gateway.isMute) for (const stream of this.#streams) stream.write(frame(event, value));
  }

  /** Ends every open stream. */
  cut(): void {
    for (const stream of this.#streams) stream.destroy();
    this.#streams.clear();
  }

  /** Forgets what was answered; every console starts again from a snapshot. */
  reset(): void {
    this.#answered.clear();
    this.cut();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { accounts, hall, photos } = this.#gateway;
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    response.setHeader("content-security-policy", CONTENT_SECURITY_POLICY);
    if (this.#gateway.isDown)
      return sendJson(response, 503, { error: "DOWN", message: "the gateway is down" });
    if (pathname === "/api/stream") return this.#join(response);
    if (pathname === "/favicon.ico") return sendJson(response, 200, {});
    if (!pathname.startsWith("/api/")) return sendFile(response, this.#directory, pathname);
    const [, , noun = "", id = "", verb = ""] = pathname.split("/").map(decodeURIComponent);
    if (request.method === "POST") return this.#post({ path: pathname, noun, id, verb }, request, response);
    if (request.method === "DELETE") return sendJson(response, 200, accounts.signOut(request).value);
    if (noun === "session") return sendJson(response, 200, accounts.session(hall, request));
    const photo = noun === "photos" ? photos.get(id) : undefined;
    if (photo) {
      response.writeHead(200, { "content-type": "image/jpeg" }).end(photo);
      return;
    }
    const reader = accounts.session(hall, request).person?.name ?? null;
    const answer = fakeRead(this.#gateway, { noun, id, verb, query: searchParams, reader });
    if (answer) return sendJson(response, "error" in answer ? 400 : 200, answer);
    return sendJson(response, 404, {
      error: noun === "alerts" ? "NO_ALERT" : "NOT_FOUND",
      message: `${pathname}: there is no such thing`,
    });
  }

  async #post(
    {
      path,
      ...to
    }: { readonly path: string; readonly noun: string; readonly id: string; readonly verb: string },
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const bytes = await bodyOf(request);
    const { accounts, asked, hall, photos, rounds } = this.#gateway;
    if (to.noun === "photos") {
      const name = createHash("sha256").update(bytes).digest("hex");
      photos.set(name, bytes);
      return sendJson(response, 200, { name });
    }
    if (to.noun === "certificates")
      return sendJson(response, 200, fakeVerify(rounds.certificates, bytes.toString("utf8")));
    const body = JSON.parse(bytes.toString("utf8")) as Record<string, unknown>;
    asked.push({ path, body });
    const against = accounts.against(hall, path, body, request);
    if (against) return sendJson(response, against.status, against.value);
    const clientId = typeof body.id === "string" ? body.id : null;
    const before = clientId === null ? undefined : this.#answered.get(clientId);
    const answer = before ?? fakeDeed(this.#gateway, { ...to, body });
    if (clientId !== null) this.#answered.set(clientId, answer);
    if (answer.cookie)
      response.setHeader("set-cookie", `sid=${answer.cookie}; Path=/; HttpOnly; SameSite=Strict`);
    sendJson(response, answer.status, answer.value);
  }

  #join(response: ServerResponse): void {
    const { papers } = this.#gateway;
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    this.#streams.add(response);
    response.on("close", () => this.#streams.delete(response));
    if (this.#gateway.isMute) response.flushHeaders();
    else
      response.write(
        `retry: 1000\n\n${frame("snapshot", this.#gateway.snapshot())}${frame("papers", papers)}${frame("beat", this.#gateway.beat())}`,
      );
  }
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};
