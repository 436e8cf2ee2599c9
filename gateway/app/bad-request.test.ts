import { mkdirSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { connectAsync } from "mqtt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../stores/testing/until.ts";
import type { WireHealth } from "../wire/health.ts";
import { type RunningHall, startHall } from "./testing/running-hall.ts";

let hall: RunningHall;
let alert: string;

beforeAll(async () => {
  hall = await startHall();
  writeFileSync(join(hall.files, "secret.json"), '{"secret":true}');
  mkdirSync(join(hall.files, "console", "assets"));
  writeFileSync(join(hall.files, "console", "assets", ".env"), "SECRET=1");
  const device = await connectAsync(hall.mqttUrl);
  await device.publishAsync("office/X1", '{"gauge":"RED"}', { qos: 1 });
  await device.endAsync();
  await until("there is an alert", async () => (await hall.api.alerts()).length === 1);
  alert = (await hall.api.alerts())[0]?.id ?? "";
});
afterAll(() => hall.stop());

/** Sends bytes as they are, which a browser would tidy up first; resolves with all that comes back. */
const raw = async (text: string): Promise<string> => {
  const socket = createConnection({ port: Number(new URL(hall.api.url).port), host: "127.0.0.1" });
  let answer = "";
  socket.setEncoding("latin1").on("data", piece => (answer += piece));
  socket.on("error", () => socket.destroy());
  socket.write(text);
  await new Promise<void>(resolve => socket.once("close", () => resolve()));
  return answer;
};
const get = (path: string) => raw(`GET ${path} HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n`);
const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
const post = (body: string, type = "application/json") =>
  fetch(`${hall.api.url}/api/alerts/${alert}/acknowledge`, {
    method: "POST",
    headers: { "content-type": type },
    body,
  });

describe("a request that cannot be understood is refused with a reason, and changes nothing", () => {
  test.each([
    ["no JSON", '{"by":', 400, /JSON/],
    ["no body", "", 400, /body/i],
    ["a list", "[]", 400, /by|object/],
    ["null", "null", 400, /object/],
    ["a number for a name", '{"by":1}', 400, /by/],
    ["nobody", '{"by":"   "}', 400, /by/],
    ["a key that does not belong there", '{"by":"G1","state":"closed"}', 400, /state/],
    ["__proto__", '{"by":"G1","__proto__":{"polluted":1}}', 400, /JSON/],
    ["constructor.prototype", '{"by":"G1","constructor":{"prototype":{"polluted":1}}}', 400, /JSON/],
    ["a note without end", JSON.stringify({ by: "G1", note: "x".repeat(1_001) }), 400, /note/],
    ["more than 256 KB", JSON.stringify({ by: "G1", note: "x".repeat(300_000) }), 413, /too large/],
  ])("an acknowledgement with %s", async (_, body, status, message) => {
    const answer = await post(body);
    const problem = (await answer.json()) as { message: string };
    expect([answer.status, problem]).toEqual([
      status,
      { error: expect.any(String), message: expect.stringMatching(message) },
    ]);
    expect((await hall.api.alerts())[0]?.acknowledgement).toBeNull();
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test("an acknowledgement that a form of another page could send", async () => {
    expect((await post("by=G1", "application/x-www-form-urlencoded")).status).toBe(415);
    expect((await post('{"by":"G1"}', "text/plain")).status).toBe(415);
  });

  test.each([
    ["DELETE", "/api/alerts", 404],
    ["PUT", "/api/alerts/x/acknowledge", 404],
    ["GET", "/api/alerts/__proto__", 404],
    ["GET", "/api/alerts/%00", 404],
    ["GET", "/api/points/__proto__/history", 404],
    ["GET", "/api/points/X1.pressure/history?from=yesterday", 400],
    ["GET", "/api/points/X1.pressure/history?limit=1e9", 400],
    ["GET", "/api/points/X1.pressure/history?limit=-1", 400],
    ["GET", "/api/alerts?state=open&state=closed", 400],
    ["GET", "/api/alerts?limit=__proto__", 400],
    ["GET", "/api/%E0%A4%A", 400],
    ["GET", "/no/such/page", 404],
  ])("%s %s", async (method, path, status) => {
    const answer = await raw(
      `${method} ${path} HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    );
    expect(statusOf(answer)).toBe(status);
    expect(JSON.parse(answer.slice(answer.indexOf("\r\n\r\n")))).toEqual({
      error: expect.any(String),
      message: expect.stringMatching(/./),
    });
  });
});

describe("the console's files", () => {
  test("are served, and nothing beside them is", async () => {
    expect(await get("/")).toContain("<title>Hallwatch</title>");
    for (const path of [
      "/../secret.json",
      "/..%2fsecret.json",
      "/%2e%2e/secret.json",
      "/%2e%2e%2fsecret.json",
      "/..%5csecret.json",
      "/assets/../../secret.json",
      "/assets/..%2f..%2fsecret.json",
      "/%252e%252e%252fsecret.json",
      "//etc/passwd",
      "/../../../../../../etc/passwd",
      "/..%2f..%2f..%2f..%2fetc/passwd",
      "/secret.json%00.html",
      "/assets/.env",
      "/../data/record.db",
    ]) {
      const answer = await get(path);
      expect([path, statusOf(answer)]).toEqual([
        path,
        expect.toSatisfy(status => status >= 400 && status < 500),
      ]);
      expect(answer).not.toMatch(/secret"|SECRET=|root:|SQLite/);
    }
  });
});

describe("a client that only wants to do harm", () => {
  test("with headers without end is refused", async () => {
    const large = `GET /api/health HTTP/1.1\r\nHost: gateway\r\nX: ${"x".repeat(20_000)}\r\n\r\n`;
    expect(statusOf(await raw(large))).toBe(431);
    const many = Array.from({ length: 2_500 }, (_, n) => `X-${n}: ${n}`).join("\r\n");
    expect(statusOf(await raw(`GET /api/health HTTP/1.1\r\nHost: gateway\r\n${many}\r\n\r\n`))).toBe(431);
  });

  test("that speaks no HTTP is refused", async () => {
    expect(statusOf(await raw("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"))).toBe(400);
    expect(statusOf(await raw("GET /api/health HTTP/1.1\r\n\r\n"))).toBe(400);
  });

  test("leaves the gateway well", async () => {
    const { status, problems } = await hall.api.read<WireHealth>("/api/health");
    expect([status, problems]).toEqual(["ok", []]);
    expect((await hall.api.acknowledge(alert, { by: "G1", note: "看过" })).status).toBe(200);
  });
});
