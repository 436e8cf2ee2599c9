import { isInterval } from "../condition/gauge.ts";
import type { Binding, Collection, MeasureSpec, Scope, Unbound } from "../language/scope.ts";
import type { ValueType } from "../language/types.ts";
import type { Around } from "./names.ts";
import type { SlotPlan } from "./slot-plan.ts";

/**
 * What was compiled for one target and fits every other that looks the same from inside its conditions: the same types,
 * constants and members, only other slots. Closures read an array of the shape's own, numbered by first mention.
 */
export type Shape<T> = {
  readonly made: T;
  /** What was asked of the hall around the target, with what a target must answer to be of this shape. */
  readonly asked: ReadonlyMap<string, Answer>;
  readonly places: readonly Place[];
};

type Answer =
  | { readonly is: "name"; readonly found: Binding | Unbound }
  | { readonly is: "collection"; readonly found: Collection | Unbound | null };

/** Where a slot of a shape comes from. */
type Place =
  | { readonly is: "name"; readonly name: string; readonly id: string }
  /** A member of a collection: the same for every target of the shape. */
  | { readonly is: "fixed"; readonly slot: number }
  | { readonly is: "silent"; readonly of: number }
  | { readonly is: "measure"; readonly spec: MeasureSpec; readonly end: "low" | "high" };

/** A scope that numbers what is asked of it, and what there is to know about it afterwards. */
export type Recording = { readonly scope: Scope; readonly shape: <T>(made: T) => Shape<T> };

/** Records what a compiler asks of the hall around a target. */
export const recording = (around: Around): Recording => {
  const asked = new Map<string, Answer>();
  const places: Place[] = [];
  const numbers = new Map<string, number>();
  const numbered = (key: string, place: () => Place): number => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, places.length);
    return places.push(place()) - 1;
  };
  const named = (name: string): Binding | Unbound => {
    const found = around.lookup(name);
    asked.set(`.${name}`, { is: "name", found });
    if (found.is !== "slot") return found;
    const local = numbered(`.${name}`, () => ({ is: "name", name, id: found.id }));
    return { ...found, slot: local, id: standIn(local) };
  };
  const fixed = (found: Binding | Unbound): Binding | Unbound => {
    if (found.is !== "slot") return found;
    return { ...found, slot: numbered(`#${found.slot}`, () => ({ is: "fixed", slot: found.slot })) };
  };
  const within = (found: Collection | Unbound | null): Collection | Unbound | null =>
    found?.is !== "collection"
      ? found
      : {
          ...found,
          members: found.members.map(({ id, lookup, collection }) => ({
            id,
            lookup: name => fixed(lookup(name)),
            collection: name => within(collection(name)),
          })),
        };
  const scope: Scope = {
    lookup: named,
    collection: name => {
      const found = around.collection(name);
      asked.set(`:${name}`, { is: "collection", found });
      return within(found);
    },
    measure: spec => {
      const end = (which: "low" | "high") =>
        numbered(`${which} ${spec.key}`, () => ({ is: "measure", spec, end: which }));
      const low = end("low");
      return { low, high: isInterval(spec.fn) ? end("high") : low };
    },
    silent: of => numbered(`silent ${of}`, () => ({ is: "silent", of })),
  };
  return { scope, shape: made => ({ made, asked, places }) };
};

/** The hall's slots for the slots of a shape; null when the target looks different from inside its conditions. */
export const fitted = <T>(
  { asked, places }: Shape<T>,
  around: Around,
  plan: SlotPlan,
): readonly number[] | null => {
  const found = answers(asked, around);
  if (!found) return null;
  const slots: number[] = [];
  const idOf = (local: string): string => {
    const place = places[Number(local)];
    return place?.is === "name" ? (found.get(place.name)?.id ?? "") : "";
  };
  const placed = (place: Place): number => {
    switch (place.is) {
      case "name":
        return found.get(place.name)!.slot;
      case "fixed":
        return place.slot;
      case "silent":
        return plan.silentOf(slots[place.of]!);
      case "measure": {
        const key = place.spec.key.replaceAll(STAND_IN, (_, local: string) => idOf(local));
        return plan.measureOf(key, place.spec, slots)[place.end];
      }
    }
  };
  for (const place of places) slots.push(placed(place));
  return slots;
};

type SlotBinding = Extract<Binding, { is: "slot" }>;

/** What a target answers to a shape's questions, by name; null when it is not of the shape. */
const answers = (
  asked: ReadonlyMap<string, Answer>,
  around: Around,
): ReadonlyMap<string, SlotBinding> | null => {
  const slots = new Map<string, SlotBinding>();
  for (const [question, answer] of asked) {
    const name = question.slice(1);
    if (answer.is === "collection") {
      if (!isSameCollection(answer.found, around.collection(name))) return null;
      continue;
    }
    const found = around.lookup(name);
    if (!isSameBinding(answer.found, found)) return null;
    if (found.is === "slot") slots.set(name, found);
  }
  return slots;
};

/** Stands in the key of a function over time for the id of a slot that differs from target to target. */
const standIn = (local: number): string => `⟨${local}⟩`;
const STAND_IN = /⟨(\d+)⟩/g;

const isSameBinding = (a: Binding | Unbound, b: Binding | Unbound): boolean => {
  switch (a.is) {
    case "slot":
      return b.is === "slot" && a.isPoint === b.isPoint && isSameType(a.type, b.type);
    case "constant":
      return b.is === "constant" && a.value === b.value && isSameType(a.type, b.type);
    case "text":
      return b.is === "text" && a.text === b.text;
    case "texts":
      return b.is === "texts" && a.texts.join("\n") === b.texts.join("\n");
    default:
      return a.is === b.is;
  }
};

const isSameType = (a: ValueType, b: ValueType): boolean =>
  a === b || (a.is === b.is && JSON.stringify(a) === JSON.stringify(b));

const isSameCollection = (a: Collection | Unbound | null, b: Collection | Unbound | null): boolean => {
  if (a?.is !== "collection" || b?.is !== "collection") return a?.is === b?.is;
  return (
    a.members.length === b.members.length && a.members.every(({ id }, index) => b.members[index]?.id === id)
  );
};
