import type { Meter } from "../site/energy-plan.ts";
import type { Site } from "../site/model.ts";
import type { Instant, Millis } from "../time/instant.ts";
import { bookCounted } from "./book-counted.ts";
import { hear } from "./counter.ts";
import { type CounterLimits, type CounterReading, newCounter } from "./counter-state.ts";
import type { Booked, MeterState } from "./ledger.ts";
import { counterLimits } from "./limits.ts";
import { hearPower, heldTo } from "./power-meter.ts";

/** It stands with the shapes of the ledger. */
export type { Booked } from "./ledger.ts";

/** A good reading of a meter; of one that only tells its power also that it is unknown. */
export type MeterReading =
  | ({ readonly is: "counter" } & CounterReading)
  /** `powerW` null: bad, or stale. */
  | { readonly is: "power"; readonly at: Instant; readonly powerW: number | null };

/** What is known of a meter without hearing it; see `meterLimits`. */
export type MeterLimits =
  | ({ readonly is: "counter" } & CounterLimits)
  /** A power is taken to last until the next one is told, but no longer than this. */
  | { readonly is: "power"; readonly staleAfter: Millis };

/** A meter that nobody has heard yet. */
export const newMeter = (is: MeterState["is"]): MeterState =>
  is === "counter"
    ? { is, counter: newCounter, countedKwh: 0, sinceBreak: [] }
    : { is, powerW: null, at: null, bookedTo: null };

/**
 * What the site says that a meter can do.
 *
 * @param nowKwh  what stands on the counter: a float counts in steps of its size
 * @throws {RangeError}  when the site has no such point
 */
export const meterLimits = (
  meter: Exclude<Meter, { readonly is: "virtual" }>,
  { points, equipment }: Pick<Site, "points" | "equipment">,
  nowKwh = 0,
): MeterLimits => {
  const point = points[meter.point];
  if (point === undefined) throw new RangeError(`${meter.id}: the site has no point ${meter.point}`);
  if (meter.is === "power") return { is: "power", staleAfter: point.staleAfter };
  const owner = equipment.find(({ id }) => id === meter.id);
  return { is: "counter", ...counterLimits(point, owner, nowKwh) };
};

/**
 * Books the next reading of a meter. Whatever a counter does, the quarters of all its readings add up to what it counted, and
 * none of them is negative; a duplicate or a late reading adds nothing.
 *
 * @throws {TypeError}  when state, reading and limits are not of the same kind of meter
 */
export const hearMeter = (
  meter: string,
  state: MeterState,
  reading: MeterReading,
  limits: MeterLimits,
): Booked => {
  if (state.is === "counter" && reading.is === "counter" && limits.is === "counter")
    return bookCounted(meter, state, hear(state.counter, plain(reading), limits));
  if (state.is === "power" && reading.is === "power" && limits.is === "power")
    return hearPower(meter, state, reading, limits.staleAfter);
  throw new TypeError(`${meter}: a ${reading.is} was told to a ${state.is} with limits of a ${limits.is}`);
};

/**
 * Time has passed: a power that is still known is booked up to `at`, and what is not is marked. Without it the energy of a
 * quarter would only be known with the next reading. A counter needs none of it.
 */
export const passMeter = (meter: string, state: MeterState, at: Instant, limits: MeterLimits): Booked => {
  if (state.is === "power" && limits.is === "power") return heldTo(meter, state, at, limits.staleAfter);
  return { state, quarters: [], entries: [] };
};

const plain = ({ at, kWh, meter }: CounterReading): CounterReading =>
  meter === undefined ? { at, kWh } : { at, kWh, meter };
