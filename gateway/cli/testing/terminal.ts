import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, test } from "vitest";

const CLI = join(import.meta.dirname, "../hallwatch.js");

const isPresent = (): boolean => {
  try {
    execFileSync("tmux", ["-V"]);
    return true;
  } catch {
    return false;
  }
};

/** A `describe` for what only a terminal shows; skipped by name without tmux, which CI must have. */
export const describeInTerminal = (title: string, tests: () => void): void => {
  if (isPresent()) describe(title, tests);
  else if (process.env.HALLWATCH_REQUIRE_SERVICES === "1")
    test(title, () => {
      throw new Error("tmux is not installed, and HALLWATCH_REQUIRE_SERVICES=1");
    });
  else describe.skip(`${title} (skipped: tmux is not installed)`, tests);
};

/** A terminal of a given size with a hallwatch command in it, as a person sees and types it. */
export type Terminal = {
  /** What stands on the screen now; lines without trailing space. */
  screen(): string;
  /** Keys in tmux's names: `C-c`, `Enter`. */
  press(...keys: readonly string[]): void;
};

/** A tmux server of its own; everything in it ends with it. */
export const terminals = () => {
  const socket = `hallwatch-test-${process.pid}`;
  const tmux = (...args: readonly string[]): string =>
    execFileSync("tmux", ["-u", "-L", socket, "-f", "/dev/null", ...args], { encoding: "utf8" });
  let count = 0;
  return {
    /** Runs the command; after it the screen says `ended with <exit code>` and stays. */
    open: (columns: number, rows: number, ...args: readonly string[]): Terminal => {
      const name = `t${++count}`;
      const command = [process.execPath, CLI, ...args].map(part => `'${part}'`).join(" ");
      const script = `unset NO_COLOR FORCE_COLOR; ${command}; echo "ended with $?"; exec cat`;
      tmux("new-session", "-d", "-x", `${columns}`, "-y", `${rows}`, "-s", name, script);
      return {
        screen: () => tmux("capture-pane", "-p", "-t", name),
        press: (...keys) => void tmux("send-keys", "-t", name, ...keys),
      };
    },
    close: () => void tmux("kill-server"),
  };
};
