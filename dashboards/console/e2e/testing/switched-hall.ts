import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type RelayBoard, startRelayBoard } from "#gateway/app/testing/relay-board.ts";
import { temporary } from "#gateway/stores/testing/temporary.ts";
import { until } from "#gateway/stores/testing/until.ts";
import type { WireControlList } from "#gateway/wire/control.ts";
import { GatewayProcess } from "./gateway-process.ts";

const light = (id: string, coil: number, name: string): string => `  ${id}:
    kind: light-circuit
    zone: hall
    name: { ${name} }
    points:
      command:
        modbus: { line: board, unit: 1 }
        coil: ${coil}
        every: 500 ms
        values: { 0: "off", 1: "on" }
        write: { code: 5 }
        control:
          allow: ["off", "on"]
          roles: [guard, duty-manager]
          rate: 6 in 1 h
          tries: 1
          proof:
            "off": { point: ${id}.power, below: 20 W, within: 3 s }
            "on": { point: ${id}.power, above: 20 W, within: 3 s }
      power: { modbus: { line: board, unit: 2 }, input: ${coil}, type: u16, every: 500 ms }
`;

const siteText = (port: number): string => `hallwatch: 1
site: { id: office, name: { zh: 振兴路营业厅, en: Zhenxing Road Hall }, timezone: Asia/Shanghai, packs: [generic, service-hall] }
calendar: { holidays: none, staff_from: "07:50", week: { mon-sun: ["08:30-12:00", "14:00-17:30"] } }
people:
  - { id: M1, name: 李娜, roles: [duty-manager] }
  - { id: G1, name: 王伟, roles: [guard] }
sources: { modbus: { board: { host: 127.0.0.1, port: ${port} } } }
controls: { enabled: true }
zones: { hall: { name: { zh: 大厅, en: Main hall } } }
equipment:
${light("L1", 1, "zh: 大厅照明, en: Main hall lights")}
${light("L2", 2, "zh: 走廊照明, en: Corridor lights")}
${light("L3", 3, "zh: 门头照明, en: Front lights")}
`;

/** A hall in the evening whose lights are behind relays on a Modbus line, each with a meter of its own: all are on. */
export class SwitchedHall {
  readonly #files = temporary();
  #board: RelayBoard | null = null;
  #gateway: GatewayProcess | null = null;

  /** Relays and loads, as whoever stands before them knows them. */
  get board(): RelayBoard {
    if (!this.#board) throw new Error("the hall was not started");
    return this.#board;
  }

  get gateway(): GatewayProcess {
    if (!this.#gateway) throw new Error("the hall was not started");
    return this.#gateway;
  }

  /** Resolves when every light is read. */
  async start(): Promise<void> {
    this.#board = await startRelayBoard();
    for (const coil of [1, 2, 3]) this.#board.coils.set(coil, true);
    const config = join(this.#files.directory, "site.yaml");
    await writeFile(config, siteText(this.#board.port));
    const clock = { begin: new Date("2025-07-08T17:40:00+08:00"), origin: Date.now(), speed: 1 };
    this.#gateway = new GatewayProcess(config, join(this.#files.directory, "data"), clock);
    await this.#gateway.start();
    await until("every light is read", async () => {
      const { controls } = await this.gateway.api.read<WireControlList>("/api/controls");
      return controls.length === 3 && controls.every(({ now }) => now !== null);
    });
  }

  async stop(): Promise<void> {
    await this.#gateway?.stop();
    await this.#board?.stop();
    this.#files.remove();
  }
}
