import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { WireAlert, WireAlertEvent } from "../../wire/alert.ts";

const CLI = join(import.meta.dirname, "../hallwatch.js");

/** A hallwatch command that runs as a person would start it. */
export type Running = {
  readonly child: ChildProcess;
  /** All that it wrote so far, answers and log. */
  readonly output: () => string;
  /** Only its answers. */
  readonly answer: () => string;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
};

/** Without colours and in English, whatever the machine speaks. */
export const hallwatch = (...args: readonly string[]): Running =>
  hallwatchIn({ NO_COLOR: "1", LC_ALL: "C.UTF-8" }, ...args);

/** In an environment: what the variables say, over those of the test. Its output goes to pipes. */
export const hallwatchIn = (environment: NodeJS.ProcessEnv, ...args: readonly string[]): Running => {
  const { NO_COLOR: _none, FORCE_COLOR: _forced, ...own } = process.env; // What runs the tests may set them.
  const child = spawn(process.execPath, [CLI, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...own, HALLWATCH_LOG: "info", ...environment },
  });
  const texts = { all: "", answer: "" };
  child.stdout.setEncoding("utf8").on("data", chunk => (texts.answer += chunk));
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", chunk => (texts.all += chunk));
  const ended = once(child, "close").then(() => child.exitCode);
  return {
    child,
    output: () => texts.all,
    answer: () => texts.answer,
    ended,
    stop: (signal = "SIGINT") => {
      child.kill(signal);
      return ended;
    },
  };
};

/** The API of a running gateway, as a script would use it. */
export const apiOf = (port: number) => {
  const url = `http://127.0.0.1:${port}`;
  const read = async <T>(path: string): Promise<T> => (await (await fetch(`${url}${path}`)).json()) as T;
  return {
    url,
    isUp: () =>
      fetch(`${url}/api/health`).then(
        answer => answer.ok,
        () => false,
      ),
    alerts: async (state = "open") =>
      (await read<{ alerts: WireAlert[] }>(`/api/alerts?state=${state}`)).alerts,
    events: async (id: string) => (await read<{ events: WireAlertEvent[] }>(`/api/alerts/${id}`)).events,
    read,
    acknowledge: (id: string, body: object) =>
      fetch(`${url}/api/alerts/${id}/acknowledge`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
  };
};
