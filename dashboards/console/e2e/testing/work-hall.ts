import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { PLACES } from "#gateway/cli/places.ts";
import { hallwatch } from "#gateway/cli/testing/running.ts";
import { freePort } from "#gateway/stores/testing/child-server.ts";
import { temporary } from "#gateway/stores/testing/temporary.ts";
import { until } from "#gateway/stores/testing/until.ts";
import type { WirePoint } from "#gateway/wire/point.ts";
import { Devices } from "./devices.ts";
import { GatewayProcess } from "./gateway-process.ts";

/** Writes one part of a site file: `put(["settings"], { … })`. */
export type Put = (path: readonly string[], value: unknown) => void;

export type WorkDay = {
  /** What the hall's clock shows when everything begins to start, `2025-07-08T17:25`. */
  readonly begin: string;
  /** How many times as fast as the machine's clock the hall's runs. */
  readonly speed: number;
};

/**
 * The demo hall at work: the gateway as a process of its own, its devices as another, people who get their accounts by
 * links. It can be started again at another time, on what it has kept.
 */
export class WorkHall {
  readonly #files = temporary();
  readonly #edit: (put: Put) => void;
  #devices: Devices | null = null;
  #gateway: GatewayProcess | null = null;

  /** @param edit  what differs from the demo hall, for gateway and devices alike */
  constructor(edit: (put: Put) => void = () => {}) {
    this.#edit = edit;
  }

  get gateway(): GatewayProcess {
    if (!this.#gateway) throw new Error("the hall was not started");
    return this.#gateway;
  }

  /** Resolves when the hall's doors are heard. */
  async start({ begin, speed }: WorkDay): Promise<void> {
    const [mqtt, plant, meters] = await Promise.all([freePort(), freePort(), freePort()]);
    await this.#write({ mqtt, plant, meters });
    const clock = { begin: new Date(`${begin}:00+08:00`), origin: Date.now(), speed };
    const { port } = this.#gateway ?? {};
    this.#gateway = new GatewayProcess(this.#path("site.yaml"), this.#path("data"), clock, port);
    this.#devices = new Devices(this.#path("site.yaml"), clock);
    await this.#gateway.start();
    await this.#devices.start();
    await until("every door is heard", async () => {
      const { points } = await this.gateway.api.read<{ points: WirePoint[] }>("/api/points");
      const doors = points.filter(({ owner }) => /^D\d$/.test(owner));
      return doors.length > 0 && doors.every(({ state }) => state === "good");
    });
  }

  /** Ends it and starts it again where it was, at a later time of its clock or with a faster one. */
  async again(day: WorkDay): Promise<void> {
    await this.#end();
    await this.start(day);
  }

  async stop(): Promise<void> {
    await this.#end();
    this.#files.remove();
  }

  /** Something befalls one of the hall's devices, `door-open:D2`, or is over. */
  fault(state: "on" | "off", name: string): void {
    this.#devices?.fault(state, name);
  }

  /**
   * The link with which somebody chooses his PIN, as an administrator gets it at a terminal.
   *
   * @param person  id; absent: the first account, for whoever opens it
   */
  async link(person?: string): Promise<string> {
    const who = person === undefined ? [] : [person];
    const http = new URL(this.gateway.api.url).host;
    const run = hallwatch("account", "link", ...who, "--data", this.gateway.data, "--http", http);
    if ((await run.ended) !== 0) throw new Error(run.output());
    return run.answer().trim();
  }

  async #end(): Promise<void> {
    await this.#devices?.stop();
    await this.#gateway?.stop();
  }

  #path(name: string): string {
    return join(this.#files.directory, name);
  }

  async #write(ports: { readonly mqtt: number; readonly plant: number; readonly meters: number }) {
    const site = parseDocument(await readFile(PLACES.demoHall, "utf8"));
    const put: Put = (path, value) => site.setIn(path, site.createNode(value));
    put(["sources", "mqtt", "port"], ports.mqtt);
    put(["sources", "modbus", "plant", "port"], ports.plant);
    put(["sources", "modbus", "meters", "port"], ports.meters);
    this.#edit(put);
    await writeFile(this.#path("site.yaml"), String(site));
  }
}
