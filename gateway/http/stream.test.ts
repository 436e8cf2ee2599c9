import { createConnection, type Socket } from "node:net";
import fastify, { type FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { until } from "../stores/testing/until.ts";
import type { WireAlert } from "../wire/alert.ts";
import type { WireClosing } from "../wire/closing.ts";
import { StreamHub, type StreamView } from "./stream.ts";
import { readStream, type StreamReader } from "./testing/stream-reader.ts";

const AT = "2025-07-08T09:45:00.000Z";
const hours = { phase: "closed", since: AT, until: null, businessDay: "2025-07-08" } as const;
const empty: WireClosing = {
  since: AT,
  hours,
  items: [],
  counts: { pass: 0, fail: 0, unknown: 0, byHand: 0, excepted: 0 },
  round: null,
  certificate: null,
  at: AT,
};
const door = (verdict: "pass" | "fail"): WireClosing => ({
  ...empty,
  items: [
    {
      id: "D1",
      kind: "door",
      name: { zh: "门", en: "Door" },
      zone: "hall",
      verdict,
      why: { zh: "", en: "" },
      expected: { zh: "", en: "" },
      evidence: [],
      byHand: null,
    },
  ],
});
const alert = (id: string, note = ""): WireAlert => ({
  id,
  fact: "light-on",
  target: "L1",
  targetName: { zh: "灯", en: "Light" },
  zone: "hall",
  title: { zh: "灯亮着", en: "Light on" },
  level: "violation",
  priority: 4,
  class: "security",
  condition: "active",
  label: "unacknowledged",
  acknowledgement: note === "" ? null : { by: "王伟", note, at: AT },
  revision: 1,
  confirmation: null,
  isLatched: false,
  shelf: null,
  suppression: null,
  outOfService: null,
  incident: null,
  isSilent: false,
  realarmAt: null,
  openedAt: AT,
  changedAt: AT,
  clearedAt: null,
  closedAt: null,
  occurrences: 1,
  clauses: [],
  evidence: [],
  parts: [],
  gapSeconds: 0,
  steps: [],
  tell: [],
  told: [],
  next: null,
  isLate: false,
  wastedWh: null,
});
const point = (id: string, value: number) =>
  ({ point: id, value, at: AT, state: "good", since: AT }) as const;

/** A hall with one alert, of which only the closing check changes. */
const view = { check: empty, late: 0 };
const hallView: StreamView = {
  snapshot: () => ({ alerts: [alert("first")], points: [], closing: view.check, hours, at: AT }),
  closing: () => view.check,
  papers: () => ({ tasks: { open: 2, late: view.late }, tickets: 0, handovers: 0 }),
  beat: () => ({ at: AT, problems: [] }),
};

let hub: StreamHub;
let app: FastifyInstance;
let url: string;
const readers: StreamReader[] = [];
const sockets: Socket[] = [];

beforeEach(async () => {
  view.check = empty;
  view.late = 0;
  hub = new StreamHub(hallView);
  app = fastify({ forceCloseConnections: true });
  app.get("/api/stream", (request, reply) => hub.join(request, reply));
  url = await app.listen({ host: "127.0.0.1", port: 0 });
});
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.stop();
  for (const socket of sockets.splice(0)) socket.destroy();
  hub.stop();
  await app.close();
});

const listen = async (): Promise<StreamReader> => {
  const reader = await readStream(url);
  readers.push(reader);
  return reader;
};
/** A console that asks for the stream and then reads nothing of it. */
const sleeper = async (): Promise<Socket> => {
  const before = hub.listeners;
  const socket = createConnection({ port: Number(new URL(url).port), host: "127.0.0.1" });
  sockets.push(socket);
  socket.on("error", () => {});
  socket.pause();
  socket.write("GET /api/stream HTTP/1.1\r\nHost: gateway\r\n\r\n");
  await until("it listens", () => hub.listeners === before + 1);
  return socket;
};
const kinds = ({ told }: StreamReader) => told.map(({ event }) => event);

