import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { simulatorArguments } from "#gateway/cli/simulator.ts";
import type { Rehearsal } from "./gateway-process.ts";

/** The simulated devices of a site file: a process of their own that speaks only the wire. */
export class Devices {
  readonly #config: string;
  readonly #clock: Rehearsal;
  #child: ChildProcess | null = null;

  constructor(config: string, clock: Rehearsal) {
    this.#config = config;
    this.#clock = clock;
  }

  /** Resolves when they are up. */
  async start(): Promise<void> {
    const args = simulatorArguments({ config: this.#config, seed: 7, ...this.#clock });
    const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit", "ipc"] });
    this.#child = child;
    await new Promise<void>((isReady, fails) => {
      child.once("exit", code => fails(new Error(`the devices ended with ${code}`)));
      createInterface({ input: child.stdout as Readable }).on("line", line => {
        if (line.includes('"ready"')) isReady();
      });
    });
  }

  /** Something befalls one of them, `door-open:D2`, or is over. */
  fault(state: "on" | "off", name: string): void {
    this.#child?.stdin?.write(`fault ${state} ${name}\n`);
  }

  /** All of them are gone at once, without a good-bye. */
  async vanish(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
}
