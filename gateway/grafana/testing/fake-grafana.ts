import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { z } from "zod";
import { type FakeAnswer, type FakeRequest, json, ROLES, told } from "./fake-answer.ts";
import { boardRoutes, type FakeBoard } from "./fake-boards.ts";
import { liveRoutes, type PushedFrame } from "./fake-live.ts";
import { type FakeSource, sourceRoutes } from "./fake-sources.ts";

/** An annotation as Grafana keeps it. */
export type Annotation = {
  readonly id: number;
  time: number;
  timeEnd: number;
  tags: readonly string[];
  text: string;
};

export type FakeGrafana = {
  readonly url: string;
  readonly annotations: Map<number, Annotation>;
  /** Every request, oldest first: `POST /api/annotations 200`. */
  readonly requests: string[];
  /** Takes requests and answers none. */
  isHanging: boolean;
  /** While it is set every request is answered with it. */
  answers: { readonly status: number; readonly body: string; readonly type?: string } | null;
  readonly folders: Map<string, string>;
  readonly boards: Map<string, FakeBoard>;
  readonly sources: Map<string, FakeSource>;
  /** The last frame of each channel of Grafana Live, and what was pushed before it, oldest first. */
  readonly live: Map<string, PushedFrame[]>;
  /** `/api/dashboards` and `/api/folders` are answered with it, as of a Grafana that has only `/apis`. */
  legacyGone: 404 | 410 | null;
  /** Runs before a board is saved: somebody else may be quicker. */
  beforeSaving: (() => void) | null;
  /** What a tag may not hold, to be refused. */
  refusesTag: string | null;
  /** Closes its port and keeps what it has. */
  leave(): Promise<void>;
  comeBack(): Promise<void>;
};

const base = { time: z.int().positive(), timeEnd: z.int().positive().optional(), text: z.string().min(1) };
const posted = z.strictObject({ ...base, tags: z.array(z.string().max(100)) });
const patched = z.strictObject({
  time: base.time.optional(),
  timeEnd: base.timeEnd,
  text: z.string().optional(),
  tags: z.array(z.string().max(100)).optional(),
});

/**
 * The parts of Grafana's HTTP API that we use, as strict as its documentation: tokens and roles, content type, what a body
 * holds, which status says what. Annotations are here: how tags and times select; folders, boards, sources and Live beside.
 *
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/annotations/
 */
export const fakeGrafana = async (): Promise<FakeGrafana> => {
  const annotations = new Map<number, Annotation>();
  let last = 0;
  let server: Server;
  let port = 0;
  const listen = async () => {
    server = createServer((request, response) => {
      void answer(request, response);
    });
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no TCP address");
    port = address.port;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    let text = "";
    for await (const part of request.setEncoding("utf8")) text += part;
    const url = new URL(request.url ?? "", "http://grafana");
    if (fake.isHanging) {
      fake.requests.push(`${request.method} ${url.pathname} hanging`);
      return;
    }
    const { status, body, type } = fake.answers ?? (await respond(request, url, text));
    fake.requests.push(`${request.method} ${url.pathname} ${status}`);
    response.writeHead(status, { "content-type": type ?? "application/json; charset=UTF-8" }).end(body);
  };
  const respond = async (request: IncomingMessage, url: URL, text: string): Promise<FakeAnswer> => {
    if (url.pathname === "/api/health") return told(200, { database: "ok", version: "13.3.1", commit: "0" });
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    const role = ROLES[token];
    if (role === undefined) return told(401, { message: "Invalid API key" });
    const asked: FakeRequest = {
      method: request.method ?? "",
      path: url.pathname,
      query: url.searchParams,
      text,
      role,
      isJson: request.headers["content-type"]?.startsWith("application/json") ?? false,
    };
    for (const route of [boardRoutes, sourceRoutes, liveRoutes]) {
      const answer = await route(fake, asked);
      if (answer) return answer;
    }
    const [, id] = /^\/api\/annotations(?:\/(\d+))?$/.exec(url.pathname) ?? [null];
    if (url.pathname !== "/api/annotations" && id === undefined) return told(404, { message: "Not found" });
    if (request.method === "GET") return told(200, select(annotations, url.searchParams));
    if (role === "viewer")
      return told(403, { message: "You'll need additional permissions to perform this action." });
    if (!request.headers["content-type"]?.startsWith("application/json"))
      return told(400, { message: "bad request data" });
    return id === undefined || id === null
      ? add(request.method, text)
      : patch(request.method, Number(id), text);
  };
  const add = (method: string | undefined, text: string) => {
    const body = posted.safeParse(json(text));
    if (method !== "POST") return told(404, { message: "Not found" });
    if (!body.success) return told(400, { message: "bad request data" });
    if (fake.refusesTag !== null && body.data.tags.some(tag => tag.includes(fake.refusesTag ?? "")))
      return told(400, { message: "tag is not allowed" });
    const { time, timeEnd = time, tags, text: said } = body.data;
    annotations.set(++last, { id: last, time, timeEnd, tags, text: said });
    return told(200, { message: "Annotation added", id: last });
  };
  const patch = (method: string | undefined, id: number, text: string) => {
    const known = annotations.get(id);
    const body = patched.safeParse(json(text));
    if (method !== "PATCH" || !known) return told(404, { message: "Could not find annotation to update" });
    if (!body.success) return told(400, { message: "bad request data" });
    const {
      time = known.time,
      timeEnd = known.timeEnd,
      tags = known.tags,
      text: said = known.text,
    } = body.data;
    annotations.set(id, { id, time, timeEnd, tags, text: said });
    return told(200, { message: "Annotation patched" });
  };
  const fake: FakeGrafana = {
    url: "",
    annotations,
    requests: [],
    isHanging: false,
    answers: null,
    folders: new Map(),
    boards: new Map(),
    sources: new Map(),
    live: new Map(),
    legacyGone: null,
    beforeSaving: null,
    refusesTag: null,
    leave: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
    comeBack: listen,
  };
  await listen();
  return Object.assign(fake, { url: `http://127.0.0.1:${port}` });
};

/** All tags must be there unless `matchAny`; newest first. */
const select = (annotations: ReadonlyMap<number, Annotation>, query: URLSearchParams): readonly object[] => {
  const tags = query.getAll("tags");
  const [from, to] = [Number(query.get("from") ?? 0), Number(query.get("to") ?? 0)];
  const limit = Number(query.get("limit") ?? 100);
  return [...annotations.values()]
    .filter(each => (from > 0 && to > 0 ? each.time <= to && each.timeEnd >= from : true))
    .filter(each => tags.every(tag => each.tags.includes(tag)))
    .sort((one, other) => other.timeEnd - one.timeEnd)
    .slice(0, limit)
    .map(each => ({ ...each, tags: each.tags.toReversed(), alertId: 0, panelId: 0, userId: 1, data: {} }));
};
