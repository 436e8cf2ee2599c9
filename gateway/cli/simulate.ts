import { spawn } from "node:child_process";
import { once } from "node:events";
import { type SimulatorOptions, simulatorArguments } from "./simulator.ts";

/** Runs the devices in the foreground: their lines, and the commands typed to them, pass straight through. */
export const simulate = async (options: SimulatorOptions): Promise<number> => {
  const child = spawn(process.execPath, simulatorArguments(options), { stdio: "inherit" });
  const pass = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  process.on("SIGINT", pass).on("SIGTERM", pass);
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 0;
};
