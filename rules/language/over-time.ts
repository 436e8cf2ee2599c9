import { parseDuration } from "../site/durations.ts";
import { nearest } from "../site/nearest.ts";
import { type Millis, millis } from "../time/instant.ts";
import { type Call, type Node, nameOf, textOf } from "./ast.ts";
import { linear, type Measured, type Slot } from "./formula.ts";
import { meantLength } from "./lengths.ts";
import { noteText } from "./note-text.ts";
import { wrong } from "./problem.ts";
import type { MeasureName, MeasureWindow } from "./scope.ts";
import { type Context, type NumberTerm, say, sourceOf, type Term, truthOf } from "./terms.ts";
import { changeUnit, differenceUnit, isTime } from "./unit-algebra.ts";

/** What a function over time is given. `value`: a number; `any`: a value of any kind; `point`: the name of a point. */
type Shape = {
  readonly of: "value" | "any" | "condition" | "power" | "point";
  readonly hasWindow: boolean;
  readonly example: string;
};

/** Every function over time. */
export const MEASURES: Readonly<Record<MeasureName | "silent", Shape>> = {
  average: { of: "value", hasWindow: true, example: 'average(zone.temperature, "15 min")' },
  min: { of: "value", hasWindow: true, example: 'min(zone.temperature, "1 h")' },
  max: { of: "value", hasWindow: true, example: 'max(zone.co2, "1 h")' },
  rise: { of: "value", hasWindow: true, example: 'rise(zone.temperature, "30 min")' },
  fall: { of: "value", hasWindow: true, example: 'fall(zone.temperature, "30 min")' },
  rate: { of: "value", hasWindow: true, example: 'rate(zone.temperature, "30 min")' },
  time_in: { of: "condition", hasWindow: true, example: 'time_in(door.contact == "open", "1 h")' },
  changes: { of: "any", hasWindow: true, example: 'changes(door.contact, "1 h")' },
  energy: { of: "power", hasWindow: true, example: 'energy(circuit.power, "closing")' },
  since_change: { of: "any", hasWindow: false, example: "since_change(door.contact)" },
  age: { of: "point", hasWindow: false, example: "age(door.contact)" },
  silent: { of: "point", hasWindow: false, example: "silent(door.contact)" },
};

/** Whether a function is one over time. */
export const isMeasure = (name: string): name is MeasureName | "silent" => Object.hasOwn(MEASURES, name);

/** How a function over time is written with what somebody gave it; its own example when that is long. */
const exampleWith = (fn: MeasureName | "silent", source: string): string => {
  const { example, hasWindow } = MEASURES[fn];
  const window = /, "[^"]*"\)$/.exec(example)?.[0];
  return source.length > 40 ? example : `${fn}(${source}${hasWindow ? window : ")"}`;
};

const EDGES = ["opening", "open", "closing", "midnight"] as const;
const SHORTEST = 1_000;
const LONGEST = parseDuration("366 d") as Millis;

/** Takes a function over time: `average(light.power, "15 min")`. */
export const measure = (node: Node, fn: MeasureName | "silent", call: Call, context: Context): Term => {
  const { of, hasWindow, example } = MEASURES[fn];
  const [first, second] = call.args;
  const wanted = hasWindow ? 2 : 1;
  if (first === undefined || call.args.length !== wanted) {
    const values = wanted === 1 ? "1 value" : "2 values";
    const own = first === undefined ? null : exampleWith(fn, sourceOf(first, context));
    throw wrong(node, `${fn}() takes ${values}, found ${call.args.length}`, `write ${own ?? example}`);
  }
  if (context.mode === "static")
    throw wrong(node, `${fn}() looks back in time, \`where\` is decided once`, "put it into the condition");
  if (context.mode === "waste")
    throw wrong(node, `${fn}() looks back in time, waste is the power of the moment`, "write light.power");
  if (context.mode === "measured" && fn !== "silent")
    throw wrong(
      node,
      `${fn}() stands inside another function over time`,
      "make two rules of it, or use hold",
    );
  if (of === "point") return ofPoint(node, fn, first, context);
  const window = second === undefined ? ({ is: "none" } as const) : windowOf(second, example, context);
  return made(node, { fn: fn as MeasureName, first, window, context });
};

/** A measure of a point's readings, whatever they say. */
const ofPoint = (node: Node, fn: MeasureName | "silent", first: Node, context: Context): Term => {
  const term = nameOf(first) === null ? null : context.termOf(first, { ...context, mode: "live" });
  const slot = term === null ? null : slotOf(term);
  if (slot === null || !slot.isPoint)
    throw wrong(
      first,
      `${fn}() asks for a point, found ${sourceOf(first, context)}`,
      `write ${MEASURES[fn].example}`,
    );
  if (fn === "silent") {
    return { is: "truth", formula: { is: "silence", of: slot, note: { text: noteText(node, context) } } };
  }
  return seconds({ fn, input: { is: "number", of: slot }, window: { is: "none" }, isCounter: false });
};

