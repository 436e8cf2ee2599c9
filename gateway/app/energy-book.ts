import { hearMeter, type MeterReading, meterLimits, newMeter, passMeter } from "#rules/energy/hear-meter.ts";
import type { Booked, MeterEntry, MeterQuarter, MeterState } from "#rules/energy/ledger.ts";
import { sum } from "#rules/energy/quarter.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { EnergyPlan, Meter } from "#rules/site/energy-plan.ts";
import type { Site } from "#rules/site/model.ts";
import { after, type Instant, instant, minutes, seconds, toIso } from "#rules/time/instant.ts";
import type { Clock } from "../ports/clock.ts";
import type { Booking, EnergyStore } from "../ports/energy.ts";
import type { Log } from "../ports/log.ts";
import { meterProblems } from "./meter-problems.ts";

/** How long readings wait for company, in ms of real time: one transaction takes all that came meanwhile. */
const GROUP_MS = 2_000;
/** A message may be on its way for so long; what a power meter had until then is booked without waiting for the next one. */
const ON_ITS_WAY = seconds(30);

/** Further ahead of the hall's clock is no device's time: the hall's own clock has gone back. */
const AHEAD = minutes(10);

const deafUntil = ({ id, name }: RealMeter, heardAt: Instant): string =>
  `meter ${id} (${name.en}): its last reading is of ${toIso(heardAt)}, which lies ahead of the clock: nothing is booked until then. Is the clock right?`;

/** A meter of flesh and blood: virtual ones are reckoned when they are asked. */
export type RealMeter = Exclude<Meter, { readonly is: "virtual" }>;

export type EnergyBookParts = {
  readonly site: Site;
  readonly store: EnergyStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly groupMs?: number;
};

/** What a person did to a meter, worked out: what is booked with it, or why it cannot be. */
export type Righted = Booked | { readonly is: "refused"; readonly why: string };

/**
 * Books what the meters count. It hears every reading at the door, before anything is coalesced, keeps those of meters and
 * books them in groups. What it has not booked when it is killed is not lost: the counter's next reading says it all.
 */
export class EnergyBook {
  readonly plan: EnergyPlan | null;
  readonly #parts: EnergyBookParts;
  /** By number of the point. */
  readonly #meters = new Map<number, RealMeter>();
  readonly #real: ReadonlyMap<string, RealMeter>;
  #states = new Map<string, MeterState>();
  /** Heard and not looked at yet, by meter. */
  #heard = new Map<string, MeterReading[]>();
  /** Worked out and not given to the store yet. */
  #pending = newGroup();
  /** Given to the store, which has not said that it is durable. */
  #given: Booking | null = null;
  #booking: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #trouble = "";
  #watcher: (ends: ReadonlySet<Instant>) => void = () => {};

  constructor(parts: EnergyBookParts) {
    this.#parts = parts;
    this.plan = parts.site.energy ?? null;
    const meters = this.plan?.meters ?? [];
    const real = meters.filter(meter => meter.is !== "virtual");
    this.#real = new Map(real.map(meter => [meter.id, meter]));
    for (const meter of real) this.#meters.set(meter.point, meter);
  }

