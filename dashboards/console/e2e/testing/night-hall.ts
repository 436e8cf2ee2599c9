import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { connectAsync, type MqttClient } from "mqtt";
import { parseDocument } from "yaml";
import { PLACES } from "#gateway/cli/places.ts";
import { type Receiver, startReceiver } from "#gateway/notify/testing/receiver.ts";
import { freePort } from "#gateway/stores/testing/child-server.ts";
import { temporary } from "#gateway/stores/testing/temporary.ts";
import { until } from "#gateway/stores/testing/until.ts";
import type { WirePoint } from "#gateway/wire/point.ts";
import { Devices } from "./devices.ts";
import { GatewayProcess } from "./gateway-process.ts";

/** A Tuesday night in summer: the demo hall is closed and empty, its doors are locked, its alarm is armed. */
const NIGHT = new Date("2025-07-08T23:00:00+08:00");
/**
 * What would take minutes in a real night takes seconds here; the rules are those that are delivered. Whether anybody
 * certified the closing is none of this night's concerns.
 */
const SETTINGS = {
  closing_grace: "2 s",
  empty_before_break_in: "5 s",
  closing_due: "12 h",
  closing_must: "13 h",
  closing_latest: "14 h",
};
const MAINS_TOPIC = "night/mains";
/** No simulator plays the mains: the test says how they are. */
const MAINS = {
  kind: "mains",
  zone: "equip",
  name: { zh: "市电", en: "Mains" },
  mqtt: { topic: MAINS_TOPIC },
  points: { state: { path: "$.state", values: { OK: "ok", FAILED: "failed" }, stale: "1 h" } },
};

/** What a webhook is told, as far as it matters here. */
type SentMessage = {
  readonly key: string;
  readonly kind: string;
  readonly to: { readonly role: string };
  readonly items: readonly { readonly fact: string }[];
};

/** The demo hall at night: the gateway as a process of its own, its devices as another, and a receiver of messages. */
export class NightHall {
  readonly #files = temporary();
  readonly #clock = { begin: NIGHT, origin: Date.now(), speed: 1 };
  readonly #devices = new Devices(this.#path("devices.yaml"), this.#clock);
  #mains: MqttClient | null = null;
  #receiver: Receiver | null = null;
  readonly gateway = new GatewayProcess(this.#path("site.yaml"), this.#path("data"), this.#clock);

  /** Resolves when the hall's devices are heard. */
  async start(): Promise<void> {
    this.#receiver = await startReceiver();
    const [mqtt, plant, meters] = await Promise.all([freePort(), freePort(), freePort()]);
    await this.#write({ mqtt, plant, meters });
    await this.gateway.start();
    await this.#devices.start();
    this.#mains = await connectAsync(`mqtt://127.0.0.1:${mqtt}`, { reconnectPeriod: 100 });
    await this.mains("OK");
    await until("every door is heard", async () => {
      const { points } = await this.gateway.api.read<{ points: WirePoint[] }>("/api/points");
      const doors = points.filter(({ owner }) => /^(D\d|PANEL|MAINS)$/.test(owner));
      return doors.length > 0 && doors.every(({ state }) => state === "good");
    });
  }

  async stop(): Promise<void> {
    await this.#devices.stop();
    await this.#mains?.endAsync(true);
    await this.gateway.stop();
    await this.#receiver?.stop();
    this.#files.remove();
  }

  /** Every message that was sent to somebody, oldest first. */
  get messages(): readonly SentMessage[] {
    return (this.#receiver?.received ?? []).map(({ body }) => JSON.parse(body));
  }

  /** Something befalls one of the hall's devices, `door-open:D2`, or is over. */
  fault(state: "on" | "off", ...names: readonly string[]): void {
    for (const name of names) this.#devices.fault(state, name);
  }

  /** Says how the mains are; retained, so that a gateway that was started again hears it too. */
  async mains(state: "OK" | "FAILED"): Promise<void> {
    await this.#mains?.publishAsync(MAINS_TOPIC, JSON.stringify({ state }), { qos: 1, retain: true });
  }

  #path(name: string): string {
    return join(this.#files.directory, name);
  }

  async #write(ports: { readonly mqtt: number; readonly plant: number; readonly meters: number }) {
    const site = parseDocument(await readFile(PLACES.demoHall, "utf8"));
    const put = (path: readonly string[], value: unknown) => site.setIn(path, site.createNode(value));
    put(["sources", "mqtt", "port"], ports.mqtt);
    put(["sources", "modbus", "plant", "port"], ports.plant);
    put(["sources", "modbus", "meters", "port"], ports.meters);
    await writeFile(this.#path("devices.yaml"), String(site));
    // What people should have done that day is told elsewhere: here are only the rules.
    const rules = parseDocument(await readFile(join(PLACES.packs, "service-hall.yaml"), "utf8"));
    rules.delete("duties");
    await writeFile(this.#path("service-hall.yaml"), String(rules));
    put(["site", "packs"], ["generic", "./service-hall.yaml"]);
    put(["settings"], SETTINGS);
    put(["equipment", "X3", "register", "made_on"], "2012-09-10");
    put(["equipment", "D2", "tags"], ["outside"]);
    put(["equipment", "MAINS"], MAINS);
    const { people } = site.toJS() as { people: readonly object[] };
    put(
      ["people"],
      people.map(person => ({ ...person, reach: ["desk"] })),
    );
    const desk = { via: "webhook", url: `${this.#receiver?.url}/desk`, detail: "full" };
    put(["notify"], { channels: { desk } });
    await writeFile(this.#path("site.yaml"), String(site));
  }
}
