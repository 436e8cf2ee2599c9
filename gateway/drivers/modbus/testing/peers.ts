import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, it } from "vitest";
import { freePort } from "../../../stores/testing/child-server.ts";

export type Make = "pymodbus" | "libmodbus";

const PYTHON = "/usr/bin/python3";
const SOCAT = "/usr/bin/socat";
const SETPRIV = "/usr/bin/setpriv";
const START_MS = 20_000;

/** What a test of another make's Modbus needs, and how to find out whether it is here. */
const needs: Readonly<Record<Make | "socat", () => boolean>> = {
  pymodbus: () => knows("import pymodbus, serial, serial_asyncio"),
  libmodbus: () => knows("import ctypes; ctypes.CDLL('libmodbus.so.5')"),
  socat: () => existsSync(SOCAT),
};

const knows = (program: string): boolean => spawnSync(PYTHON, ["-c", program]).status === 0;

/** A `describe` that is skipped where something is absent, and fails instead with `HALLWATCH_REQUIRE_SERVICES=1`. */
export const describeWithPeers = (
  names: readonly (keyof typeof needs)[],
  title: string,
  tests: () => void,
): void => {
  const absent = names.filter(name => !needs[name]());
  if (absent.length === 0) describe(title, tests);
  else if (process.env.HALLWATCH_REQUIRE_SERVICES === "1")
    describe(title, () =>
      it(`needs ${absent.join(" and ")}`, () => {
        throw new Error(`${absent.join(" and ")} not installed, and HALLWATCH_REQUIRE_SERVICES=1`);
      }),
    );
  else describe.skip(`${title} (skipped: ${absent.join(" and ")} not installed)`, tests);
};

const started: (() => Promise<void>)[] = [];

/** Ends everything that was started here, last first. */
export const stopPeers = async (): Promise<void> => {
  for (const stop of started.splice(0).reverse()) await stop();
};

/** A server of another make on a free port; `rtu` is RTU frames over TCP. */
export const startPeer = async (make: Make, wire: "tcp" | "rtu"): Promise<number> => {
  const port = await freePort();
  await ready(launch(PYTHON, [join(import.meta.dirname, "peer.py"), make, wire, String(port)]));
  return port;
};

/** A serial line: two ends of a cable. Whatever is written to one end comes out of the other. */
export type Cable = {
  readonly ends: readonly [string, string];
  /** Both ends are gone, as when an adapter is pulled out. */
  cut(): Promise<void>;
  /** Both are there again under the same names. */
  mend(): Promise<void>;
};

export const startCable = async (): Promise<Cable> => {
  const folder = mkdtempSync(join(tmpdir(), "hallwatch-cable-"));
  started.push(async () => rmSync(folder, { recursive: true, force: true }));
  const ends = [join(folder, "near"), join(folder, "far")] as const;
  const lay = async (): Promise<ChildProcess> => {
    const child = launch(
      SOCAT,
      ends.map(end => `pty,raw,echo=0,link=${end}`),
    );
    for (const deadline = Date.now() + START_MS; !ends.every(existsSync); await pause(5))
      if (Date.now() > deadline || child.exitCode !== null) throw new Error("socat makes no cable");
    return child;
  };
  let child = await lay();
  return {
    ends,
    cut: async () => {
      await end(child);
      for (const path of ends) rmSync(path, { force: true });
    },
    mend: async () => {
      child = await lay();
    },
  };
};

/** A server of another make at one end of a cable; `near` is the path of the other. */
export const startSerialPeer = async (
  make: Make,
): Promise<Omit<Cable, "ends"> & { readonly near: string }> => {
  const { ends, cut, mend } = await startCable();
  const serve = () => ready(launch(PYTHON, [join(import.meta.dirname, "peer.py"), make, "serial", ends[1]]));
  await serve();
  return {
    near: ends[0],
    cut,
    mend: async () => {
      await mend();
      await serve();
    },
  };
};

const launch = (program: string, args: readonly string[]): ChildProcess => {
  // With setpriv the kernel ends it when the test process dies in any way, so that none is left behind.
  const child = existsSync(SETPRIV)
    ? spawn(SETPRIV, ["--pdeathsig", "KILL", program, ...args])
    : spawn(program, [...args]);
  started.push(() => end(child));
  return child;
};

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
};

const ready = async (child: ChildProcess): Promise<void> => {
  let output = "";
  const said = new Promise<void>((resolve, reject) => {
    const hear = (text: Buffer) => {
      output += text.toString();
      if (output.includes("ready")) resolve();
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", () => reject(new Error(`the peer ended: ${output}`)));
    setTimeout(() => reject(new Error(`the peer is not ready: ${output}`)), START_MS).unref();
  });
  await said;
};
