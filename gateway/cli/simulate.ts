import { spawn } from "node:child_process";
import { once } from "node:events";
import { EXIT } from "./exit.ts";
import { passComplaints, type SimulatorOptions, simulatorArguments } from "./simulator.ts";

/**
 * Runs the devices in the foreground: their lines, and the commands typed to them, pass straight through. They end with
 * this process, by the channel that carries nothing else.
 */
export const simulate = async (options: SimulatorOptions): Promise<number> => {
  const child = spawn(process.execPath, simulatorArguments(options), {
    stdio: ["inherit", "inherit", "pipe", "ipc"],
  });
  const pass = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  process.on("SIGINT", pass).on("SIGTERM", pass);
  if (child.stderr) void passComplaints(child.stderr, line => console.error(line));
  const [code] = (await once(child, "close")) as [number | null];
  return code ?? EXIT.failed;
};
