// From a violating reading to the alert on a subscriber's screen, and how the API answers while everything falls silent.
// A real gateway process; durable commit and the stream's 100 ms batch are included.
// Run: node bench/alert-latency.ts [alerts, default 250] [--no-silence: leaves out the second table, which takes 90 s]
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { publishPacket, rawClient } from "../gateway/drivers/mqtt/testing/raw.ts";
import type { StreamEvents } from "../gateway/wire/stream.ts";
import { figure, machine } from "./machine.ts";
import { freePort, startGateway } from "./running-gateway.ts";

const ALERTS = Number(process.argv[2] ?? 250);
const BACKGROUND = 500;
const DEVICES = 300;
const ASKED_EVERY_MS = 25;

const light = (id: string, stale: string): string =>
  `  ${id}: { kind: light-circuit, zone: hall, name: { zh: 灯, en: light }, mqtt: { topic: bench/${id} }, points: { power: { path: $.v, stale: ${stale} } } }`;

/** A rule without a hold, so that nothing but the way of a reading is measured. */
const PACK = `pack: own
title: { zh: 自定, en: Own }
rules:
  - id: too-bright
    title: { zh: 太亮, en: Too bright }
    clauses: [TY-2.2-1]
    each: light-circuit
    condition: light.power > 100
    hold: 0 s
    fact: too-bright
    level: violation
    priority: 2
    tell: [guard]
`;
const siteText = (port: number, equipment: readonly string[]): string => `hallwatch: 1
site: { id: bench, name: { zh: 测, en: bench }, timezone: Asia/Shanghai, packs: [./own.yaml] }
calendar: { holidays: none, week: { mon-sun: ["08:30-17:30"] } }
people: [{ id: G1, name: 王伟, roles: [guard] }]
sources: { mqtt: { broker: embedded, port: ${port} } }
zones: { hall: { name: { zh: 厅, en: hall } } }
equipment:
${equipment.join("\n")}
`;

/** A console that calls back with each alert that it is told of, and when. */
const listen = async (
  http: number,
  told: (alert: StreamEvents["alerts"]["alerts"][number], atMs: number) => void,
): Promise<() => void> => {
  const leaving = new AbortController();
  const { body } = await fetch(`http://127.0.0.1:${http}/api/stream`, { signal: leaving.signal });
  const read = async () => {
    let text = "";
    for await (const piece of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const frames = (text + piece).split("\n\n");
      text = frames.pop() ?? "";
      for (const frame of frames) {
        const [, data] = /^event: alerts\ndata: (.*)$/.exec(frame) ?? [];
        const atMs = performance.now();
        if (data !== undefined)
          for (const alert of (JSON.parse(data) as StreamEvents["alerts"]).alerts) told(alert, atMs);
      }
    }
  };
  read().catch(() => {});
  return () => leaving.abort();
};

const say = (socket: Socket, id: string, powerW: number): void => {
  socket.write(publishPacket(`bench/${id}`, `{"v":${powerW}}`));
};

/** Numbers between 0 and 1 that are the same in every run. @see Park and Miller, CACM 31 (1988) */
const chances = (seed: number) => () => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
};

const share = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;

const print = (name: string, valuesMs: readonly number[], note = ""): void => {
  const sorted = valuesMs.toSorted((a, b) => a - b);
  const cells = [0.5, 0.95, 0.99, 1].map(part => figure(share(sorted, part)));
  console.log(
    name.padEnd(44) +
      [String(sorted.length), ...cells].map(cell => cell.padStart(10)).join("") +
      (note && `   ${note}`),
  );
};