const slotOf = (term: Term): Slot | null => {
  if (term.is === "truth") return term.formula.is === "flag" ? term.formula.of : null;
  const quantity = "quantity" in term ? term.quantity : null;
  return quantity?.is === "slot" ? quantity : null;
};

type Making = {
  readonly fn: MeasureName;
  readonly first: Node;
  readonly window: MeasureWindow;
  readonly context: Context;
};

const made = (node: Node, { fn, first, window, context }: Making): Term => {
  const inside: Context = { ...context, mode: "measured" };
  const of = (input: Measured["input"], isCounter = false): Measured => ({ fn, input, window, isCounter });
  switch (fn) {
    case "time_in":
      return seconds(of({ is: "truth", of: truthOf(first, inside) }));
    case "since_change":
      return seconds(of(inputFrom(first, inside)));
    case "changes":
      return measured("1", of(inputFrom(first, inside)));
    case "energy":
      return energy(node, first, of, inside);
    default: {
      const { unit, quantity } = numberOf(fn, first, inside);
      const own = unit ?? "1";
      const told =
        fn === "rise" || fn === "fall"
          ? differenceUnit(own)
          : fn === "rate"
            ? `${differenceUnit(own)}/h`
            : own;
      return measured(told, of({ is: "number", of: quantity }));
    }
  }
};

const measured = (unit: string, measure: Measured): NumberTerm => ({
  is: "number",
  unit,
  quantity: { is: "measure", measure },
});

const seconds = (measure: Measured): NumberTerm => measured("s", measure);

const numberOf = (fn: MeasureName, node: Node, context: Context): NumberTerm => {
  const term = context.termOf(node, context);
  if (term.is === "number") return term;
  throw wrong(node, `${fn}() asks for a number, found ${say(term)}`, `write ${MEASURES[fn].example}`);
};

const inputFrom = (node: Node, context: Context): Measured["input"] => {
  const term = context.termOf(node, context);
  switch (term.is) {
    case "truth":
      return { is: "number", of: { is: "yes-or-no", of: term.formula } };
    case "number":
    case "word":
    case "date":
      return { is: "number", of: term.quantity };
    default:
      throw wrong(node, `${say(term)} does not change`, "name a point: door.contact");
  }
};

const energy = (
  node: Node,
  first: Node,
  of: (input: Measured["input"], isCounter: boolean) => Measured,
  context: Context,
): NumberTerm => {
  const { unit, quantity } = numberOf("energy", first, context);
  const [power, counter] = [changeUnit(unit ?? "1", "W"), changeUnit(unit ?? "1", "kW.h")];
  const change = power.is === "change" ? power : counter;
  if (change.is !== "change")
    throw wrong(
      node,
      `energy() asks for a power or a counter of energy, found ${unit ?? "a number"}`,
      MEASURES.energy.example,
    );
  const input = { is: "number", of: linear(quantity, change.scale, change.offset) } as const;
  return measured("kW.h", of(input, counter.is === "change"));
};

const windowOf = (node: Node, example: string, context: Context): MeasureWindow => {
  const text = textOf(node);
  if (text !== null) return windowSaid(node, text, example);
  const term = context.termOf(node, context);
  if (term.is === "number" && term.quantity.is === "fixed" && isTime(term.unit)) {
    const change = changeUnit(term.unit ?? "s", "ms");
    if (change.is === "change") return lengthOf(node, Math.round(term.quantity.value * change.scale));
  }
  const written = sourceOf(node, context);
  const help =
    term.is === "number" && term.unit === null
      ? `write the unit, in quotes: "${written} min"`
      : `write ${example}, or name a setting in min or h`;
  throw wrong(node, `${written} is no length of time, found ${say(term)}`, help);
};

const windowSaid = (node: Node, text: string, example: string): MeasureWindow => {
  const span = parseDuration(text);
  if (span !== null) return lengthOf(node, span);
  const edge = EDGES.find(each => each === text);
  if (edge !== undefined) return { is: "since", edge };
  const near = meantLength(text) ?? nearest(text, EDGES);
  const help =
    near === null
      ? `write a length such as "15 min", or ${EDGES.join(", ")}: ${example}`
      : `did you mean "${near}"?`;
  throw wrong(node, `"${text}" is no length of time`, help);
};

const lengthOf = (node: Node, length: number): MeasureWindow => {
  if (!(length >= SHORTEST && length <= LONGEST)) throw wrong(node, "a window is between 1 s and 366 d long");
  return { is: "length", length: millis(length) };
};