describe("a console", () => {
  test("is told everything first, and then only what changes", async () => {
    hub.alerts([alert("before")]);
    const reader = await listen();
    hub.alerts([alert("after")]);
    await until("it is told", () => reader.of("alerts").length > 0);
    expect(kinds(reader)).toEqual(["snapshot", "papers", "beat", "alerts"]);
    expect(reader.of("snapshot")[0]?.alerts.map(({ id }) => id)).toEqual(["first"]);
    expect(reader.of("alerts")[0]?.alerts.map(({ id }) => id)).toEqual(["after"]);
  });

  test("gets what came together at once, and of each point and alert only the latest", async () => {
    const reader = await listen();
    for (let n = 1; n <= 1_000; n++) hub.point(point(n % 2 === 0 ? "even" : "odd", n));
    hub.alerts([alert("a"), alert("b")]);
    hub.alerts([alert("a", "看过")]);
    await until(
      "it is told of both",
      () => kinds(reader).includes("points") && kinds(reader).includes("alerts"),
    );
    expect(reader.of("points").map(({ points }) => points.map(({ point, value }) => [point, value]))).toEqual(
      [
        [
          ["odd", 999],
          ["even", 1_000],
        ],
      ],
    );
    expect(
      reader.of("alerts").map(({ alerts }) => alerts.map(one => [one.id, one.acknowledgement?.note])),
    ).toEqual([
      [
        ["a", "看过"],
        ["b", undefined],
      ],
    ]);
  });

  test("gets the closing check when a verdict has changed, not with every value", async () => {
    const reader = await listen();
    const change = async (value: number) => {
      const before = reader.of("points").length;
      hub.point(point("D1.lock", value));
      await until("it is told", () => reader.of("points").length === before + 1);
    };
    view.check = door("fail");
    await change(1);
    await change(1);
    view.check = door("pass");
    await change(0);
    await until("the second check is told", () => reader.of("closing").length === 2);
    expect(reader.of("closing").map(({ items }) => items[0]?.verdict)).toEqual(["fail", "pass"]);
  });

  test("hears which papers were written, each once, and how much there is to do, also when it only becomes late", async () => {
    const reader = await listen();
    for (const id of ["toilets/1", "rain/1", "toilets/1"]) hub.papers([{ kind: "task", id }]);
    hub.papers([{ kind: "closing", id: "closing/1" }]);
    await until("they are told", () => reader.of("papers").length === 2);
    view.late = 1;
    await until("it is told that one is late", () => reader.of("papers").length === 3);
    expect(reader.of("papers").map(({ tasks, changed }) => [tasks.late, changed])).toEqual([
      [0, {}],
      [0, { task: ["toilets/1", "rain/1"], closing: ["closing/1"] }],
      [1, {}],
    ]);
  });

  test("hears a beat every five seconds while nothing changes, so that it knows when nobody is there any more", async () => {
    const reader = await listen();
    await until("the second beat", () => reader.of("beat").length === 2);
    expect(kinds(reader)).toEqual(["snapshot", "papers", "beat", "beat"]);
  });

  test("that leaves is forgotten", async () => {
    const reader = await listen();
    expect(hub.listeners).toBe(1);
    reader.stop();
    await until("it is forgotten", () => hub.listeners === 0);
  });
});

describe("a console that does not read", () => {
  test("is cut off when a megabyte waits for it, and the others miss nothing", async () => {
    const reader = await listen();
    const socket = await sleeper();
    expect(hub.listeners).toBe(2);
    const closed = new Promise<void>(resolve => socket.once("close", () => resolve()));
    let sent = 0;
    await until("it is cut off", () => {
      if (reader.of("alerts").length === sent) hub.alerts([alert(`a${++sent}`, "x".repeat(500_000))]);
      return hub.listeners === 1;
    });
    const before = sent;
    hub.alerts([alert("last")]);
    await until("the other one is told all", () => reader.of("alerts").at(-1)?.alerts.at(-1)?.id === "last");
    const ids = reader.of("alerts").flatMap(({ alerts }) => alerts.map(({ id }) => id));
    expect(ids).toEqual([...Array.from({ length: before }, (_, n) => `a${n + 1}`), "last"]);
    socket.resume();
    await closed;
  });
});

test("when the gateway stops every console is let go", async () => {
  const socket = await sleeper();
  const closed = new Promise<void>(resolve => socket.resume().once("close", () => resolve()));
  hub.stop();
  await closed;
  expect(hub.listeners).toBe(0);
});

test("there is room for two hundred consoles, and the next one is told why not", async () => {
  while (hub.listeners < 200) await sleeper();
  const refused = await fetch(`${url}/api/stream`);
  expect([refused.status, ((await refused.json()) as { error: string }).error]).toEqual([
    503,
    "TOO_MANY_LISTENERS",
  ]);
});
