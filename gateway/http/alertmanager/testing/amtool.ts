import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { programOf } from "../../../stores/testing/servers.ts";

const run = promisify(execFile);

/** What amtool said, and whether it was content. */
export type Said = { readonly code: number; readonly out: string; readonly problem: string };

/** Runs `amtool` of Debian against an Alertmanager, or what says it is one. */
export const amtool =
  (url: string) =>
  async (...args: readonly string[]): Promise<Said> => {
    const all = [`--alertmanager.url=${url}`, "--no-version-check", ...args];
    try {
      const { stdout, stderr } = await run(programOf("amtool"), all, {
        env: { HOME: "/nonexistent", TZ: "UTC" },
      });
      return { code: 0, out: stdout, problem: stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, out: stdout, problem: stderr };
    }
  };
