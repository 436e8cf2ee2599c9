import { z } from "zod";
import { type FakeAnswer, type FakeRequest, json, told } from "./fake-answer.ts";
import type { FakeGrafana } from "./fake-grafana.ts";

/** One frame of an answer: a column a field, the time among them. */
export type FakeFrame = {
  readonly fields: readonly { readonly name: string; readonly type: "time" | "number" | "string" }[];
  readonly values: readonly (readonly unknown[])[];
};

/** A data source, and what asks its database. */
export type FakeSource = {
  readonly body: Readonly<Record<string, unknown>>;
  readonly isReadOnly: boolean;
  /** Names of the passwords it was given; they are never told. */
  readonly secrets: readonly string[];
  /** @throws {Error} as the database refuses */
  readonly ask: (query: AskedQuery, from: number, to: number) => Promise<readonly FakeFrame[]>;
};

const asked = z.looseObject({
  refId: z.string().min(1),
  datasource: z.looseObject({ uid: z.string() }),
  intervalMs: z.number().positive(),
  maxDataPoints: z.number().positive(),
  query: z.string().optional(),
  expr: z.string().optional(),
  instant: z.boolean().optional(),
  format: z.string().optional(),
  resultFormat: z.string().optional(),
});
/** One query as a browser sends it. */
export type AskedQuery = z.infer<typeof asked>;

const moment = z.string().regex(/^\d{13}$/);
const queries = z.strictObject({ from: moment, to: moment, queries: z.array(asked).min(1) });
const source = z.strictObject({
  uid: z.string(),
  name: z.string().min(1),
  type: z.enum(["influxdb", "prometheus", "alertmanager"]),
  access: z.literal("proxy"),
  url: z.url(),
  isDefault: z.boolean().optional(),
  user: z.string().optional(),
  basicAuth: z.boolean().optional(),
  basicAuthUser: z.string().optional(),
  jsonData: z.record(z.string(), z.unknown()),
  secureJsonData: z.record(z.string(), z.string()).optional(),
});

/** Data sources by uid (the numbers of old are gone since 13), their test, and queries as a browser sends them. */
export const sourceRoutes = async (fake: FakeGrafana, request: FakeRequest): Promise<FakeAnswer | null> => {
  const { path, method } = request;
  if (path === "/api/ds/query" && method === "POST") return answered(fake, request);
  const [, uid, isHealth] = /^\/api\/datasources\/uid\/([^/]+)(\/health)?$/.exec(path) ?? [];
  if (uid === undefined && path !== "/api/datasources") return null;
  const known = uid === undefined ? undefined : fake.sources.get(uid);
  if (isHealth) {
    if (!known || known.body.type === "alertmanager") return told(404, { message: "Not found" });
    return known
      .ask(HEALTH, 0, Date.now())
      .then(() => told(200, { status: "OK", message: "datasource is working" }))
      .catch((error: Error) => told(400, { status: "ERROR", message: error.message }));
  }
  if (method === "GET")
    return known
      ? told(200, {
          ...known.body,
          readOnly: known.isReadOnly,
          secureJsonFields: Object.fromEntries(known.secrets.map(name => [name, true])),
        })
      : told(404, { message: "Data source not found" });
  return write(fake, request, known);
};

const HEALTH: AskedQuery = {
  refId: "health",
  datasource: { uid: "" },
  intervalMs: 1_000,
  maxDataPoints: 1,
};

const write = (fake: FakeGrafana, request: FakeRequest, known: FakeSource | undefined): FakeAnswer => {
  const { method, role, text, isJson } = request;
  if (role !== "admin")
    return told(403, { message: "You'll need additional permissions to perform this action." });
  const body = source.safeParse(json(text));
  if (!isJson || !body.success) return told(400, { message: "bad request data" });
  const { secureJsonData = {}, ...rest } = body.data;
  const others = [...fake.sources].filter(([uid]) => uid !== rest.uid).map(([, other]) => other.body.name);
  if (others.includes(rest.name) || (method === "POST" && fake.sources.has(rest.uid)))
    return told(409, { message: "data source with the same name already exists" });
  if (method === "PUT" && !known) return told(404, { message: "Data source not found" });
  if (known?.isReadOnly) return told(403, { message: "Cannot update read-only data source" });
  const ask = known?.ask ?? (async () => []);
  fake.sources.set(rest.uid, { body: rest, isReadOnly: false, secrets: Object.keys(secureJsonData), ask });
  return told(200, { message: "Datasource added", name: rest.name });
};

const answered = async (fake: FakeGrafana, { text, isJson }: FakeRequest): Promise<FakeAnswer> => {
  const body = queries.safeParse(json(text));
  if (!isJson || !body.success) return told(400, { message: "bad request data" });
  const { from, to, queries: all } = body.data;
  const results: Record<string, object> = {};
  for (const query of all) {
    const known = fake.sources.get(query.datasource.uid);
    if (!known) return told(404, { message: "data source not found" });
    results[query.refId] = await known
      .ask(query, Number(from), Number(to))
      .then(frames => ({ status: 200, frames: frames.map(frameOf) }))
      .catch((error: Error) => ({ status: 400, error: error.message, frames: [] }));
  }
  const isWhole = Object.values(results).every(result => !("error" in result));
  return told(isWhole ? 200 : 207, { results });
};

const frameOf = ({ fields, values }: FakeFrame) => ({ schema: { fields }, data: { values } });
