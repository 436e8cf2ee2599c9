import { kinds } from "../../site/kinds.ts";
import { pointClasses } from "../../site/point-classes.ts";
import { compileCondition } from "../compile.ts";
import type { Judge, Problem } from "../judge.ts";
import type { Binding, Collection, MeasureSpec, Member, Scope, Unbound } from "../scope.ts";
import type { ValueType } from "../types.ts";

const wrong = (name: string): Unbound => ({ is: "wrong", message: `unknown name "${name}"` });
const missing = (message: string): Unbound => ({ is: "missing", message });

/** Everything that a condition in a test can name: one name, one line. */
const POINTS = [
  ["light.power", "light-circuit", "power"],
  ["light.state", "light-circuit", "state"],
  ["circuit.power", "power-circuit", "power"],
  ["circuit.energy", "power-circuit", "energy"],
  ["door.contact", "door", "contact"],
  ["door.lock", "door", "lock"],
  ["door.badge", "door", "badge"],
  ["ac.mode", "air-conditioner", "mode"],
  ["ac.setpoint", "air-conditioner", "setpoint"],
  ["zone.occupancy", "zone", "occupancy"],
  ["zone.temperature", "zone", "temperature"],
  ["zone.humidity", "zone", "humidity"],
  ["zone.co2", "zone", "co2"],
  ["outdoor.temperature", "weather-station", "temperature"],
  ["T1.online", "terminal", "online"],
  ["T2.online", "terminal", "online"],
  ["T3.online", "terminal", "online"],
  ["T1.power", "terminal", "power"],
  ["T2.power", "terminal", "power"],
  ["T3.power", "terminal", "power"],
] as const;

const typeOf = (kind: keyof typeof kinds, role: string): ValueType => {
  const known = pointClasses.get(kinds[kind][role]?.class ?? "");
  if (known === undefined) throw new Error(`no role ${role} of ${kind}`);
  return known.words ? { is: "word", words: known.words } : { is: "number", unit: known.unit ?? "1" };
};

const number = (value: number, unit: string): Binding => ({
  is: "constant",
  value,
  type: { is: "number", unit },
});
const tags = (...texts: string[]): Binding => ({
  is: "texts",
  texts,
  vocabulary: { words: ["escape", "outside", "staffed", "always-lit"], ownPrefix: "x-" },
});

const OTHERS: ReadonlyMap<string, Binding | Unbound> = new Map(
  Object.entries({
    "light.tags": tags("always-lit"),
    "door.tags": tags("escape", "x-red"),
    "circuit.use": { is: "text", text: "sockets", vocabulary: { words: ["sockets", "security", "sign"] } },
    "circuit.rated_power": number(1200, "W"),
    "circuit.approved_power": missing("power-circuit S1 has no approved_power"),
    "light.command": missing('light-circuit L1 has no point "command"'),
    "zone.voc": missing('zone off1 has no point "voc"'),
    limit: number(10, "W"),
    limit_kw: number(0.01, "kW"),
    cool: number(26, "Cel"),
    hot: number(86, "[degF]"),
    step: number(0.5, "K"),
    share: number(80, "%"),
    grace: number(5, "min"),
    notice: number(30, "d"),
    most: number(3, "1"),
    steep: number(2, "K/h"),
    sign_off_at: { is: "constant", value: 1320, type: { is: "time-of-day" } },
    always: { is: "constant", value: 1, type: { is: "truth" } },
    "extinguisher.due_on": { is: "constant", value: 20_277, type: { is: "date" } },
  } satisfies Readonly<Record<string, Binding | Unbound>>),
);

/** A hall small enough to keep in the head while reading a test. */
export type SmallHall = {
  readonly scope: Scope;
  /** Slots with the values given by name, words in quotes or not; what is not given is not known. */
  readonly slots: (values: Readonly<Record<string, number | string>>) => Float64Array;
  readonly measures: readonly MeasureSpec[];
};

