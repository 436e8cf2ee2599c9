import { type Change, type Hall, hallOf } from "../hall/hall.ts";
import { demoPlan, type FaultText, faultsOn } from "./site.ts";

/** A moment in Shanghai, `2025-07-08T17:00`, in milliseconds since the epoch. */
export const at = (local: string): number => Date.parse(`${local}+08:00`);

const plan = demoPlan();

/** The demo hall at a moment. */
export const demoHall = (
  start: string,
  { seed = 7, faults = [] }: { readonly seed?: number; readonly faults?: readonly FaultText[] } = {},
): Hall => hallOf({ plan, faults: faultsOn(plan, ...faults), seed, start: at(start) });

/** Moves a hall to a moment, in pieces of so many seconds, and tells what changed. */
export const until = (moved: Hall, end: string, pieceS = 3_600): Change[] => {
  const seen: Change[] = [];
  while (moved.now() < at(end))
    moved.advance(Math.min(at(end), moved.now() + pieceS * 1000), changes => void seen.push(...changes));
  return seen;
};

/** Changes as people tell them: `17:39:02 L-hall on > off`. */
export const told = (changes: readonly Change[]): string[] =>
  changes.map(({ at: moment, thing, from, to }) => {
    const clock = new Date(moment + 8 * 3_600_000).toISOString().slice(11, 19);
    return `${clock} ${thing} ${from} > ${to}`;
  });
