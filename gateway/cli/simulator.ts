import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { PLACES } from "./places.ts";

export type SimulatorOptions = {
  readonly config: string;
  readonly speed: number;
  readonly seed: number;
  readonly begin?: Date | undefined;
  readonly origin?: number | undefined;
  readonly fault?: readonly string[] | undefined;
};

/** The command line of the simulator for these options. */
export const simulatorArguments = ({
  config,
  speed,
  seed,
  begin,
  origin,
  fault = [],
}: SimulatorOptions): string[] => [
  PLACES.simulator,
  ...["--config", config, "--speed", String(speed), "--seed", String(seed)],
  ...(begin ? ["--start", begin.toISOString()] : []),
  ...(origin === undefined ? [] : ["--origin", String(origin)]),
  ...fault.flatMap(name => ["--fault", name]),
];

/**
 * The simulated devices: a process of their own that speaks only the wire. The channel to it carries nothing; it closes
 * when this process dies, however it dies, and the devices end with it.
 */
export class Simulator {
  readonly #child: ChildProcess;

  constructor(options: SimulatorOptions) {
    this.#child = spawn(process.execPath, simulatorArguments(options), {
      stdio: ["pipe", "pipe", "inherit", "ipc"],
    });
  }

  /** Resolves when the devices are up; rejects when they cannot be. */
  async ready(): Promise<void> {
    const lines = createInterface({ input: this.#child.stdout as NodeJS.ReadableStream });
    const failed = once(this.#child, "exit").then(([code]) => {
      throw new Error(`the simulated devices stopped with exit code ${code}; what they said is above`);
    });
    failed.catch(() => {});
    const ready = (async () => {
      for await (const line of lines) if (line.includes('"ready"')) return;
    })();
    await Promise.race([ready, failed]);
    this.#child.stdout?.resume();
  }

  /** Calls when the devices stop by themselves. */
  onExit(call: (code: number | null) => void): void {
    this.#child.once("exit", call);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.removeAllListeners("exit");
    const gone = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await gone;
  }
}
