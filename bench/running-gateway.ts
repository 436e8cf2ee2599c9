import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** A port that was free a moment ago. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
};

/**
 * A gateway in a process of its own, as it is delivered, once it answers.
 *
 * @param files  the hall's files by name, `site.yaml` among them
 * @param http   port of its console
 */
export const startGateway = async (
  directory: string,
  files: Readonly<Record<string, string>>,
  http: number,
): Promise<ChildProcess> => {
  mkdirSync(directory, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  const cli = join(import.meta.dirname, "../gateway/cli/hallwatch.js");
  const options = {
    "--config": join(directory, "site.yaml"),
    "--data": join(directory, "data"),
    "--http": `127.0.0.1:${http}`,
  };
  const child = spawn(process.execPath, [cli, "start", ...Object.entries(options).flat()], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, HALLWATCH_LOG: "warn" },
  });
  for (;;) {
    if (
      await fetch(`http://127.0.0.1:${http}/api/health`).then(
        answer => answer.ok,
        () => false,
      )
    )
      return child;
    if (child.exitCode !== null) throw new Error("the gateway did not start");
    await pause(50);
  }
};
