import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { temporary } from "./temporary.ts";
import { PATIENCE_MS } from "./until.ts";

/** A real server that a test started on loopback, with its data in a temporary directory. */
export type ChildServer = {
  readonly port: number;
  /** `http://127.0.0.1:43121`, or `mqtt://…` for a broker. */
  readonly url: string;
  /** Where it keeps its files. */
  readonly directory: string;
  /** Number of its process, as long as it runs. */
  pid(): number;
  /** Asks it to end and waits until it has; its data stays. */
  stop(): Promise<void>;
  /** Ends it as a crash would; its data stays as the crash left it. */
  kill9(): Promise<void>;
  /** Starts it again on the same port and data. */
  restart(): Promise<void>;
  /** Ends it and removes its data. Also done when the test process exits. */
  remove(): Promise<void>;
};

/** How one kind of server is started. */
export type ServerPlan = {
  /** Full path of the program. */
  readonly program: string;
  readonly scheme: "http" | "mqtt";
  /** Writes what the server needs into `directory` and returns its arguments. */
  prepare(port: number, directory: string): readonly string[];
  /** Whether it answers; a rejection counts as no. */
  isReady(port: number): Promise<boolean>;
};

const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

const SETPRIV = "/usr/bin/setpriv";

/**
 * Starts a server on a free port of 127.0.0.1 and waits until it answers there and owns the port.
 *
 * @throws {Error} with the server's own output when it ends or does not answer in 45 s
 */
export const startServer = async (plan: ServerPlan): Promise<ChildServer> => {
  const { directory, remove } = temporary();
  const port = await freePort();
  let child = await launch(plan, port, directory);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  };
  return {
    port,
    url: `${plan.scheme}://127.0.0.1:${port}`,
    directory,
    pid: () => child.pid ?? 0,
    stop: () => end("SIGTERM"),
    kill9: () => end("SIGKILL"),
    restart: async () => {
      await end("SIGTERM");
      child = await launch(plan, port, directory);
    },
    remove: async () => {
      await end("SIGTERM");
      remove();
    },
  };
};

const given = new Set<number>();

/** A port of 127.0.0.1 that nobody listens on now and that was not given before. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  // The system may offer one again that nobody has begun to listen on yet.
  if (given.has(address.port)) return freePort();
  given.add(address.port);
  return address.port;
};

const launch = async (plan: ServerPlan, port: number, directory: string): Promise<ChildProcess> => {
  const args = plan.prepare(port, directory);
  // With setpriv the kernel ends the server when the test process dies in any way, so that none is left behind.
  const child = existsSync(SETPRIV)
    ? spawn(SETPRIV, ["--pdeathsig", "KILL", plan.program, ...args], { cwd: directory })
    : spawn(plan.program, [...args], { cwd: directory });
  running.add(child);
  child.once("exit", () => running.delete(child));
  let output = "";
  const keep = (text: Buffer) => {
    output = (output + text.toString()).slice(-4_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  child.on("error", error => keep(Buffer.from(String(error))));
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await pause(20)) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    if ((await plan.isReady(port).catch(() => false)) && ownsPort(child.pid, port)) return child;
  }
  child.kill("SIGKILL");
  throw new Error(`${plan.program} did not answer on 127.0.0.1:${port}: ${output}`);
};

/** Whether the process itself listens on the port: another program there must not be taken for it. */
const ownsPort = (pid: number | undefined, port: number): boolean => {
  if (pid === undefined) return false;
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const LISTEN = "0A";
  const sockets = ["/proc/net/tcp", "/proc/net/tcp6"]
    .flatMap(table => readFileSync(table, "utf8").split("\n").slice(1))
    .map(row => row.trim().split(/\s+/))
    .filter(cells => cells[1]?.endsWith(wanted) && cells[3] === LISTEN)
    .map(cells => `socket:[${cells[9]}]`);
  const open = readdirSync(`/proc/${pid}/fd`).map(fd => linkOf(`/proc/${pid}/fd/${fd}`));
  return open.some(link => sockets.includes(link));
};

const linkOf = (path: string): string => {
  try {
    return readlinkSync(path);
  } catch {
    return ""; // The file was closed between listing and reading.
  }
};