/** Runs something with a hall of its own. */
const withHall = async (
  equipment: readonly string[],
  run: (http: number, device: Socket) => Promise<void>,
): Promise<void> => {
  const directory = mkdtempSync(join(tmpdir(), "hallwatch-bench-"));
  const [http, port] = [await freePort(), await freePort()];
  const files = { "site.yaml": siteText(port, equipment), "own.yaml": PACK };
  const gateway = await startGateway(directory, files, http);
  const device = await rawClient(port, "bench");
  device.resume();
  await run(http, device);
  device.destroy();
  gateway.kill("SIGTERM");
  await once(gateway, "exit");
  rmSync(directory, { recursive: true, force: true });
};

const alertLatency = async (): Promise<void> => {
  const watched = Array.from({ length: ALERTS }, (_, n) => `L${n}`);
  const others = Array.from({ length: BACKGROUND }, (_, n) => `B${n}`);
  const equipment = [...watched, ...others].map(id => light(id, "1 h"));
  await withHall(equipment, async (http, device) => {
    const sentAt = new Map<string, number>();
    const waitedMs: number[] = [];
    const stop = await listen(http, ({ target }, atMs) => {
      const since = sentAt.get(target);
      if (since !== undefined) waitedMs.push(atMs - since);
      sentAt.delete(target);
    });
    let round = 0;
    // 500 readings a second: every twentieth of them each 50 ms.
    const background = setInterval(() => {
      for (let n = round++ % 20; n < BACKGROUND; n += 20) say(device, `B${n}`, 1 + (round % 7));
    }, 50);
    await pause(2_000);
    const chance = chances(7);
    for (const id of watched) {
      sentAt.set(id, performance.now());
      say(device, id, 200);
      await pause(20 + 160 * chance());
    }
    const patience = performance.now() + 10_000;
    while (sentAt.size > 0 && performance.now() < patience) await pause(20);
    clearInterval(background);
    stop();
    print(
      "violating reading → alert on the stream",
      waitedMs,
      sentAt.size > 0 ? `${sentAt.size} never came` : "",
    );
  });
};

type Answered = { readonly path: string; readonly sinceMs: number; readonly tookMs: number };

/** Asks a few pages over and over, one after the other. */
const ask = async (http: number, lengthMs: number): Promise<readonly Answered[]> => {
  const answered: Answered[] = [];
  const end = performance.now() + lengthMs;
  while (performance.now() < end) {
    for (const path of ["/api/health", "/api/alerts", "/api/points"]) {
      const sinceMs = performance.now();
      await (await fetch(`http://127.0.0.1:${http}${path}`)).arrayBuffer();
      answered.push({ path, sinceMs, tookMs: performance.now() - sinceMs });
    }
    await pause(ASKED_EVERY_MS);
  }
  return answered;
};

const everythingSilent = async (): Promise<void> => {
  const ids = Array.from({ length: DEVICES }, (_, n) => `S${n}`);
  await withHall(
    ids.map(id => light(id, "5 s")),
    async (http, device) => {
      const toldMs: number[] = [];
      const raised = new Set<string>();
      const stop = await listen(http, ({ id }, atMs) => {
        toldMs.push(atMs);
        raised.add(id);
      });
      await ask(http, 2_000);
      for (const id of ids) say(device, id, 1);
      const silentMs = performance.now();
      const answered = await ask(http, 80_000);
      stop();
      const around = (momentMs: number) =>
        answered.filter(({ sinceMs }) => Math.abs(sinceMs - momentMs) <= 2_000).map(({ tookMs }) => tookMs);
      print(
        "all answers",
        answered.map(({ tookMs }) => tookMs),
      );
      print("within 2 s of all going stale", around(silentMs + 5_000));
      print("within 2 s of the alert", around(toldMs[0] ?? Number.NaN));
      console.log(
        `${DEVICES} points silent at once: alerts: ${raised.size}, told on the stream: ${toldMs.length}`,
      );
    },
  );
};

const head = ["n", "p50 ms", "p95 ms", "p99 ms", "max ms"].map(cell => cell.padStart(10)).join("");
console.log(machine());
console.log(`${"".padEnd(44)}${head}`);
await alertLatency();
if (!process.argv.includes("--no-silence")) await everythingSilent();