  async start(): Promise<void> {
    const { store, groupMs = GROUP_MS } = this.#parts;
    if (this.#real.size === 0) return;
    await store.start();
    const known = await store.states();
    for (const { id, is } of this.#real.values()) {
      const state = known.get(id);
      // What was a counter and only tells its power now begins anew; its quarters stay.
      this.#states.set(id, state?.is === is ? state : newMeter(is));
    }
    this.#timer = setInterval(() => void this.settled(), groupMs);
  }

  /** Takes readings as they come in; those that are no meter's cost a look-up. */
  hear(readings: readonly Reading[]): void {
    if (this.#meters.size === 0) return;
    for (const reading of readings) {
      const meter = this.#meters.get(reading.point);
      if (meter === undefined) continue;
      const said = saidBy(meter, reading);
      if (said === null) continue;
      const waiting = this.#heard.get(meter.id);
      if (waiting) waiting.push(said);
      else this.#heard.set(meter.id, [said]);
    }
  }

  /** Resolves when all that was heard is durable, or when that was tried and failed; it is tried again then. */
  settled(): Promise<void> {
    this.#booking = this.#booking.then(() => this.#bookAll());
    return this.#booking;
  }

  /** How a meter stands, with all that was heard of it; undefined: there is no such real meter. */
  state(meter: string): MeterState | undefined {
    this.#workOut();
    return this.#states.get(meter);
  }

  /** From now on `watcher` hears of each quarter that was booked or corrected, by its end. */
  watch(watcher: (ends: ReadonlySet<Instant>) => void): void {
    this.#watcher = watcher;
  }

  meter(id: string): RealMeter | undefined {
    return this.#real.get(id);
  }

  /** As of now, also where nothing is durable yet. */
  limits(meter: RealMeter): ReturnType<typeof meterLimits> {
    const state = this.#states.get(meter.id);
    return meterLimits(
      meter,
      this.#parts.site,
      state?.is === "counter" ? state.counter.base?.kWh : undefined,
    );
  }

  /**
   * A person puts something right: what `work` makes of the meter as it stands is booked like a reading.
   *
   * @returns why it was not done; null when it is durable, and the fault's message when it must wait
   */
  async right(
    meter: string,
    work: (state: MeterState) => Righted,
  ): Promise<
    | { readonly is: "refused"; readonly why: string }
    | { readonly is: "booked"; readonly waits: string | null }
  > {
    const state = this.state(meter);
    if (state === undefined) return { is: "refused", why: "it measures nothing" };
    const righted = work(state);
    if ("why" in righted) return righted;
    this.#take(meter, righted);
    await this.settled();
    return { is: "booked", waits: this.#trouble === "" ? null : this.#trouble };
  }

  /** An entry that is not known to be durable; undefined: there is none of that id. */
  waiting(id: string): MeterEntry | undefined {
    return [...(this.#given?.entries ?? []), ...this.#pending.entries].find(entry => entry.id === id);
  }

  /** What people must know of, a sentence each. */
  problems(): readonly string[] {
    const trouble = this.#trouble === "" ? [] : [`the ledger of energy cannot be written: ${this.#trouble}`];
    const now = this.#parts.clock.now();
    const doubts = [...this.#real.values()].flatMap(meter => {
      const state = this.#states.get(meter.id);
      const heardAt = state?.is === "counter" ? state.counter.base?.at : state?.at;
      const ahead = heardAt && heardAt > after(now, AHEAD) ? [deafUntil(meter, heardAt)] : [];
      return state?.is === "counter" ? [...ahead, ...meterProblems(meter, state, now)] : ahead;
    });
    return [...trouble, ...doubts];
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    if (this.#timer === null) return;
    this.#timer = null;
    await this.settled();
    await this.#parts.store.stop();
  }

  /** Readings that came together are taken in the order in which they were measured. */
  #workOut(): void {
    const heard = this.#heard;
    this.#heard = new Map();
    for (const [meter, readings] of heard) {
      const real = this.#real.get(meter);
      if (real === undefined) continue;
      const limits = this.limits(real);
      for (const reading of readings.toSorted((a, b) => a.at - b.at)) {
        const state = this.#states.get(meter);
        if (state !== undefined) this.#take(meter, hearMeter(meter, state, reading, limits));
      }
    }
    const until = instant(this.#parts.clock.now() - ON_ITS_WAY);
    for (const meter of this.#real.values()) {
      const state = this.#states.get(meter.id);
      if (state?.is === "power") this.#take(meter.id, passMeter(meter.id, state, until, this.limits(meter)));
    }
  }

  #take(meter: string, { state, quarters, entries }: Booked): void {
    if (state === this.#states.get(meter) && quarters.length + entries.length === 0) return;
    this.#states.set(meter, state);
    this.#pending.states.set(meter, state);
    for (const quarter of quarters) add(this.#pending.quarters, quarter);
    this.#pending.entries.push(...entries);
  }

  async #bookAll(): Promise<void> {
    this.#workOut();
    while (this.#given !== null || this.#pending.states.size > 0) {
      // What failed may be stored all the same: it is given again as it was, so that the store can tell.
      this.#given ??= this.#nextBooking();
      const { quarters } = this.#given;
      try {
        await this.#parts.store.book(this.#given);
      } catch (error) {
        this.#failed(error);
        return;
      }
      this.#given = null;
      this.#recovered();
      this.#watcher(new Set(quarters.map(({ end }) => end)));
    }
  }

  #nextBooking(): Booking {
    const { states, quarters, entries } = this.#pending;
    this.#pending = newGroup();
    return { states, quarters: [...quarters.values()], entries };
  }

  #failed(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    if (this.#trouble === "")
      this.#parts.log.error({ err: error }, "the ledger of energy cannot be written: bookings wait");
    this.#trouble = message;
  }

  #recovered(): void {
    if (this.#trouble === "") return;
    this.#parts.log.info({}, "the ledger of energy can be written again");
    this.#trouble = "";
  }
}

/** What waits to be booked; quarters by meter and end, so that it stays small however long it waits. */
type Group = {
  readonly states: Map<string, MeterState>;
  readonly quarters: Map<string, MeterQuarter>;
  readonly entries: MeterEntry[];
};

const newGroup = (): Group => ({ states: new Map(), quarters: new Map(), entries: [] });

const add = (quarters: Group["quarters"], quarter: MeterQuarter): void => {
  const key = `${quarter.meter}@${quarter.end}`;
  const had = quarters.get(key);
  quarters.set(key, had ? sum(had, quarter) : quarter);
};

/** What a reading says of a meter; null: nothing. A counter stands where it does also while nobody can read it. */
const saidBy = (meter: RealMeter, { at, value, quality }: Reading): MeterReading | null => {
  if (quality === "uncertain") return null;
  if (meter.is === "power") return { is: "power", at, powerW: quality === "good" ? value : null };
  return quality === "good" ? { is: "counter", at, kWh: value } : null;
};
