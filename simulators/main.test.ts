import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import type { SimulationEvent } from "./simulation.ts";
import { listener } from "./testing/broker.ts";
import { demoYaml } from "./testing/site.ts";
import { wireTo } from "./testing/wire.ts";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const children: ChildProcess[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const file = (yaml: string): string => {
  const folder = mkdtempSync(join(tmpdir(), "simulators-"));
  folders.push(folder);
  writeFileSync(join(folder, "site.yaml"), yaml);
  return join(folder, "site.yaml");
};

const run = (args: readonly string[]) => {
  const stdio = ["pipe", "pipe", "pipe", "ipc"] as const;
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: [...stdio],
  }) as ChildProcessWithoutNullStreams;
  children.push(child);
  const told: SimulationEvent[] = [];
  let wake = () => {};
  createInterface({ input: child.stdout }).on("line", line => {
    told.push(JSON.parse(line));
    wake();
  });
  let errors = "";
  child.stderr.on("data", text => {
    errors += text;
  });
  let isGone = false;
  const gone = once(child, "close").then(([code]) => {
    isGone = true;
    wake();
    return code as number | null;
  });
  return {
    child,
    gone,
    errors: () => errors,
    say: (line: string) => void child.stdin.write(`${line}\n`),
    /** The next event of one of these kinds; those before it are let go. */
    next: async (...kinds: readonly SimulationEvent["is"][]): Promise<SimulationEvent> => {
      for (;;) {
        for (let event = told.shift(); event; event = told.shift())
          if (kinds.includes(event.is)) return event;
        if (isGone) throw new Error(`it ended; stderr: ${errors}`);
        await new Promise<void>(resolve => {
          wake = resolve;
        });
      }
    },
  };
};

const EVENING = ["--speed", "60", "--start", "2025-07-08T17:00:00+08:00"];

describe("the simulators as a process", () => {
  it("tell that they are ready, obey commands, and stop cleanly", async () => {
    const broker = await listener();
    const hall = run([
      "--config",
      file(demoYaml(broker.port)),
      ...EVENING,
      "--fault",
      "silent",
      "late:AC-off1",
    ]);
    const ready = await hall.next("ready", "change", "broker");
    expect(ready).toEqual({
      is: "ready",
      at: expect.stringMatching(/^2025-07-08T09:0\d:\d\d\.000Z$/),
      site: "site-a",
      speed: 60,
      seed: 7,
      modbus: {
        plant: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
        meters: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      },
      mqtt: `mqtt://127.0.0.1:${broker.port}`,
      faults: ["silent:D4", "late:AC-off1"],
    });
    expect(await hall.next("broker")).toMatchObject({ connected: 24, of: 24 });

    const wire = await wireTo(Number((ready.is === "ready" ? ready.modbus.plant : "")?.split(":")[1]));
    wire.send("00 01 00 00 00 06 01 03 00 01 00 01");
    expect(await wire.receive(11)).toBe("00 01 00 00 00 05 01 03 02 01 04");

    hall.say("fault on setpoint");
    expect(await hall.next("fault")).toMatchObject({ fault: "setpoint:AC-hall", state: "on" });
    expect(await hall.next("change")).toMatchObject({ thing: "AC-hall", from: "cool 26", to: "cool 24" });
    wire.send("00 02 00 00 00 06 01 03 00 01 00 01");
    expect(await wire.receive(11)).toBe("00 02 00 00 00 05 01 03 02 00 F0");
    hall.say("fault off silent:D4");
    hall.say("fault list");
    expect(await hall.next("faults")).toMatchObject({ active: ["late:AC-off1", "setpoint:AC-hall"] });
    hall.say("fault on silent:D9");
    expect(await hall.next("refused")).toMatchObject({ why: expect.stringContaining('cannot befall "D9"') });

    const goodbye = broker.next("site-a/door/D1/status");
    hall.child.kill("SIGTERM");
    expect((await goodbye).text).toBe("offline");
    expect(await hall.next("stopped")).toMatchObject({ is: "stopped" });
    expect([await hall.gone, hall.errors()]).toEqual([0, ""]);
    await wire.closed();
    await broker.stop();
  });

  it("run without a broker, and end with the one who read their lines", async () => {
    const hall = run(["--config", file(demoYaml()), ...EVENING]);
    await hall.next("ready");
    hall.say("fault list");
    await hall.next("faults");
    hall.child.stdout.destroy();
    hall.say("fault list");
    expect([await hall.gone, hall.errors()]).toEqual([0, ""]);
  });

  it("are interrupted once, however often somebody presses Ctrl-C", async () => {
    const hall = run(["--config", file(demoYaml()), ...EVENING]);
    await hall.next("ready");
    hall.child.kill("SIGINT");
    hall.child.kill("SIGINT");
    expect(await hall.next("stopped")).toMatchObject({ is: "stopped" });
    expect([await hall.gone, hall.errors()]).toEqual([0, ""]);
  });

  it("end with a parent that has died", async () => {
    const hall = run(["--config", file(demoYaml()), ...EVENING]);
    await hall.next("ready");
    const exit = once(hall.child, "exit");
    hall.child.disconnect();
    expect(await exit).toEqual([0, null]);
  });

  const wrong: readonly (readonly [what: string, yaml: string, args: readonly string[], message: RegExp])[] =
    [
      [
        "an unknown fault",
        demoYaml(),
        ["--fault", "fire"],
        /--fault fire: there is no fault "fire"; there are light-left-on, door-/,
      ],
      [
        "a fault that fits nothing",
        demoYaml(),
        ["--fault", "late:D1"],
        /cannot befall "D1"; it can befall AC-hall, /,
      ],
      [
        "a site file with a mistake",
        demoYaml().replace("mon-fri", "mon-fry"),
        [],
        /site\.yaml: calendar\.week: "mon-fry"/,
      ],
      ["a file that is no YAML", "a: [1", [], /site\.yaml: /],
      [
        "an unknown option",
        demoYaml(),
        ["--sped", "3"],
        /Unknown option '--sped'[\s\S]*usage: node simulators\/main\.ts/,
      ],
    ];
  it.each(wrong)("%s stops the start with exit code 2", async (_, yaml, args, message) => {
    const hall = run(["--config", file(yaml), ...args]);
    expect(await hall.gone).toBe(2);
    expect(hall.errors()).toMatch(message);
  });

  it("a file that is not there stops the start with exit code 2", async () => {
    const hall = run(["--config", "/nowhere/site.yaml"]);
    expect([await hall.gone, hall.errors()]).toEqual([
      2,
      expect.stringContaining("/nowhere/site.yaml: ENOENT"),
    ]);
  });

  it("a taken port stops the start with exit code 1 and says which", async () => {
    const taken: Server = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const address = taken.address();
    const port = typeof address === "object" ? address?.port : 0;
    const hall = run(["--config", file(demoYaml().replace("port: 0", `port: ${port}`))]);
    expect(await hall.gone).toBe(1);
    expect(hall.errors()).toContain(`simulators: modbus plant (127.0.0.1:${port}): listen: `);
    taken.close();
  });
});
