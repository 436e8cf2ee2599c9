import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "#gateway/ports/clock.ts";
import type { History } from "#gateway/ports/history.ts";
import type { InfluxTarget } from "#rules/site/model.ts";
import { after, seconds } from "#rules/time/instant.ts";
import { MORNING } from "../testing/sample-alerts.ts";
import { good, sampleSite } from "../testing/sample-site.ts";
import { type Reply, type ScriptedInflux, scriptedInflux } from "../testing/scripted-influx.ts";
import { temporary } from "../testing/temporary.ts";
import { until } from "../testing/until.ts";
import { type InfluxHistoryOptions, influxHistory } from "./influx-history.ts";
import { spoolPath } from "./spool.ts";

const OK: Reply = { status: 204 };
const reading = (n: number) => good(0, n, after(MORNING, seconds(n)));
const valueIn = (line: string) => Number(/value=(\S+)/.exec(line)?.[1]);

describe("sending to a server", () => {
  const place = temporary();
  let server: ScriptedInflux;
  let history: History;
  const closing: (() => unknown)[] = [];
  let reply: (lines: readonly string[], write: number) => Reply | Promise<Reply> = () => OK;

  beforeEach(async () => {
    server = await scriptedInflux((lines, write) => reply(lines, write));
  });
  afterEach(async () => {
    await history.stop();
    await server.stop();
    for (const close of closing.splice(0)) close();
  });

  const open = async (change: Partial<InfluxTarget> = {}, options: Partial<InfluxHistoryOptions> = {}) => {
    const fresh = temporary();
    closing.push(fresh.remove);
    const target = { name: "test", url: server.url, database: "hall", spoolMegabytes: 100, ...change };
    history = influxHistory({
      target,
      site: sampleSite(9),
      directory: fresh.directory,
      clock: systemClock(),
      ...options,
      timing: { group: 10, backOff: [20, 50], timeout: 300, ...options.timing },
    });
    await history.start();
    return { ...fresh, poison: () => poisonIn(fresh.directory) };
  };
  const append = async (...numbers: readonly number[]) => {
    history.append(numbers.map(reading));
    await history.flush();
  };
  const counts = () => history.health().counts;
  const drained = () => until("nothing waits", () => counts().waiting === 0);
  const writes = () => server.writes.map(lines => lines.map(valueIn));
  const poisonIn = (directory: string) => {
    const spool = new DatabaseSync(spoolPath(directory, "test"), { readOnly: true });
    const rows = spool.prepare("SELECT line, why FROM poison").all();
    spool.close();
    return rows.map(({ line, why }) => ({ value: valueIn(String(line)), why }));
  };

  it("a bad line is set aside with the server's reason, and the rest of its batch arrives", async () => {
    reply = lines => (lines.some(line => valueIn(line) === 3) ? { status: 400, text: "no threes" } : OK);
    const { poison } = await open();
    await append(1, 2, 3, 4, 5);
    await drained();
    expect(counts()).toMatchObject({ appended: 5, stored: 4, poisoned: 1, dropped: 0 });
    expect(poison()).toEqual([{ value: 3, why: "400 no threes" }]);
    const before = server.writes.length;
    await append(6);
    await drained();
    expect(writes().slice(before)).toEqual([[6]]);
  });

  it("a batch that is too large is sent in halves", async () => {
    reply = lines => (lines.length > 2 ? { status: 413 } : OK);
    await open();
    await append(1, 2, 3, 4, 5);
    await drained();
    const taken = writes().filter(values => values.length <= 2);
    expect(taken.flat().sort()).toEqual([1, 2, 3, 4, 5]);
    expect(counts()).toMatchObject({ stored: 5, poisoned: 0 });
  });

  it("a busy server is left alone for as long as it asked", async () => {
    const times: number[] = [];
    reply = (_lines, write) => {
      times.push(performance.now());
      return write === 1 ? { status: 429, headers: { "retry-after": "1" } } : OK;
    };
    await open();
    await append(1);
    await append(2);
    await drained();
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990);
    expect(counts()).toMatchObject({ stored: 2, rewound: 0 });
  });

  it.each([
    [
      "a server that refuses the password",
      { status: 401, text: '{"error":"authorization failed"}' },
      /401 authorization/,
    ],
    ["a server with an inner error", { status: 500, text: "panic" }, /500 panic/],
    // Node tells a cut by either name, as it meets it while it writes or while it reads.
    ["a server that cuts the connection", "cut", /POST http:.*\/write: (socket hang up|read ECONNRESET)/],
    ["a server that never answers", "hang", /\/write: no answer in 0\.3 s/],
  ] as const)("%s gets everything later, and health says why it waits", async (_who, trouble, words) => {
    let isWell = false;
    reply = () => (isWell ? OK : trouble);
    await open();
    await append(1, 2);
    await until("it is seen", () => history.health().state === "down");
    expect(history.health().lastError).toMatch(words);
    await append(3);
    expect(counts()).toMatchObject({ appended: 3, stored: 0, waiting: 3 });
    isWell = true;
    await drained();
    expect(history.health().state).toBe("up");
    expect(counts()).toMatchObject({ stored: 3, waiting: 0, dropped: 0 });
  });

  it("what is live goes before the backlog", async () => {
    let release = () => {};
    const first = new Promise<void>(resolve => {
      release = resolve;
    });
    let isAway = true;
    reply = async lines => {
      if (isAway) return { status: 503 };
      if (lines.some(line => valueIn(line) < 20_000)) await first;
      return OK;
    };
    await open({}, { timing: { timeout: 5_000 } });
    for (let from = 0; from < 20_000; from += 10_000)
      await append(...Array.from({ length: 10_000 }, (_, n) => from + n));
    await until("it is seen", () => history.health().state === "down");
    isAway = false;
    const before = server.writes.length;
    await until("the backlog begins", () => server.writes.length > before);
    await append(20_000);
    await append(20_001);
    release();
    await drained();
    const order = writes()
      .slice(before)
      .map(values => values.at(-1));
    expect(order).toEqual([9_999, 20_001, 19_999]);
  });

  it("what was sent in the last minute is sent again when the connection was lost, even unnoticed", async () => {
    reply = (_lines, write) => (write === 3 ? "answer-and-cut" : OK);
    await open();
    for (const n of [1, 2, 3]) {
      await append(n);
      await drained();
    }
    await append(4);
    await until("all came again", () => server.writes.length >= 5);
    await drained();
    expect(writes().slice(3).flat().sort()).toEqual([1, 2, 3, 4]);
    expect(counts()).toMatchObject({ stored: 4, rewound: 3 });
  });

  it("a connection that the server closes with notice is no reason to send anything again", async () => {
    reply = () => ({ status: 204, headers: { connection: "close" } });
    await open();
    for (const n of [1, 2, 3]) {
      await append(n);
      await drained();
    }
    expect(writes()).toEqual([[1], [2], [3]]);
    expect(counts()).toMatchObject({ stored: 3, rewound: 0 });
  });

  it("a spool that is full drops its oldest batches and counts them", async () => {
    let isAway = true;
    reply = () => (isAway ? { status: 503 } : OK);
    await open({ spoolMegabytes: 0.05 });
    const random = Array.from({ length: 10 }, (_, batch) =>
      Array.from({ length: 1_000 }, (_, n) => batch * 1_000 + n),
    );
    for (const batch of random) await append(...batch);
    const { dropped = 0, waiting = 0 } = counts();
    expect(dropped).toBeGreaterThan(0);
    expect(dropped % 1_000).toBe(0);
    expect(waiting + dropped).toBe(10_000);
    isAway = false;
    await drained();
    const kept = [...new Set(writes().slice(-20).flat())].filter(value => value >= dropped);
    expect(kept.length).toBe(10_000 - dropped);
    expect(counts()).toMatchObject({ stored: 10_000 - dropped, dropped });
  });

  it("the password comes from the environment, and a site that names one that is not there does not start", async () => {
    await open({ username: "gateway", passwordEnv: "PASSWORD" }, { environment: { PASSWORD: "s3cret" } });
    await append(1);
    await drained();
    expect(server.authorizations).toEqual([`Basic ${btoa("gateway:s3cret")}`]);
    const options = {
      target: { name: "x", url: server.url, database: "d", passwordEnv: "PASSWORD", spoolMegabytes: 1 },
      site: sampleSite(1),
      directory: place.directory,
      clock: systemClock(),
    };
    await expect(influxHistory({ ...options, environment: {} }).start()).rejects.toMatchObject({
      code: "INFLUX_PASSWORD_MISSING",
      message: "history x: its password is expected in the environment variable PASSWORD, which is not set",
    });
    place.remove();
  });

  it("a sample that cannot be a line is counted as poison and harms nobody", async () => {
    await open();
    history.annotate([
      { measurement: "alert", tags: { zone: "hall" }, fields: { state: 2 }, at: MORNING },
      { measurement: "not portable", tags: {}, fields: { state: 2 }, at: MORNING },
    ]);
    await history.flush();
    await drained();
    expect(server.writes).toEqual([["alert,zone=hall state=2 1751939100000"]]);
    expect(counts()).toMatchObject({ appended: 2, stored: 1, poisoned: 1 });
  });
});
