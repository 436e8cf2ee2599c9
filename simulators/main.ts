#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { simulatedClock } from "./clock.ts";
import { faultsOf } from "./faults.ts";
import { readTokens } from "./mqtt/tokens.ts";
import { optionsOf, USAGE } from "./options.ts";
import { Simulation, type SimulationEvent } from "./simulation.ts";
import { readSite } from "./site/read-site.ts";

const say = (event: SimulationEvent): void => void process.stdout.write(`${JSON.stringify(event)}\n`);

/** Ends with a line for people; 2: what was asked for is wrong, 1: the machine would not. */
const fail = (message: string, code: 1 | 2): never => {
  process.stderr.write(`simulators: ${message}\n`);
  process.exit(code);
};

const built = (): Simulation => {
  try {
    const options = optionsOf(process.argv.slice(2), Date.now());
    const plan = siteIn(options.config);
    const faults = faultsOf(plan);
    for (const text of options.faults) {
      const result = faults.set(text, "on");
      if (result.is === "refused") throw new Error(`--fault ${text}: ${result.why}`);
    }
    const { passwordEnv = null } = plan.broker ?? {};
    const password = passwordEnv === null ? undefined : process.env[passwordEnv];
    return new Simulation({
      plan,
      clock: simulatedClock(options),
      seed: options.seed,
      faults,
      password,
      tokens: options.tokens === undefined ? undefined : tokensIn(options.tokens),
      say,
    });
  } catch (cause) {
    return fail(`${(cause as Error).message}\n${USAGE}`, 2);
  }
};

const tokensIn = (file: string): ReadonlyMap<string, string> => {
  try {
    return readTokens(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new Error(`--tokens ${file}: ${(cause as Error).message}`, { cause });
  }
};

const siteIn = (file: string) => {
  try {
    return readSite(readFileSync(file, "utf8"), dirname(file));
  } catch (cause) {
    throw new Error(`${file}: ${(cause as Error).message}`, { cause });
  }
};

const simulation = built();

let isStopping = false;
/** Asked twice (Ctrl-C reaches parent and child), it goes on with the first good-bye. */
const stop = (): void => {
  if (isStopping) return;
  isStopping = true;
  void simulation.stop().then(() => process.exit(0));
};
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
// Devices of a gateway that has died would hold its ports: they go along with a parent that kept an IPC channel, and
// with whoever read their lines.
process.once("disconnect", stop);
process.stdout.on("error", stop);

await simulation.start().catch((cause: Error) => fail(cause.message, 1));
createInterface({ input: process.stdin }).on("line", line => {
  if (line.trim() !== "") simulation.command(line);
});