export const smallHall = (): SmallHall => {
  const slots = new Map<string, number>(POINTS.map(([name], slot) => [name, slot]));
  const types = new Map<string, ValueType>(POINTS.map(([name, kind, role]) => [name, typeOf(kind, role)]));
  const slotNamed = (name: string): number => {
    const slot = slots.get(name) ?? slots.size;
    slots.set(name, slot);
    return slot;
  };
  slotNamed("zone.approved");
  slotNamed("today");
  slotNamed("meter.power");
  slotNamed("outdoor.feels_like");
  const live = (name: string, type: ValueType): Binding => ({
    is: "slot",
    slot: slotNamed(name),
    type,
    id: name,
    isPoint: true,
  });
  const measures: MeasureSpec[] = [];
  const lookup = (name: string): Binding | Unbound => {
    const type = types.get(name);
    if (type !== undefined) return { is: "slot", slot: slotNamed(name), type, id: name, isPoint: true };
    if (name === "meter.power") return live(name, { is: "number", unit: "kW" });
    if (name === "outdoor.feels_like") return live(name, { is: "number", unit: "[degF]" });
    if (name === "today")
      return { is: "slot", slot: slotNamed(name), type: { is: "date" }, id: name, isPoint: false };
    if (name === "zone.approved")
      return { is: "slot", slot: slotNamed(name), type: { is: "truth" }, id: name, isPoint: false };
    return OTHERS.get(name) ?? wrong(name);
  };
  const member = (id: string, staffed: boolean): Member => ({
    id,
    lookup: name => {
      if (name === "tags") return tags(...(staffed ? ["staffed"] : []));
      if (name === "fault") return missing(`terminal ${id} has no point "fault"`);
      return lookup(`${id}.${name}`);
    },
    collection: () => null,
  });
  const collections = new Map<string, Collection>(
    Object.entries({
      terminals: {
        is: "collection",
        lack: "the hall has no terminal",
        members: [member("T1", true), member("T2", true), member("T3", false)],
      },
      kiosks: { is: "collection", lack: "the hall has no kiosk", members: [] },
    } satisfies Readonly<Record<string, Collection>>),
  );
  const scope: Scope = {
    lookup,
    collection: name => collections.get(name) ?? null,
    measure: spec => {
      measures.push(spec);
      const low = slotNamed(`low ${spec.key}`);
      const isInterval = ["time_in", "changes", "energy"].includes(spec.fn);
      return { low, high: isInterval ? slotNamed(`high ${spec.key}`) : low };
    },
    silent: slot => slotNamed(`silent ${slot}`),
  };
  const numberFor = (name: string, value: number | string): number => {
    if (typeof value === "number") return value;
    const type = types.get(name);
    const index = type?.is === "word" ? type.words.indexOf(value) : -1;
    if (index < 0) throw new Error(`${name} is never ${value}`);
    return index;
  };
  return {
    scope,
    measures,
    slots: values => {
      for (const name of Object.keys(values))
        if (!slots.has(name))
          throw new Error(`no slot "${name}"; there are ${[...slots.keys()].join(" | ")}`);
      const all = new Float64Array(slots.size).fill(Number.NaN);
      for (const [name, value] of Object.entries(values)) all[slotNamed(name)] = numberFor(name, value);
      return all;
    },
  };
};

/** The condition compiled for the small hall; a mistake throws. */
export const judged = (text: string, hall = smallHall()): Judge & { readonly hall: SmallHall } => {
  const compiled = compileCondition(text, hall.scope);
  if ("is" in compiled)
    throw new Error(`${compiled.message} at "${text.slice(compiled.start, compiled.end)}"`);
  return { ...compiled, hall };
};

/** What is wrong with a condition: message, help, and the text that is meant. */
export const mistakeIn = (
  text: string,
): readonly [is: Problem["is"], message: string, help: string, place: string] => {
  const compiled = compileCondition(text, smallHall().scope);
  if (!("is" in compiled)) throw new Error(`nothing is wrong with ${text}`);
  return [compiled.is, compiled.message, compiled.help ?? "", text.slice(compiled.start, compiled.end)];
};
