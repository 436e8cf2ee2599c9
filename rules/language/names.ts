import { callOf, type Node, nameOf } from "./ast.ts";
import { type Formula, fixedNumber, linear, type Quantity } from "./formula.ts";
import { noteText } from "./note-text.ts";
import { missing, unbound, wrong } from "./problem.ts";
import type { Binding, Member, Scope, Unbound } from "./scope.ts";
import { type Context, sourceOf, type Term } from "./terms.ts";
import type { ValueType } from "./types.ts";
import { changeUnit, FAHRENHEIT } from "./unit-algebra.ts";

/** Takes a name for what it stands for. */
export const named = (node: Node, context: Context): Term => {
  const name = nameOf(node);
  if (name === null) throw wrong(node, "expected a name such as `door.lock`");
  const binding = bindingOf(name, context);
  return isUnbound(binding) ? collectionNamed(node, name, context, binding) : termOf(binding, node, context);
};

/** Whether the hall has what a name stands for: a point, a nameplate value, at least one of a collection. */
export const has = (node: Node, context: Context): boolean => {
  const name = nameOf(node);
  if (name === null || callOf(node) !== null)
    throw wrong(node, "has() asks for a name", "write has(light.power)");
  const binding = bindingOf(name, context);
  if (!isUnbound(binding)) return true;
  const [scope, rest] = scopeOf(name, context);
  const group = scope.collection(rest);
  if (group?.is === "collection") return group.members.length > 0;
  if (binding.is === "wrong") throw unbound(node, binding);
  return false;
};

const isUnbound = (binding: Binding | Unbound): binding is Unbound =>
  binding.is === "missing" || binding.is === "wrong";

/** The scope that a name belongs to, and the name in it: `d.contact` is `contact` of what d stands for. */
export const scopeOf = (
  name: string,
  { scope, loops }: Pick<Context, "scope" | "loops">,
): readonly [Pick<Scope | Member, "lookup" | "collection">, string] => {
  const [first = "", ...rest] = name.split(".");
  const member = loops.get(first);
  return member === undefined || rest.length === 0 ? [scope, name] : [member, rest.join(".")];
};

const bindingOf = (name: string, context: Context): Binding | Unbound => {
  if (context.loops.has(name))
    return {
      is: "wrong",
      message: `${name} is a thing, not a value`,
      help: `name a point of it: ${name}.power`,
    };
  const [scope, rest] = scopeOf(name, context);
  const binding = scope.lookup(rest);
  return binding.is === "wrong" ? calledHere(name, binding, context) : binding;
};

/** Inside `doors.all(d, …)` the door is called d: whoever writes `door.contact` there means that one. */
const calledHere = (name: string, unknown: Unbound, { loops }: Context): Unbound => {
  const [first = "", ...rest] = name.split(".");
  const [variable] = [...loops].find(([, member]) => member.id === first) ?? [];
  if (variable === undefined || loops.has(first)) return unknown;
  return { ...unknown, help: `here it is called ${variable}: ${[variable, ...rest].join(".")}` };
};

const collectionNamed = (node: Node, name: string, context: Context, binding: Unbound): Term => {
  const [scope, rest] = scopeOf(name, context);
  const group = scope.collection(rest);
  if (group === null) throw unbound(node, binding);
  if (group.is !== "collection") throw unbound(node, group);
  const [sample] = group.members;
  if (sample === undefined) throw missing(node, group.lack);
  const members = group.members.map(member => ({ member, guard: { is: "fixed", truth: 1 } as const }));
  return { is: "group", lack: group.lack, sample, members };
};

const termOf = (binding: Binding, node: Node, context: Context): Term => {
  switch (binding.is) {
    case "text":
    case "texts":
      return binding;
    case "constant":
      return typed(binding.type, fixedNumber(binding.value), node, context);
    case "slot": {
      if (context.mode === "static") throw notStatic(node, context);
      const { slot, id, isPoint } = binding;
      return typed(binding.type, { is: "slot", slot, id, isPoint }, node, context);
    }
  }
};

const notStatic = (node: Node, context: Context) =>
  wrong(
    node,
    `${sourceOf(node, context)} changes while the hall runs, \`where\` is decided once`,
    "ask here only for tags, use, nameplate values and has(…); put this into the condition",
  );

const typed = (type: ValueType, quantity: Quantity, node: Node, context: Context): Term => {
  switch (type.is) {
    case "number": {
      const change = type.unit === FAHRENHEIT ? changeUnit(FAHRENHEIT, "Cel") : null;
      if (change?.is !== "change") return { is: "number", unit: type.unit, quantity };
      return { is: "number", unit: "Cel", quantity: linear(quantity, change.scale, change.offset) };
    }
    case "word":
      return { is: "word", words: type.words, quantity };
    case "date":
      return { is: "date", quantity };
    case "time-of-day":
      return { is: "time-of-day" };
    case "truth":
      return { is: "truth", formula: flag(quantity, noteText(node, context)) };
  }
};

const flag = (quantity: Quantity, text: string): Formula => {
  if (quantity.is === "slot") return { is: "flag", of: quantity, note: { text } };
  const value = quantity.is === "fixed" ? quantity.value : Number.NaN;
  return { is: "fixed", truth: Number.isNaN(value) ? 2 : value === 0 ? 0 : 1 };
};
