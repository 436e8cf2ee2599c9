import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { connectAsync, type MqttClient } from "mqtt";
import { freePort } from "#gateway/stores/testing/child-server.ts";
import { temporary } from "#gateway/stores/testing/temporary.ts";
import { until } from "#gateway/stores/testing/until.ts";
import { GatewayProcess } from "./gateway-process.ts";

/** `L…`: lights, each a high alert while it is on; `E…`: circuits, each a critical one. */
export type Count = { readonly lights: number; readonly circuits: number };

const thing = (id: string, kind: string): string =>
  `  ${id}: { kind: ${kind}, zone: room, name: { zh: ${id}, en: ${id} }, mqtt: { topic: flood/${id} }, points: { power: { path: $.v, stale: 1 h } } }`;

const things = ({ lights, circuits }: Count): readonly string[] => [
  ...Array.from({ length: lights }, (_, n) => thing(`L${n}`, "light-circuit")),
  ...Array.from({ length: circuits }, (_, n) => thing(`E${n}`, "power-circuit")),
];

/** Without a hold, so that nothing but the way of a reading takes time. */
const PACK = `pack: own
title: { zh: 自定, en: Own }
rules:
  - id: light-on
    title: { zh: 灯亮着, en: Light on }
    clauses: [TY-2.2-1]
    each: light-circuit
    condition: light.power > 100
    hold: 0 s
    fact: light-on
    level: violation
    priority: 2
    class: security
    tell: [guard]
  - id: circuit-on
    title: { zh: 回路通电, en: Circuit on }
    clauses: [TY-2.2-1]
    each: power-circuit
    condition: circuit.power > 100
    hold: 0 s
    fact: circuit-on
    level: violation
    priority: 1
    class: security
    tell: [guard]
`;

const siteText = (broker: number, count: Count): string => `hallwatch: 1
site: { id: flood, name: { zh: 大厅, en: Hall }, timezone: Asia/Shanghai, packs: [./own.yaml] }
calendar: { holidays: none, week: { mon-sun: ["08:30-17:30"] } }
people: [{ id: G1, name: 王伟, roles: [guard] }]
sources: { mqtt: { broker: embedded, port: ${broker} } }
zones: { room: { name: { zh: 房间, en: Room } } }
equipment:
${things(count).join("\n")}
`;

/** A hall where hundreds of things call for somebody at once, whenever they are told to. */
export class FloodedHall {
  readonly #files = temporary();
  readonly #count: Count;
  #device: MqttClient | null = null;
  readonly gateway: GatewayProcess;

  constructor(count: Count) {
    this.#count = count;
    const clock = { begin: new Date(), origin: Date.now(), speed: 1 };
    const path = (name: string) => join(this.#files.directory, name);
    this.gateway = new GatewayProcess(path("site.yaml"), path("data"), clock);
  }

  async start(): Promise<void> {
    const broker = await freePort();
    await writeFile(join(this.#files.directory, "own.yaml"), PACK);
    await writeFile(join(this.#files.directory, "site.yaml"), siteText(broker, this.#count));
    await this.gateway.start();
    this.#device = await connectAsync(`mqtt://127.0.0.1:${broker}`);
  }

  async stop(): Promise<void> {
    await this.#device?.endAsync(true);
    await this.gateway.stop();
    this.#files.remove();
  }

  /** Switches one thing on or off. */
  switch(id: string, to: "on" | "off"): void {
    this.#device?.publish(`flood/${id}`, `{"v":${to === "on" ? 200 : 1}}`);
  }

  /** Switches all lights on; resolves when each is an open alert. */
  async flood(): Promise<void> {
    for (let n = 0; n < this.#count.lights; n++) this.switch(`L${n}`, "on");
    await until("every light is an alert", async () => (await this.open()) >= this.#count.lights);
  }

  async open(): Promise<number> {
    const { api } = this.gateway;
    const { alerts } = await api.read<{ alerts: readonly object[] }>("/api/alerts?state=open&limit=500");
    return alerts.length;
  }

  /** Changes one alert after the other, so many a second, until what it returns is called. */
  keepChanging(perSecond: number): () => void {
    let n = 0;
    const timer = setInterval(() => {
      const id = `L${n % this.#count.lights}`;
      this.switch(id, Math.floor(n / this.#count.lights) % 2 === 0 ? "off" : "on");
      n++;
    }, 1000 / perSecond);
    return () => clearInterval(timer);
  }
}
