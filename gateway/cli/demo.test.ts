import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { giveAccounts } from "../accounts/testing/given-accounts.ts";
import { loadHall } from "../config/load-hall.ts";
import { freePort } from "../stores/testing/child-server.ts";
import { until } from "../stores/testing/until.ts";
import type { WireClosing } from "../wire/closing.ts";
import type { WireHealth } from "../wire/health.ts";
import type { WirePoint } from "../wire/point.ts";
import { PLACES } from "./places.ts";
import { apiOf, hallwatch, type Running } from "./testing/running.ts";

// The demo as a newcomer runs it, only faster: 180 times as fast as real, the evening of 17:00 is over in 20 seconds.
const directory = await mkdtemp(join(tmpdir(), "hallwatch-demo-"));
const port = await freePort();
const api = apiOf(port);
let demo: Running;

beforeAll(async () => {
  demo = hallwatch("demo", "--speed", "180", "--data", directory, "--http", `127.0.0.1:${port}`);
  await until("the demo is up", api.isUp);
});
afterAll(async () => {
  await demo.stop("SIGKILL");
  await rm(directory, { recursive: true, force: true });
});

/** An open alert of a fact, once there is one. */
const found = async (fact: string, target: string) => {
  await until(
    `${fact} of ${target} is found`,
    async () => (await api.alerts()).some(a => a.fact === fact && a.target === target),
    40_000,
  );
  return (await api.alerts()).find(alert => alert.fact === fact && alert.target === target);
};

describe("the demo evening", () => {
  test("finds cooling at 24 °C, with the values and their times", async () => {
    const alert = await found("setpoint-too-low", "AC-hall");
    expect(alert?.clauses.map(({ clause }) => clause)).toEqual(["GA-1.2-15"]);
    const setpoint = alert?.evidence.find(({ point }) => point === "AC-hall.setpoint");
    expect(setpoint).toMatchObject({ value: 24, unit: "Cel", state: "good" });
    expect(Date.parse(setpoint?.at ?? "")).toBeLessThanOrEqual(Date.parse(alert?.openedAt ?? ""));
  }, 50_000);

  test("finds the light that stays on, one alert with both clauses", async () => {
    await found("light-on", "L-off1");
    await until(
      "its second clause joins",
      async () => (await found("light-on", "L-off1"))?.clauses.length === 2,
    );
    expect((await found("light-on", "L-off1"))?.clauses.map(({ clause }) => clause)).toEqual([
      "TY-2.2-1",
      "GA-1.3-5b",
    ]);
  }, 50_000);

  test("finds the unlocked door fifteen minutes after closing, to the millisecond", async () => {
    expect(await found("door-not-secured", "D3")).toMatchObject({
      openedAt: "2025-07-08T09:45:00.000Z",
      priority: 2,
    });
  }, 50_000);

  test("never takes the silent door for locked: it is unknown, told, and keeps the closing check from passing", async () => {
    expect(await found("blind", "mqtt:D4")).toMatchObject({ priority: 2, level: "fault" });
    const { points } = await api.read<{ points: WirePoint[] }>("/api/points");
    expect(points.filter(({ owner }) => owner === "D4").map(({ state, value }) => [state, value])).toEqual([
      ["never", null],
      ["never", null],
    ]);
    await until(
      "the hall is closed and judged",
      async () => (await api.read<WireClosing>("/api/closing")).counts.fail === 2,
    );
    const { items, since } = await api.read<WireClosing>("/api/closing");
    expect(since).toBe("2025-07-08T09:30:00.000Z");
    expect(items.filter(({ verdict }) => verdict !== "pass").map(({ id, verdict }) => [id, verdict])).toEqual(
      [
        ["L-off1", "fail"],
        ["D3", "fail"],
        ["D4", "unknown"],
      ],
    );
  }, 50_000);

  test("remembers what the points said", async () => {
    const { values } = await api.read<{ values: { value: number }[] }>("/api/points/L-hall.power/history");
    expect(values.length).toBeGreaterThan(5);
    expect(values.some(({ value }) => value > 1000) && values.some(({ value }) => value < 10)).toBe(true);
  });
});

