import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { PLACES } from "./places.ts";

export type SimulatorOptions = {
  readonly config: string;
  readonly speed: number;
  readonly seed: number;
  readonly begin?: Date | undefined;
  readonly origin?: number | undefined;
  readonly fault?: readonly string[] | undefined;
  readonly tokens?: string | undefined;
};

/** Exit code, null when a signal ended it. */
export type Ended = { readonly is: "ended"; readonly code: number | null };

/** The command line of the simulator for these options. */
export const simulatorArguments = ({
  config,
  speed,
  seed,
  begin,
  origin,
  fault = [],
  tokens,
}: SimulatorOptions): string[] => [
  PLACES.simulator,
  ...["--config", config, "--speed", String(speed), "--seed", String(seed)],
  ...(begin ? ["--start", begin.toISOString()] : []),
  ...(origin === undefined ? [] : ["--origin", String(origin)]),
  ...(tokens === undefined ? [] : ["--tokens", tokens]),
  ...fault.flatMap(name => ["--fault", name]),
];

/** Says what the simulator complains of in our name, without the usage of a command that nobody typed. */
export const passComplaints = async (from: Readable, say: (line: string) => void): Promise<void> => {
  let isUsage = false;
  for await (const line of createInterface({ input: from })) {
    isUsage = line.startsWith("usage:") || (isUsage && line.startsWith(" "));
    if (!isUsage) say(line.replace(/^simulators:/, "hallwatch:"));
  }
};

/**
 * The simulated devices: a process of their own that speaks only the wire. The channel to it carries nothing; it closes
 * when this process dies, however it dies, and the devices end with it.
 */
export class Simulator {
  readonly #child: ChildProcess;
  readonly #ready: Promise<"ready">;
  /** Resolves when the devices have stopped and all that they complained of is said. */
  readonly ended: Promise<Ended>;

  /** @param say  takes each line that the devices complain with */
  constructor(options: SimulatorOptions, say: (line: string) => void) {
    this.#child = spawn(process.execPath, simulatorArguments(options), {
      stdio: ["pipe", "pipe", "pipe", "ipc"],
    });
    const { stdout, stderr } = this.#child as ChildProcess & { stdout: Readable; stderr: Readable };
    void passComplaints(stderr, say);
    this.ended = once(this.#child, "close").then(([code]) => ({ is: "ended", code: code as number | null }));
    this.#ready = new Promise(ready => {
      createInterface({ input: stdout }).on("line", line => {
        if (line.includes('"ready"')) ready("ready");
      });
    });
  }

  /** Resolves when the devices are up, or when they have stopped because they cannot be. */
  ready(): Promise<"ready" | Ended> {
    return Promise.race([this.#ready, this.ended]);
  }

  /** Ends something that befell a device, `door-unlocked:D3`: somebody has put it right. */
  putRight(fault: string): void {
    this.#child.stdin?.write(`fault off ${fault}\n`);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill("SIGTERM");
    await this.ended;
  }
}
