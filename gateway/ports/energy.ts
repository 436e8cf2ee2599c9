import type { MeterEntry, MeterQuarter, MeterState } from "#rules/energy/ledger.ts";
import type { Instant } from "#rules/time/instant.ts";

/** What is booked in one transaction: doing it twice is impossible, since the states are those after it. */
export type Booking = {
  /** Of each meter that heard something: as it stands now. */
  readonly states: ReadonlyMap<string, MeterState>;
  /** To be added to what the quarters have. */
  readonly quarters: readonly MeterQuarter[];
  /** What is more than counting, and what people corrected. */
  readonly entries: readonly MeterEntry[];
};

/** The ledger of energy, kept. Bookings are durable when their promise resolves, in call order. */
export type EnergyStore = {
  start(): Promise<void>;
  /** As of the last booking. */
  states(): Promise<ReadonlyMap<string, MeterState>>;
  /**
   * The same booking given again, after it failed, is stored once: a failure may leave it stored all the same.
   *
   * @throws {Fault} `ENERGY_FULL` (retry), `ENERGY_FAILED`
   */
  book(booking: Booking): Promise<void>;
  /** Quarters with `from` < end ≤ `to`: start-exclusive, end-inclusive; by meter and end. Only those with something in them. */
  quarters(meters: readonly string[], from: Instant, to: Instant): Promise<readonly MeterQuarter[]>;
  /** What happened to meters, latest first; `from` ≤ at < `to`. */
  entries(asked: {
    readonly meter?: string;
    readonly from?: Instant;
    readonly to?: Instant;
    readonly limit: number;
  }): Promise<readonly MeterEntry[]>;
  stop(): Promise<void>;
};
