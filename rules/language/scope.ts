import type { Millis } from "../time/instant.ts";
import type { NumberOf, TruthOf } from "./slots.ts";
import type { ValueType, Vocabulary } from "./types.ts";

/** What a condition can see: the hall around one target, as the compiler asks for it. */
export type Scope = {
  /** What a dotted name stands for: `light.power`, `outdoor_above`, `today`. */
  readonly lookup: (name: string) => Binding | Unbound;
  /** The members of a collection (`terminals`, `zone.doors`); null: there is no such collection. */
  readonly collection: (name: string) => Collection | Unbound | null;
  /** Reserves the slots of a function over time; the same key always gives the same slots. Equal when it is no interval. */
  readonly measure: (spec: MeasureSpec) => MeasureSlots;
  /** The slot that is 1 while a point is silent, else 0. */
  readonly silent: (pointSlot: number) => number;
};

/** What a name in a condition stands for. */
export type Binding =
  | {
      readonly is: "slot";
      readonly slot: number;
      readonly type: ValueType;
      /** What the slot holds, the same over restarts and other site files: a point's id (`L1.power`), or `today`. */
      readonly id: string;
      /** Whether readings fill it, so that it has an age and can fall silent. */
      readonly isPoint: boolean;
    }
  /** From the settings, the register or the nameplate. */
  | { readonly is: "constant"; readonly value: number; readonly type: ValueType }
  | { readonly is: "text"; readonly text: string; readonly vocabulary?: Vocabulary }
  | { readonly is: "texts"; readonly texts: readonly string[]; readonly vocabulary?: Vocabulary };

/** `missing`: the name is right but this hall has no such thing; `wrong`: there is no such name. */
export type Unbound = {
  readonly is: "missing" | "wrong";
  readonly message: string;
  /** What would be right. */
  readonly help?: string;
};

/** Things of one kind that a condition can go through. */
export type Collection = {
  readonly is: "collection";
  /** For people: `the hall has no terminal`; told when there are no members. */
  readonly lack: string;
  readonly members: readonly Member[];
};

/** One of a collection, with the names that a loop variable gives to it: `lookup("contact")` for `d.contact`. */
export type Member = {
  readonly id: string;
  readonly lookup: Scope["lookup"];
  readonly collection: Scope["collection"];
};

/** A function over time that a condition uses. Times are told in seconds, energy in kW.h. */
export type MeasureSpec = {
  readonly fn: MeasureName;
  /** The function with everything that decides its value, points by id: its identity over restarts. */
  readonly key: string;
  readonly input: MeasureInput;
  readonly window: MeasureWindow;
  /** Of `energy`: the input is a counter in kW.h, not a power in W. */
  readonly isCounter: boolean;
  /** Constants that a growing value is compared with, in its own unit but milliseconds for times: when to look again. */
  readonly thresholds: readonly number[];
};

/** Functions over time; `docs/rules.md` tells what each says. */
export type MeasureName =
  | "average"
  | "min"
  | "max"
  | "rise"
  | "fall"
  | "rate"
  | "time_in"
  | "changes"
  | "energy"
  | "since_change"
  | "age";

/** What is measured. `age` has a number of one point's slot: its readings count, not its values. */
export type MeasureInput =
  | { readonly is: "number"; readonly of: NumberOf; readonly slots: readonly number[] }
  | { readonly is: "truth"; readonly of: TruthOf; readonly slots: readonly number[] };

/** How far a function over time looks back: so long, since the latest such edge of the hall's day, or not by a window. */
export type MeasureWindow =
  | { readonly is: "length"; readonly length: Millis }
  | { readonly is: "since"; readonly edge: "opening" | "open" | "closing" | "midnight" }
  | { readonly is: "none" };

/** Where the least and the greatest value that it can have stand. */
export type MeasureSlots = { readonly low: number; readonly high: number };
