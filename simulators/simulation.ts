import type { SimulatedClock } from "./clock.ts";
import { obey, type Reply } from "./command.ts";
import type { Faults } from "./faults.ts";
import { type Change, type Hall, hallOf } from "./hall/hall.ts";
import { ModbusServer } from "./modbus/server.ts";
import { unitsOf } from "./modbus/unit.ts";
import type { Connection } from "./mqtt/connection.ts";
import { fleetOf } from "./mqtt/fleet.ts";
import { readoutOf } from "./readout.ts";
import type { HallPlan } from "./site/plan.ts";

export type SimulationSettings = {
  readonly plan: HallPlan;
  readonly clock: SimulatedClock;
  readonly seed: number;
  readonly faults: Faults;
  /** Password of the broker, when it asks for one. */
  readonly password: string | undefined;
  /** Tokens of devices by id, for a broker that knows each of them. */
  readonly tokens?: ReadonlyMap<string, string> | undefined;
  readonly say: (event: SimulationEvent) => void;
};

/** What a simulation tells on stdout. Times are ISO 8601 in UTC, at the hall. */
export type SimulationEvent =
  | {
      readonly is: "ready";
      readonly at: string;
      readonly site: string;
      readonly speed: number;
      readonly seed: number;
      /** `host:port` by line. */
      readonly modbus: Readonly<Record<string, string>>;
      readonly mqtt: string | null;
      readonly faults: readonly string[];
    }
  | ({ readonly is: "change"; readonly at: string } & Omit<Change, "at">)
  | { readonly is: "broker"; readonly at: string; readonly connected: number; readonly of: number }
  | ({ readonly at: string } & Reply)
  | { readonly is: "stopped"; readonly at: string };

/** The hall moves and devices publish at most so often, in real time. */
const TICK_MS = 250;

/** One hall and all its devices on the wire. */
export class Simulation {
  readonly #settings: SimulationSettings;
  readonly #hall: Hall;
  readonly #servers: ReadonlyMap<string, ModbusServer>;
  readonly #connections: readonly Connection[];
  #timer: NodeJS.Timeout | null = null;

  constructor(settings: SimulationSettings) {
    const { plan, clock, seed, faults, password, tokens, say } = settings;
    this.#settings = settings;
    const hall = hallOf({ plan, faults, seed, start: clock.now() });
    this.#hall = hall;
    const read = readoutOf(hall.show, faults);
    this.#servers = new Map(
      Object.entries(plan.lines).map(([line, { host, port, framing }]) => {
        const units = unitsOf(plan, line, read);
        return [line, new ModbusServer({ line, host, port, framing, units, faults, seed })];
      }),
    );
    this.#connections = plan.broker
      ? fleetOf({
          plan,
          broker: plan.broker,
          read,
          faults,
          seed,
          password,
          tokens,
          now: hall.now,
          whenChanged: (connected, all) => say({ is: "broker", at: this.#at(), connected, of: all }),
        })
      : [];
    faults.whenChanged(() => {
      for (const connection of this.#connections) connection.applyFaults();
    });
  }

  /**
   * Listens on every Modbus line, begins to connect to the broker, and moves.
   *
   * @throws {Error}  when a port is taken; `stop` then frees those that were not
   */
  async start(): Promise<void> {
    const { plan, clock, seed, faults, say } = this.#settings;
    const modbus: Record<string, string> = {};
    for (const [line, server] of this.#servers)
      modbus[line] = `${plan.lines[line]?.host}:${await server.start()}`;
    for (const connection of this.#connections) connection.start();
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    say({
      is: "ready",
      at: this.#at(),
      site: plan.id,
      speed: clock.speed,
      seed,
      modbus,
      mqtt: plan.broker?.url ?? null,
      faults: faults.list(),
    });
  }

  /** Obeys a line of stdin. */
  command(line: string): void {
    this.#settings.say({ ...obey(line, this.#settings.faults), at: this.#at() });
  }

  /** Resolves when every port is free and every device has disconnected. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await Promise.all([
      ...[...this.#servers.values()].map(server => server.stop()),
      ...this.#connections.map(connection => connection.stop()),
    ]);
    this.#settings.say({ is: "stopped", at: this.#at() });
  }

  #tick(): void {
    const { clock, say } = this.#settings;
    this.#hall.advance(clock.now(), changes => {
      for (const { at, ...change } of changes)
        say({ is: "change", at: new Date(at).toISOString(), ...change });
      for (const connection of this.#connections) connection.step(this.#hall.now());
    });
  }

  #at(): string {
    return new Date(this.#hall.now()).toISOString();
  }
}
