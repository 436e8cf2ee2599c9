import { type ChildProcess, spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { connectAsync, type MqttClient } from "mqtt";
import { parseDocument } from "yaml";
import { PLACES } from "#gateway/cli/places.ts";
import { simulatorArguments } from "#gateway/cli/simulator.ts";
import { apiOf, hallwatch, type Running } from "#gateway/cli/testing/running.ts";
import { type Receiver, startReceiver } from "#gateway/notify/testing/receiver.ts";
import { freePort } from "#gateway/stores/testing/child-server.ts";
import { temporary } from "#gateway/stores/testing/temporary.ts";
import { until } from "#gateway/stores/testing/until.ts";
import type { WirePoint } from "#gateway/wire/point.ts";

/** A Tuesday night in summer: the demo hall is closed and empty, its doors are locked, its alarm is armed. */
const NIGHT = new Date("2025-07-08T23:00:00+08:00");
/** What would take minutes in a real night takes seconds here; the rules are those that are delivered. */
const SETTINGS = { closing_grace: "2 s", empty_before_break_in: "5 s" };
const MAINS = { topic: "night/mains", role: "state", words: { OK: "ok", FAILED: "failed" } };
const PATIENCE_MS = 30_000;

/** What a webhook is told, as far as it matters here. */
type SentMessage = {
  readonly key: string;
  readonly kind: string;
  readonly to: { readonly role: string };
  readonly items: readonly { readonly fact: string }[];
};

/** The demo hall at night: the gateway as a process of its own on files of its own, its devices as another, a receiver of messages. */
export class NightHall {
  readonly #files = temporary();
  #http = 0;
  #gateway: Running | null = null;
  #devices: ChildProcess | null = null;
  #mains: MqttClient | null = null;
  #receiver: Receiver | null = null;
  readonly #origin = Date.now();

  /** Resolves when the hall's devices are heard. */
  async start(): Promise<void> {
    this.#http = await freePort();
    this.#receiver = await startReceiver();
    const { mqtt } = await this.#write(await Promise.all([freePort(), freePort(), freePort()]));
    await this.startGateway();
    await this.#startDevices();
    this.#mains = await connectAsync(`mqtt://127.0.0.1:${mqtt}`, { reconnectPeriod: 100 });
    // Retained, so that a gateway that was started again hears it too.
    await this.mains("OK");
    await until("every door is heard", async () => {
      const { points } = await this.api.read<{ points: WirePoint[] }>("/api/points");
      const doors = points.filter(({ owner }) => /^(D\d|PANEL|MAINS)$/.test(owner));
      return doors.length > 0 && doors.every(({ state }) => state === "good");
    });
  }

  async stop(): Promise<void> {
    this.#devices?.kill("SIGTERM");
    await this.#mains?.endAsync(true);
    if (this.#gateway?.child.exitCode === null) await this.#gateway.stop("SIGTERM");
    await this.#receiver?.stop();
    this.#files.remove();
  }

  /** Now on the hall's clock, in ms since 1970. */
  now(): number {
    return NIGHT.getTime() + Date.now() - this.#origin;
  }

  /** Where the console is. */
  get url(): string {
    return this.api.url;
  }

  get api(): ReturnType<typeof apiOf> {
    return apiOf(this.#http);
  }

  /** Where the gateway keeps its records. */
  get data(): string {
    return join(this.#files.directory, "data");
  }

  /** Every message that was sent to somebody, oldest first: its key, what it is, and whom it is for. */
  get messages(): readonly SentMessage[] {
    return (this.#receiver?.received ?? []).map(({ body }) => JSON.parse(body));
  }

  async startGateway(): Promise<void> {
    const clock = ["--begin", NIGHT.toISOString(), "--origin", String(this.#origin)];
    const files = ["--config", this.#path("site.yaml"), "--data", this.data];
    const run = hallwatch("start", ...files, "--http", `127.0.0.1:${this.#http}`, ...clock);
    this.#gateway = run;
    const isUp = async () => run.child.exitCode !== null || (await this.api.isUp());
    await until("the gateway answers", isUp, PATIENCE_MS);
    if (run.child.exitCode !== null) throw new Error(`the gateway did not start:\n${run.output()}`);
  }

  /** Ends the gateway as a power cut would. */
  async killGateway(): Promise<void> {
    await this.#gateway?.stop("SIGKILL");
  }

  async stopGateway(): Promise<void> {
    await this.#gateway?.stop("SIGTERM");
  }

  /** Befalls one of the hall's devices, `door-open:D2`, or is over. */
  fault(state: "on" | "off", name: string): void {
    this.#devices?.stdin?.write(`fault ${state} ${name}\n`);
  }

  /** Says how the mains are. */
  async mains(state: keyof typeof MAINS.words): Promise<void> {
    await this.#mains?.publishAsync(MAINS.topic, JSON.stringify({ state }), { qos: 1, retain: true });
  }

  #path(name: string): string {
    return join(this.#files.directory, name);
  }

  async #write([mqtt, plant, meters]: readonly [number, number, number]): Promise<{ readonly mqtt: number }> {
    const site = parseDocument(await readFile(PLACES.demoHall, "utf8"));
    site.setIn(["sources", "mqtt", "port"], mqtt);
    site.setIn(["sources", "modbus", "plant", "port"], plant);
    site.setIn(["sources", "modbus", "meters", "port"], meters);
    await writeFile(this.#path("devices.yaml"), String(site));
    site.setIn(["settings"], site.createNode(SETTINGS));
    site.setIn(["equipment", "D2", "tags"], site.createNode(["outside"]));
    site.setIn(["equipment", "MAINS"], site.createNode(mains));
    site.setIn(["photos"], true);
    const people = site.toJS().people.map((person: object) => ({ ...person, reach: ["desk"] }));
    site.setIn(["people"], site.createNode(people));
    const desk = { via: "webhook", url: `${this.#receiver?.url}/desk`, detail: "full" };
    site.setIn(["notify"], site.createNode({ channels: { desk } }));
    await writeFile(this.#path("site.yaml"), String(site));
    return { mqtt };
  }

  async #startDevices(): Promise<void> {
    const clock = { begin: NIGHT, origin: this.#origin, speed: 1, seed: 7 };
    const devices = spawn(
      process.execPath,
      simulatorArguments({ config: this.#path("devices.yaml"), ...clock }),
      { stdio: ["pipe", "pipe", "inherit", "ipc"] },
    );
    this.#devices = devices;
    await new Promise<void>(isReady => {
      createInterface({ input: devices.stdout as Readable }).on("line", line => {
        if (line.includes('"ready"')) isReady();
      });
    });
  }
}

const mains = {
  kind: "mains",
  zone: "equip",
  name: { zh: "市电", en: "Mains" },
  mqtt: { topic: MAINS.topic },
  points: { [MAINS.role]: { path: "$.state", values: MAINS.words, stale: "1 h" } },
};
