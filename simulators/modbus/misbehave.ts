import type { Chance } from "../chance.ts";
import type { Faults } from "../faults.ts";
import type { Framing } from "./framing.ts";
import type { Unit } from "./unit.ts";

/** How late a late unit answers, in real milliseconds: longer than anybody waits. */
export const LATE_MS = 3_000;

/** What comes of a request. */
export type Outcome =
  | { readonly is: "silence" }
  | { readonly is: "answer"; readonly frame: Buffer; readonly afterMs: number };

/**
 * What a unit does with a good answer while faults are on: keeps it to itself, sends it late, or sends nonsense instead.
 *
 * @param frame  the answer as it should go out, header and all
 */
export const outcome = (
  { unit, faults, framing }: { readonly unit: Unit; readonly faults: Faults; readonly framing: Framing },
  frame: Buffer,
  draw: Chance,
): Outcome => {
  const suffers = (name: "silent" | "late" | "garbage") =>
    [...unit.things].some(thing => faults.has(name, thing));
  if (suffers("silent")) return { is: "silence" };
  const afterMs = suffers("late") ? LATE_MS : 0;
  return { is: "answer", frame: suffers("garbage") ? framing.nonsense(frame, draw) : frame, afterMs };
};
