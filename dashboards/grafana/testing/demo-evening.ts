import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Range } from "../verify/fill-in.ts";
import { ask, type Database } from "../verify/influx.ts";

const cli = join(import.meta.dirname, "../../../gateway/cli/hallwatch.js");
/** The demo begins at 17:00; the hall closes at 17:30, its alerts rise from 17:45 on. */
const begin = Date.parse("2025-07-08T17:00:00+08:00");
const end = Date.parse("2025-07-08T18:30:00+08:00");

/**
 * Fills a database by the gateway itself: runs the demo hall, devices and all, from 17:00 to 18:30 of its own clock, and
 * stops it.
 *
 * @throws {Error} with what the gateway said, when it stops by itself or its evening does not end in two minutes
 */
export const runDemoEvening = async (database: Database, speed = 240): Promise<Range> => {
  const data = await mkdtemp(join(tmpdir(), "hallwatch-demo-"));
  const args = [
    "demo",
    "--speed",
    String(speed),
    "--data",
    data,
    "--http",
    "127.0.0.1:0",
    "--influx",
    database.url,
  ];
  const gateway = spawn(process.execPath, [cli, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [gateway.stdout, gateway.stderr])
    stream.on("data", (text: Buffer) => {
      said = (said + text.toString()).slice(-4_000);
    });
  try {
    for (const deadline = Date.now() + 120_000; ; await pause(250)) {
      // The evening ends before the devices are stopped: what they leave behind is no part of it.
      const to = await lastWritten(database);
      if (to >= end) return { from: begin, to };
      if (gateway.exitCode !== null) throw new Error(`the demo stopped: ${said}`);
      if (Date.now() > deadline) throw new Error(`the demo's evening does not end: ${said}`);
    }
  } finally {
    const gone = gateway.exitCode === null ? once(gateway, "exit") : Promise.resolve();
    gateway.kill("SIGTERM");
    await gone;
    await rm(data, { recursive: true, force: true });
  }
};

/** When the gateway last wrote how it does, in milliseconds since 1970; 0 when it never did. */
const lastWritten = async (database: Database): Promise<number> => {
  const [series] = await ask(database, `SELECT last("points_good") FROM "gateway"`).catch(() => []);
  return Number(series?.values[0]?.[0] ?? 0);
};
