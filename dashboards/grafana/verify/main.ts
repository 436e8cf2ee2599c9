#!/usr/bin/env node
import { parseArgs } from "node:util";
import { boards } from "../boards.ts";
import { problemsOf } from "./board.ts";
import { influxSource, promSource } from "./source.ts";

const usage = `Runs every query of every board against an InfluxDB, or with --promql against a VictoriaMetrics or
Prometheus, and names those that fail or are empty.

  node dashboards/grafana/verify/main.ts --url http://127.0.0.1:8086 --database hallwatch --hours 24
  node dashboards/grafana/verify/main.ts --url … --to 2025-07-08T20:00:00+08:00   the hours before a moment

User and password come from INFLUX_USER and INFLUX_READ_PW.
`;
const { values } = parseArgs({
  options: {
    url: { type: "string" },
    database: { type: "string", default: "hallwatch" },
    promql: { type: "boolean", default: false },
    hours: { type: "string", default: "24" },
    to: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const to = values.to === undefined ? Date.now() : Date.parse(values.to);
const from = to - Number(values.hours) * 3_600_000;

if (values.help || values.url === undefined || !Number.isFinite(from)) {
  process.stderr.write(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  const { INFLUX_USER: username, INFLUX_READ_PW: password } = process.env;
  const database = {
    url: values.url,
    name: values.database,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  };
  const source = values.promql ? promSource(values.url) : influxSource(database);
  for (const board of boards(values.promql ? "promql" : "influxql").values()) {
    const problems = await problemsOf(board, source, { from, to });
    process.stdout.write(`${problems.length === 0 ? "ok  " : "FAIL"} ${board.title}\n`);
    for (const { where, what } of problems) process.stdout.write(`     ${where}: ${what}\n`);
    if (problems.length > 0) process.exitCode = 1;
  }
}
