import type { Instant } from "../time/instant.ts";
import { bookCounted } from "./book-counted.ts";
import type { CounterLimits } from "./counter-state.ts";
import type { Booked, MeterEntry, MeterQuarter, MeterState } from "./ledger.ts";
import type { Sayer } from "./meter-entries.ts";
import { quartersOf } from "./quarter.ts";
import { type Replaced, replaced } from "./replaced.ts";

/** What a person puts right in the ledger. */
export type Correction = Sayer & {
  /** Of the command: the same one twice is one. */
  readonly id: string;
  readonly from: Instant;
  readonly to: Instant;
  /** So much more; less where it is negative. */
  readonly kWh: number;
};

export type Refused = { readonly is: "refused"; readonly why: string };

/** The most that a correction can put right: what passes through a large hall's breaker in a month. */
const MOST_KWH = 1_000_000;

/**
 * Books a correction: an entry that stays, spread evenly over its time. What the meter counted is not touched by it. It is
 * refused where it says nothing, lies ahead, or gives no reason.
 *
 * @param now  a time that has not been cannot be corrected
 */
export const correctMeter = (
  meter: string,
  { id, from, to, kWh, by, why }: Correction,
  now: Instant,
):
  | { readonly is: "booked"; readonly quarters: readonly MeterQuarter[]; readonly entry: MeterEntry }
  | Refused => {
  if (to <= from) return refused("it ends before it begins");
  if (to > now) return refused("that time has not been yet");
  if (!Number.isFinite(kWh) || kWh === 0) return refused("it corrects nothing");
  if (Math.abs(kWh) > MOST_KWH) return refused(`nobody corrects more than ${MOST_KWH} kWh at once`);
  if (why.trim() === "") return refused("a correction needs a reason");
  const stretch = { from, to, kWh, isEstimated: kWh > 0, coveredFrom: null, isAtLeast: false };
  const entry = { id: `${meter}/correction/${id}`, meter, at: now, from, to, kWh, by, why: why.trim() };
  return { is: "booked", quarters: quartersOf(meter, [stretch]), entry: { ...entry, is: "correction" } };
};

/**
 * A person says that the meter was replaced; what both meters counted is booked where it is known. It is refused where it
 * contradicts what was heard.
 *
 * @param sayer  as people read it: the name of who says it, and why
 */
export const replaceMeter = (
  meter: string,
  state: MeterState,
  said: Replaced,
  limits: CounterLimits,
  sayer: Sayer,
): ({ readonly is: "booked" } & Booked) | Refused => {
  if (state.is !== "counter") return refused("it does not count: its power goes on whatever meter tells it");
  const counted = replaced(state.counter, said, limits);
  if (counted.is === "refused") return counted;
  return { is: "booked", ...bookCounted(meter, state, counted, sayer) };
};

const refused = (why: string): Refused => ({ is: "refused", why });
