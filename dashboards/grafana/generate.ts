#!/usr/bin/env node
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { boards, written } from "./boards.ts";
import type { Dialect } from "./query.ts";
import { defaultSettings } from "./settings.ts";

const usage = `Writes the Grafana boards as JSON: influxql/ for InfluxDB, promql/ for VictoriaMetrics and Prometheus.

  node dashboards/grafana/generate.ts                            the committed boards, into generated/
  node dashboards/grafana/generate.ts --check                    exit 1 and the names of those that differ
  node dashboards/grafana/generate.ts --out my-boards --console https://hall.example.org --time-zone Europe/Lisbon
`;

const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    out: { type: "string", default: join(import.meta.dirname, "generated") },
    console: { type: "string", default: defaultSettings.consoleUrl },
    "time-zone": { type: "string", default: defaultSettings.timeZone },
    help: { type: "boolean", default: false },
  },
});
const settings = { timeZone: values["time-zone"], consoleUrl: values.console.replace(/\/$/, "") };
const dialects: readonly Dialect[] = ["influxql", "promql"];
const texts: ReadonlyMap<string, string> = new Map<string, string>(
  dialects.flatMap(dialect =>
    [...boards(dialect, settings)].map(([file, board]) => [`${dialect}/${file}`, written(board)] as const),
  ),
);

if (values.help) process.stdout.write(usage);
else if (values.check) {
  const differing = await drift(values.out);
  for (const file of differing)
    process.stderr.write(`${file} differs: run node dashboards/grafana/generate.ts\n`);
  if (differing.length > 0) process.exitCode = 1;
} else await write(values.out);

/** Names of boards that are missing or stale in the folder, and of files there that are no boards of ours. */
async function drift(folder: string): Promise<readonly string[]> {
  const there = await readdir(folder, { recursive: true }).catch(() => []);
  const strangers = there.filter(name => name.endsWith(".json") && !texts.has(name));
  const stale: string[] = [];
  for (const [file, text] of texts)
    if (text !== (await readFile(join(folder, file), "utf8").catch(() => undefined))) stale.push(file);
  return [...stale, ...strangers];
}

/** Each file at once, under a name that Grafana's watcher does not read until it is whole. */
async function write(folder: string): Promise<void> {
  for (const dialect of dialects) await mkdir(join(folder, dialect), { recursive: true });
  for (const [file, text] of texts) {
    const part = join(folder, `${file}.part`);
    await writeFile(part, text);
    await rename(part, join(folder, file));
    process.stdout.write(`${file}\n`);
  }
}
