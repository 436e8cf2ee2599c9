import type { HallPlan, Thing } from "./site/plan.ts";

/** What can go wrong on command. The first five are people or things, the rest are devices and wires. */
export type FaultName =
  | "light-left-on"
  | "door-unlocked"
  | "door-open"
  | "setpoint"
  | "gauge-low"
  | "silent"
  | "late"
  | "garbage"
  | "stuck"
  | "offline"
  | "malformed";

type FaultKind = {
  /** For people who ask which faults there are. */
  readonly what: string;
  /** Whether the fault can befall the thing. */
  readonly fits: (thing: Thing) => boolean;
  /** Befalls this one when nobody says which, or else the first that it fits. */
  readonly usually: string;
};

const kind = (name: string) => (thing: Thing) => thing.kind === name;
const on = (way: "mqtt" | "modbus") => (thing: Thing) => thing.points.some(({ source }) => source.is === way);
const wired = (thing: Thing) => thing.points.length > 0;

/** Every fault by name: the one table that the command line, the commands at run time and the README follow. */
export const faultKinds: Readonly<Record<FaultName, FaultKind>> = {
  "light-left-on": {
    what: "the circuit stays on when everybody has gone",
    fits: kind("light-circuit"),
    usually: "L-off1",
  },
  "door-unlocked": { what: "nobody locks the door", fits: kind("door"), usually: "D3" },
  "door-open": { what: "the door stands open", fits: kind("door"), usually: "D2" },
  setpoint: { what: "somebody has set it to 24 °C", fits: kind("air-conditioner"), usually: "AC-hall" },
  "gauge-low": { what: "the pressure gauge is in the red", fits: kind("extinguisher"), usually: "X2" },
  silent: { what: "the device sends nothing, the Modbus unit never answers", fits: wired, usually: "D4" },
  late: { what: "the Modbus unit answers after 3 s", fits: on("modbus"), usually: "AC-off2" },
  garbage: { what: "the Modbus unit answers nonsense bytes", fits: on("modbus"), usually: "AC-off1" },
  stuck: { what: "the values stay as they are but keep coming", fits: wired, usually: "M-light" },
  offline: {
    what: "the MQTT connection breaks; the broker tells the last will",
    fits: on("mqtt"),
    usually: "D5",
  },
  malformed: { what: "the device sends broken JSON", fits: on("mqtt"), usually: "L-off2b" },
};

/** Which faults are on now. */
export type Faults = {
  has(name: FaultName, target: string): boolean;
  /** Active faults as commands name them: `silent:D4`, in the order they were switched on. */
  list(): readonly string[];
  /** Switches a fault by its text, `name` or `name:target`; doing it twice is harmless. */
  set(text: string, state: "on" | "off"): Switched;
  /** Calls after every change. */
  whenChanged(call: () => void): void;
};

/** The fault in full, `silent:D4`; or why there is no such fault, naming those that there are. */
export type Switched =
  | { readonly is: "switched"; readonly fault: string }
  | { readonly is: "refused"; readonly why: string };

/** All faults off, for the things of one hall. */
export const faultsOf = (plan: HallPlan): Faults => {
  const active = new Set<string>();
  const calls: (() => void)[] = [];
  return {
    has: (name, target) => active.has(`${name}:${target}`),
    list: () => [...active],
    set: (text, state) => {
      const result = inFull(plan, text);
      if (result.is === "refused") return result;
      if (state === "on") active.add(result.fault);
      else active.delete(result.fault);
      for (const call of calls) call();
      return result;
    },
    whenChanged: call => void calls.push(call),
  };
};

const inFull = (plan: HallPlan, text: string): Switched => {
  const [name = "", ...rest] = text.split(":");
  if (!isFaultName(name))
    return refused(`there is no fault "${name}"; there are ${Object.keys(faultKinds).join(", ")}`);
  const { fits, usually, what } = faultKinds[name];
  const ids = plan.things.filter(fits).map(({ id }) => id);
  const target = rest.length > 0 ? rest.join(":") : ids.includes(usually) ? usually : ids[0];
  if (target === undefined) return refused(`${name} (${what}): this hall has nothing that it can befall`);
  if (!ids.includes(target))
    return refused(`${name} (${what}) cannot befall "${target}"; it can befall ${ids.join(", ")}`);
  return { is: "switched", fault: `${name}:${target}` };
};

const refused = (why: string): Switched => ({ is: "refused", why });

const isFaultName = (name: string): name is FaultName => Object.hasOwn(faultKinds, name);
