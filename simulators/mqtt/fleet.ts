import type { Faults } from "../faults.ts";
import type { Readout } from "../readout.ts";
import type { Broker, HallPlan } from "../site/plan.ts";
import { Connection } from "./connection.ts";
import { deviceOf } from "./device.ts";

/** A hall with more devices has bridges: so many connections that its devices share. */
const MOST_CONNECTIONS = 50;

export type FleetSettings = {
  readonly plan: HallPlan;
  readonly broker: Broker;
  readonly read: Readout;
  readonly faults: Faults;
  readonly seed: number;
  readonly password: string | undefined;
  /** Tokens by the name of a connection: a device's id, or `bridge-1`. Absent: the broker asks for none. */
  readonly tokens?: ReadonlyMap<string, string> | undefined;
  readonly now: () => number;
  /** How many connections stand, told when all do and when none does. */
  readonly whenChanged: (connected: number, all: number) => void;
};

/** All MQTT devices of a hall, each with a connection of its own unless there are many. */
export const fleetOf = (settings: FleetSettings): readonly Connection[] => {
  const { plan, broker, read, faults, seed, now } = settings;
  const devices = plan.things
    .filter(({ points }) => points.some(({ source }) => source.is === "mqtt"))
    .map(thing => deviceOf(thing, read, faults, seed));
  const count = Math.min(devices.length, MOST_CONNECTIONS);
  let told = 0;
  const whenChanged = () => {
    const connected = connections.filter(({ isConnected }) => isConnected).length;
    if (connected === told || (connected !== 0 && connected !== count)) return;
    told = connected;
    settings.whenChanged(connected, count);
  };
  const connections: readonly Connection[] = Array.from({ length: count }, (_, i) => {
    const group = devices.filter((__, place) => place % count === i);
    const name = group.length === 1 && group[0] ? group[0].id : `bridge-${i + 1}`;
    return new Connection({
      ...loginOf(name, settings),
      broker,
      devices: group,
      now,
      whenChanged,
    });
  });
  return connections;
};

/**
 * How a connection says who it is: where there are tokens, its name is its client id and user name.
 *
 * @throws {Error}  when it has none
 */
const loginOf = (name: string, { plan, broker, password, tokens }: FleetSettings) => {
  if (tokens === undefined)
    return { clientId: `sim-${plan.id}-${name}`, username: broker.username ?? undefined, password };
  const token = tokens.get(name);
  if (token === undefined)
    throw new Error(`--tokens: there is none for ${name}; hallwatch device add ${name} makes one`);
  return { clientId: name, username: name, password: token };
};
