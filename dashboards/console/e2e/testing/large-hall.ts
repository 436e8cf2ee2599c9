import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Receiver, startReceiver } from "#gateway/notify/testing/receiver.ts";
import { freePort } from "#gateway/stores/testing/child-server.ts";
import { temporary } from "#gateway/stores/testing/temporary.ts";
import { until } from "#gateway/stores/testing/until.ts";
import type { WirePoint } from "#gateway/wire/point.ts";
import { Devices } from "./devices.ts";
import { GatewayProcess } from "./gateway-process.ts";

/** 100 meters with three points each on one Modbus line, and 150 doors with two each on the broker: 300 and 300. */
const METERS = 100;
const DOORS = 150;
export const POINTS = 300;

/** A closed night, twenty times as fast: a minute of hold is three seconds. */
const BEGIN = new Date("2025-07-08T23:00:00+08:00");
const SPEED = 20;

const meter = (n: number): string =>
  `  M${n}: { kind: meter, zone: room, name: { zh: 电表 ${n}, en: Meter ${n} }, modbus: { line: plant, unit: ${n}, every: 20 s }, points: { power: { input: 52, type: f32 }, energy: { input: 72, type: f32 }, voltage: { input: 0, type: f32 } } }`;

const door = (n: number): string =>
  `  D${n}: { kind: door, zone: room, name: { zh: 门 ${n}, en: Door ${n} }, mqtt: { topic: big/D${n}, time: $.ts }, points: { contact: { path: $.contact, stale: 2 min, values: { CLOSED: closed, OPEN: open } }, lock: { path: $.lock, stale: 2 min, values: { LOCKED: locked, UNLOCKED: unlocked } } } }`;

/** Every point is needed by a rule: what no rule looks at is missed by nobody. */
const PACK = `pack: own
title: { zh: 自定, en: Own }
rules:
  - id: meter-odd
    title: { zh: 电表读数不对, en: Meter reads oddly }
    clauses: [TY-2.2-1]
    each: meter
    condition: meter.power > 1000000 || meter.energy < 0 || meter.voltage < 100
    hold: 1 min
    fact: meter-odd
    level: violation
    priority: 3
    class: equipment
    tell: [facilities]
  - id: door-open
    title: { zh: 门开着, en: Door open }
    clauses: [RB-5.1]
    each: door
    condition: door.contact == "open" || door.lock != "locked"
    hold: 1 min
    fact: door-open
    level: violation
    priority: 2
    class: security
    tell: [guard, duty-manager]
`;

const counted = (count: number, each: (n: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, n) => each(n + 1));

const ROLES = ["guard", "duty-manager", "facilities", "it-support"];
const people = ROLES.map(role => `{ id: ${role}, name: ${role}, roles: [${role}], reach: [desk] }`).join(
  ", ",
);

const siteText = (
  sources: readonly string[],
  equipment: readonly string[],
  hook: string,
): string => `hallwatch: 1
site: { id: big, name: { zh: 大厅, en: Big hall }, timezone: Asia/Shanghai, packs: [./own.yaml] }
calendar: { holidays: none, week: { mon-sun: ["08:30-17:30"] } }
people: [${people}]
notify: { channels: { desk: { via: webhook, url: "${hook}", detail: full } } }
sources: { ${sources.join(", ")} }
zones: { room: { name: { zh: 房间, en: Room } } }
equipment:
${equipment.join("\n")}
`;

/** A hall of 600 points whose Modbus line and whose MQTT devices are processes of their own, and a receiver of messages. */
export class LargeHall {
  readonly #files = temporary();
  readonly #clock = { begin: BEGIN, origin: Date.now(), speed: SPEED };
  #receiver: Receiver | null = null;
  readonly gateway = new GatewayProcess(this.#path("site.yaml"), this.#path("data"), this.#clock);
  readonly line = new Devices(this.#path("line.yaml"), this.#clock);
  readonly doors = new Devices(this.#path("doors.yaml"), this.#clock);

  /** Resolves when all points are good. */
  async start(): Promise<void> {
    this.#receiver = await startReceiver();
    const [broker, plant] = await Promise.all([freePort(), freePort()]);
    const mqtt = `mqtt: { broker: embedded, host: 127.0.0.1, port: ${broker} }`;
    const line = `modbus: { plant: { host: 127.0.0.1, port: ${plant}, timeout: 1 s } }`;
    const [meters, doors] = [counted(METERS, meter), counted(DOORS, door)];
    const hook = `${this.#receiver.url}/desk`;
    await writeFile(this.#path("own.yaml"), PACK);
    await writeFile(this.#path("site.yaml"), siteText([mqtt, line], [...meters, ...doors], hook));
    // What plays the devices of one kind knows nothing of the other.
    await writeFile(this.#path("line.yaml"), siteText([line], meters, hook));
    await writeFile(this.#path("doors.yaml"), siteText([mqtt], doors, hook));
    await this.line.start();
    await this.gateway.start();
    await this.doors.start();
    await until("every point is heard", async () => (await this.blind()) === 0);
  }

  async stop(): Promise<void> {
    await Promise.all([this.line.stop(), this.doors.stop()]);
    await this.gateway.stop();
    await this.#receiver?.stop();
    this.#files.remove();
  }

  /** How many points nobody can see. */
  async blind(): Promise<number> {
    const { points } = await this.gateway.api.read<{ points: WirePoint[] }>("/api/points");
    return points.filter(({ state }) => state !== "good").length;
  }

  /** How many messages came about an alert. */
  messagesOf(alert: string): number {
    type Sent = { readonly items: readonly { readonly alert: string }[] };
    const sent = (this.#receiver?.received ?? []).map(({ body }) => JSON.parse(body) as Sent);
    return sent.filter(({ items }) => items.some(item => item.alert === alert)).length;
  }

  #path(name: string): string {
    return join(this.#files.directory, name);
  }
}
