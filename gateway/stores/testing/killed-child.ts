import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/**
 * Runs a program of ours, kills it as the power would when it has printed `lines` lines, and returns all that it
 * printed. What it prints in one line counts only when the line is whole.
 */
export const runAndKill = async (
  program: URL,
  args: readonly string[],
  lines: number,
): Promise<readonly string[]> => {
  const child = spawn(process.execPath, [program.pathname, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const printed: string[] = [];
  const ended = once(child, "exit");
  for await (const line of createInterface({ input: child.stdout })) {
    printed.push(line);
    if (printed.length === lines) child.kill("SIGKILL");
  }
  const [code, signal] = await ended;
  if (signal !== "SIGKILL") throw new Error(`${program.pathname} ended by itself: ${code}`);
  return printed;
};

/** Whole numbers below `limit` that look random and are the same in every run (xorshift32). */
export const seeded = (seed: number) => {
  let state = seed | 1;
  return (limit: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
};