describe("the API", () => {
  test("lists itself, and answers in the shapes that it lists", async () => {
    const { paths } = await api.read<{ paths: object }>("/api/openapi.json");
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        "/api/health",
        "/api/alerts",
        "/api/alerts/{id}/acknowledge",
        "/api/points",
        "/api/stream",
        "/metrics",
      ]),
    );
    const loaded = await loadHall(PLACES.demoHall);
    const instances = loaded.is === "hall" ? loaded.hall.book.instances.length : Number.NaN;
    expect(await api.read<WireHealth>("/api/health")).toMatchObject({
      version: "0.1.0",
      rules: { instances },
    });
    const metrics = await (await fetch(`${api.url}/metrics`)).text();
    expect(metrics).toMatch(/^hallwatch_points\{state="good"\} \d+$/m);
    expect(metrics).toMatch(/^hallwatch_readings_total \d+$/m);
  });

  test("tells a console everything first, and then what changes", async () => {
    const stream = await fetch(`${api.url}/api/stream`);
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!/event: points\n/.test(text)) text += (await reader?.read())?.value ?? "";
    await reader?.cancel();
    expect(text.match(/^event: (\w+)$/m)?.[1]).toBe("snapshot");
    const points = /event: points\ndata: (.*)\n/.exec(text)?.[1] ?? "{}";
    expect((JSON.parse(points) as { points: WirePoint[] }).points[0]).toMatchObject({
      point: expect.any(String),
      state: expect.any(String),
    });
  });

  test("says what is wrong with a request", async () => {
    const [alert] = await api.alerts();
    const id = alert?.id ?? "";
    expect((await api.acknowledge("nothing", { by: "G1" })).status).toBe(404);
    expect((await api.acknowledge(id, { by: "" })).status).toBe(400);
    expect((await api.acknowledge(id, { by: "G1", also: 1 })).status).toBe(400);
    expect((await fetch(`${api.url}/api/alerts?state=opne`)).status).toBe(400);
    expect((await fetch(`${api.url}/api/points/nothing/history`)).status).toBe(404);
    const foreign = {
      method: "POST",
      headers: { origin: "http://evil.example", "content-type": "application/json" },
      body: '{"by":"G1"}',
    };
    expect((await fetch(`${api.url}/api/alerts/${id}/acknowledge`, foreign)).status).toBe(403);
  });

  test("takes an acknowledgement once, by name", async () => {
    const alert = await found("blind", "mqtt:D4");
    const first = await api.acknowledge(alert?.id ?? "", { by: "G1", note: "已查看" });
    expect((await first.json()) as object).toMatchObject({
      alert: { label: "acknowledged", acknowledgement: { by: "王伟", note: "已查看" } },
    });
    const second = await api.acknowledge(alert?.id ?? "", { by: "M1" });
    expect([second.status, ((await second.json()) as { message: string }).message]).toEqual([
      409,
      expect.stringContaining("already acknowledged by 王伟"),
    ]);
  });
});

describe("what people do about the evening", () => {
  const verdict = async (id: string) =>
    (await api.read<WireClosing>("/api/closing")).items.find(item => item.id === id)?.verdict;
  const post = async (path: string, body: object, cookie = "") => {
    const headers = { "content-type": "application/json", cookie };
    return fetch(`${api.url}/api${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  };

  test("an alert that is acknowledged sends somebody: the door is locked, the light goes off", async () => {
    for (const [fact, target] of [
      ["door-not-secured", "D3"],
      ["light-on", "L-off1"],
    ] as const) {
      const { id = "" } = (await found(fact, target)) ?? {};
      expect((await api.acknowledge(id, { by: "G1" })).status).toBe(200);
      await until(`${target} is put right`, async () => (await verdict(target)) === "pass");
    }
    expect(demo.output()).toContain("王伟 acknowledged it and somebody went there: door-unlocked:D3 is over");
  });

  test("the silent door is confirmed by hand, two people sign, and there is a certificate before the morning", async () => {
    const secrets = { M1: "258036", G1: "147025" };
    expect((await post("/closing/sign", { by: "M1", secret: secrets.M1 })).status).toBe(409);
    await giveAccounts(join(directory, "demo"), secrets);
    const signedIn = await post("/session", { person: "M1", secret: secrets.M1 });
    const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
    const word = { by: "M1", item: "D4", note: "推拉过，已锁" };
    expect((await post("/closing/confirm-item", word, cookie)).status).toBe(200);
    for (const [by, secret] of Object.entries(secrets))
      expect((await post("/closing/sign", { by, secret })).status).toBe(200);
    const { certificate } = await api.read<WireClosing>("/api/closing");
    expect(certificate).toMatchObject({ scope: "final", standing: { state: "holds" } });
  });
});

test("Ctrl-C stops everything: exit code 0, nobody listens any more", async () => {
  expect(demo.output()).toMatch(/^Hallwatch demo: .*\n( {2}\w+ .*\n){4}/m);
  expect(await demo.stop("SIGINT")).toBe(0);
  expect(await api.isUp()).toBe(false);
});
