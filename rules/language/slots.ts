import type { Truth } from "./truth.ts";

/** The judged value of every slot: NaN unless its signal is good, so that one array answers "value" and "known". */
export type Slots = Float64Array;

/** Code that computes a number from the slots; NaN: not known. */
export type NumberOf = (slots: Slots) => number;

/** Code that decides something from the slots. */
export type TruthOf = (slots: Slots) => Truth;
