import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Accounts } from "../accounts/accounts.ts";
import { giveAccounts } from "../accounts/testing/given-accounts.ts";
import { OPEN } from "../http/sign-in-hook.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { until } from "../stores/testing/until.ts";
import type { WireSession } from "../wire/account.ts";
import { guardedHall } from "./testing/guarded-hall.ts";
import { type RunningHall, startHall } from "./testing/running-hall.ts";
import { type Schema, sampleOf } from "./testing/sample-of.ts";

type Answer = { readonly status: number; readonly body: Record<string, unknown>; readonly cookie: string };
type Asked = {
  readonly method?: string;
  readonly body?: unknown;
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const SECRETS = { G1: "2580", M1: "correct horse", H1: "314159" };
const WRONG = { error: "WRONG_SECRET", message: "the name or the secret is wrong" };
const { directory: data, remove } = temporary();
let hall: RunningHall;

const ask = async (path: string, { method = "POST", body, cookie, headers }: Asked = {}): Promise<Answer> => {
  const answer = await fetch(`${hall.api.url}${path}`, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(cookie !== undefined && { cookie }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    body: text.startsWith("{") ? JSON.parse(text) : { text },
    cookie: answer.headers.get("set-cookie") ?? "",
  };
};
const signIn = (person: string, secret: string, more: object = {}, cookie?: string) =>
  ask("/api/session", { body: { person, secret, ...more }, ...(cookie !== undefined && { cookie }) });
const sid = ({ cookie }: Answer): string => cookie.split(";")[0] ?? "";
const absent = (by: string, more: Asked = {}) =>
  ask("/api/roster/present", { body: { by, person: by }, ...more });

beforeAll(async () => {
  hall = await startHall({ write: guardedHall, data });
});
afterAll(async () => {
  await hall.stop();
  remove();
});

describe("while nobody has an account", () => {
  test("names are believed, as ever, and nobody can sign in", async () => {
    expect((await absent("M1")).status).not.toBe(401);
    expect((await ask("/api/session", { method: "GET" })).body).toEqual({
      person: null,
      kind: null,
      expiresAt: null,
      isSetUp: false,
      people: [],
    });
    expect(await signIn("G1", "2580")).toMatchObject({ status: 409, body: { error: "SET_UP" } });
    expect(await ask("/api/accounts/G1/link")).toMatchObject({ status: 403 });
  });

  test("the first link lets choose who one is; a weak PIN is refused in the reader's language", async () => {
    const accounts = new Accounts({ directory: data, people: null, now: () => Date.now() as never });
    await accounts.start();
    const path = `/api/set-up/${accounts.link(null, null).path.split("/").at(-1)}`;
    await accounts.stop();
    const shown = await ask(path, { method: "GET" });
    expect(shown.body.person).toBeNull();
    expect((shown.body.people as { id: string }[]).map(({ id }) => id)).toEqual([
      "H1",
      "G1",
      "M1",
      "A1",
      "F1",
    ]);
    const weak = await ask(path, {
      body: { person: "H1", secret: "1234" },
      headers: { "accept-language": "zh-CN,zh;q=0.9,en;q=0.8" },
    });
    expect(weak).toMatchObject({
      status: 409,
      body: { error: "WEAK_SECRET", message: "不能用连续的数字，例如 1234 或 9876" },
    });
    expect(await ask(path, { body: { person: "H1", secret: SECRETS.H1 } })).toMatchObject({
      status: 200,
      body: { isSetUp: true, people: [{ id: "H1", name: "赵敏" }] },
    });
    expect(await ask(path, { body: { person: "G1", secret: SECRETS.G1 } })).toMatchObject({ status: 404 });
    expect((await ask(path, { method: "GET" })).status).toBe(404);
  });
});

describe("once somebody has an account", () => {
  beforeAll(() => giveAccounts(data, SECRETS));

  test("every change needs somebody: no route is open but those by which one signs in or that change nothing", async () => {
    const { paths } = await hall.api.read<{ paths: Record<string, Record<string, Operation>> }>(
      "/api/openapi.json",
    );
    const answers: Record<string, string> = {};
    for (const [path, methods] of Object.entries(paths))
      for (const [method, operation] of Object.entries(methods)) {
        const route = `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`;
        if (method === "get" || OPEN.has(route)) continue;
        const schema = operation.requestBody?.content?.["application/json"]?.schema;
        const body = schema && { ...(sampleOf(schema) as object) };
        const isSigned = schema?.properties?.secret !== undefined;
        // Another one each time: whoever is wrong too often waits.
        const by = { by: `F${Object.keys(answers).length}`, ...(isSigned && { secret: "975310" }) };
        const answer = await ask(path.replaceAll(/\{\w+\}/g, "x"), {
          method: method.toUpperCase(),
          ...(body !== undefined && { body: { ...body, ...(schema?.properties?.by !== undefined && by) } }),
        });
        answers[route] = `${answer.status} ${answer.body.error}`;
        const expected = isSigned ? "401 WRONG_SECRET" : "401 SIGN_IN";
        expect([route, answers[route]]).toEqual([route, expected]);
      }
    // The table is not empty, and knows routes of every kind.
    expect(Object.keys(answers).length).toBeGreaterThan(15);
    for (const route of ["POST /api/alerts/:id/shelve", "POST /api/rules/reload", "POST /api/photos"])
      expect(answers).toHaveProperty([route]);
  });

  test("a wrong secret, a person without an account and nobody at all are answered the same", async () => {
    const answers = [await signIn("G1", "8642"), await signIn("A1", "8642"), await signIn("nobody", "8642")];
    for (const answer of answers) expect(answer).toEqual({ status: 401, body: WRONG, cookie: "" });
  });

  test("one acts in one's own name, by id or name, and in nobody else's", async () => {
    const signed = await signIn("王伟", SECRETS.G1);
    expect(signed.body).toMatchObject({ person: { id: "G1", name: "王伟", roles: ["guard"] }, kind: "desk" });
    const cookie = sid(signed);
    expect((await absent("G1", { cookie })).status).not.toBe(401);
    expect((await absent("王伟", { cookie })).status).not.toBe(403);
    expect(await absent("H1", { cookie })).toMatchObject({ status: 403, body: { error: "NOT_YOU" } });
    expect(await absent("somebody", { cookie })).toMatchObject({ status: 403, body: { error: "NOT_YOU" } });
    expect(await absent("G1", { cookie: "sid=made-up" })).toMatchObject({ status: 401 });
    const out = await ask("/api/session", { method: "DELETE", cookie });
    expect(out.cookie).toContain("sid=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    expect((await absent("G1", { cookie })).status).toBe(401);
  });

  test("the cookie is out of reach for scripts and other pages; by TLS it never goes in the clear", async () => {
    const desk = await signIn("G1", SECRETS.G1);
    expect(desk.cookie).toMatch(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const own = await signIn("G1", SECRETS.G1, { kind: "own" });
    expect(own.cookie).toMatch(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
    const secure = await ask("/api/session", {
      body: { person: "G1", secret: SECRETS.G1 },
      headers: { "x-forwarded-proto": "https" },
    });
    expect(secure.cookie).toMatch(/; Secure$/);
  });

  test("two people at one desk: who signs in takes the other's place, and a planted session is worth nothing", async () => {
    const first = await signIn("G1", SECRETS.G1, {}, "sid=planted");
    expect(sid(first)).not.toBe("sid=planted");
    const second = await signIn("M1", SECRETS.M1, {}, sid(first));
    expect((await absent("G1", { cookie: sid(first) })).status).toBe(401);
    expect((await absent("G1", { cookie: sid(second) })).status).toBe(403);
    const who = async (cookie: string) =>
      (await ask("/api/session", { method: "GET", cookie })).body as unknown as WireSession;
    expect([(await who(sid(first))).person, (await who(sid(second))).person?.id]).toEqual([null, "M1"]);
    expect((await who("sid=planted")).person).toBeNull();
  });

  test("the hall director and IT support see accounts and make links, others do not", async () => {
    const [guard, director] = [sid(await signIn("G1", SECRETS.G1)), sid(await signIn("H1", SECRETS.H1))];
    expect((await ask("/api/accounts", { method: "GET" })).status).toBe(403);
    expect((await ask("/api/accounts", { method: "GET", cookie: guard })).status).toBe(403);
    expect((await ask("/api/accounts/A1/link", { cookie: guard })).status).toBe(403);
    expect((await ask("/api/accounts/nobody/link", { cookie: director })).status).toBe(404);
    const link = await ask("/api/accounts/A1/link", { cookie: director });
    expect(link.body.path).toMatch(/^\/#\/set-up\/[\w-]{43}$/);
    const path = `/api/set-up/${String(link.body.path).split("/").at(-1)}`;
    expect((await ask(path, { method: "GET" })).body.person).toMatchObject({ id: "A1" });
    expect((await ask(path, { body: { person: "A1", secret: "zhong yao" } })).status).toBe(200);
    const { accounts } = (await ask("/api/accounts", { method: "GET", cookie: director })).body as {
      accounts: { person: string; hasSecret: boolean }[];
    };
    expect(accounts.filter(({ hasSecret }) => hasSecret).map(({ person }) => person)).toEqual([
      "G1",
      "M1",
      "H1",
      "A1",
    ]);
    const removed = await ask("/api/accounts/A1", { method: "DELETE", cookie: director });
    expect(removed.status).toBe(200);
    expect((await signIn("A1", "zhong yao")).body).toEqual(WRONG);
  });

  test("a program acts in the name of its token's person; Grafana in the name of whom it has signed in; revoked, in nobody's", async () => {
    const accounts = new Accounts({ directory: data, people: null, now: () => Date.now() as never });
    await accounts.start();
    const own = { authorization: `Bearer ${accounts.makeToken("scripts", "M1", null)}` };
    const relay = { authorization: `Bearer ${accounts.makeToken("grafana", null, null)}` };
    const silence = (headers: Readonly<Record<string, string>>) =>
      ask("/alertmanager-api/api/v2/silences", { headers, body: SILENCE });
    expect((await absent("M1", { headers: own })).status).not.toBe(401);
    expect((await absent("G1", { headers: own })).status).toBe(403);
    expect((await silence({})).status).toBe(401);
    expect((await silence(relay)).status).toBe(401);
    expect((await silence({ ...relay, "x-grafana-user": "nobody" })).status).toBe(401);
    // Nothing is open that fits: it was let in, and the silence was looked at.
    expect((await silence({ ...relay, "x-grafana-user": "G1" })).status).toBe(400);
    expect((await silence(own)).status).toBe(400);
    accounts.revokeToken("scripts", null);
    accounts.revokeToken("grafana", null);
    await accounts.stop();
    expect((await silence(own)).status).toBe(401);
    expect((await silence({ ...relay, "x-grafana-user": "G1" })).status).toBe(401);
  });

  test("what happened to accounts is on the trail, and no secret is in any file of the hall", async () => {
    for (let tries = 0; tries < 6; tries += 1) await signIn("M1", "864213579");
    expect((await signIn("M1", SECRETS.M1)).status).toBe(429);
    const cookie = sid(await signIn("H1", SECRETS.H1));
    const events = () => {
      const database = new DatabaseSync(join(data, "record.db"), { readOnly: true });
      const rows = database.prepare("SELECT alert, json FROM event WHERE alert LIKE 'account:%'").all();
      database.close();
      return rows.map(({ alert, json }) => `${alert} ${JSON.parse(String(json)).what}`);
    };
    await until("the wait is on the trail", () => events().includes("account:M1 waits"));
    expect(events()).toEqual(
      expect.arrayContaining([
        "account:H1 secret-set",
        "account:A1 link-made",
        "account:A1 removed",
        "account:M1 token-made",
        "account:grafana token-revoked",
      ]),
    );
    const secrets = [...Object.values(SECRETS), "864213579", "zhong yao", cookie.slice(4)].filter(
      secret => secret.length > 4,
    );
    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter(file => file.isFile());
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(["accounts.db", "record.db"]));
    for (const file of files) {
      const bytes = readFileSync(join(file.parentPath, file.name)).toString("latin1");
      for (const secret of secrets) expect([file.name, bytes.includes(secret)]).toEqual([file.name, false]);
    }
  });
});

type Operation = {
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
};

const SILENCE = {
  matchers: [{ name: "alertname", value: "nothing-of-ours", isRegex: false, isEqual: true }],
  startsAt: "2025-07-08T03:00:00Z",
  endsAt: "2025-07-08T03:30:00Z",
  createdBy: "王伟",
  comment: "painters",
};
