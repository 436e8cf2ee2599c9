import type { Reading } from "#rules/reading/reading.ts";
import type { ModbusTable, Point } from "#rules/site/model.ts";
import type { Instant } from "#rules/time/instant.ts";

/** Something that readings come from. Keeps what it is given; `start` does the I/O. */
export type Driver = {
  readonly name: string;
  /**
   * Begins to deliver readings to `emit`, in batches, in the order of arrival. Resolves as soon as the driver runs:
   * an absent device is readings of quality bad, not a failure to start.
   *
   * @throws {Fault} when the gateway itself cannot do its part (its port is taken, say)
   */
  start(emit: (readings: readonly Reading[]) => void): Promise<void>;
  /** Resolves when the last reading is out and every socket is closed. */
  stop(): Promise<void>;
  health(): readonly SourceHealth[];
  /**
   * Writes a value to a point of this driver that has a `write` in its source, before anything that is read. `value` as in
   * a reading: in the class's unit, or the index of its word. Absent: the driver only reads.
   */
  write?(point: Point, value: number): Promise<Written>;
  /** Reads the registers of one of its points now, beside what is polled; nobody else hears of it. Absent: it cannot. */
  look?(point: Point): Promise<Looked>;
  /**
   * What a unit was seen to refuse is tried once more, since it was set right or replaced. Absent: it learns nothing.
   *
   * @returns false: it has no such unit
   */
  forget?(line: string, unit: number): boolean;
};

/** What a point said to somebody who looked. `raw`: its places in order, with their registers as they came. */
export type Looked = {
  readonly raw: readonly {
    readonly table: ModbusTable;
    readonly address: number;
    readonly words: readonly number[];
  }[];
} & ({ readonly is: "value"; readonly value: number } | { readonly is: "none"; readonly why: string });

/**
 * How a write ended. `done`: the device says that it took it, which proves nothing of what followed. `refused`: it
 * certainly did not, and why. `unknown`: nobody can tell; asked again, it must do no harm.
 */
export type Written =
  | { readonly is: "done" }
  | { readonly is: "refused"; readonly why: string }
  | { readonly is: "unknown"; readonly why: string };

/** How one source (a broker, a Modbus unit) is doing, for the health page and the metrics. */
export type SourceHealth = {
  /** `modbus:plant/3`, `mqtt` */
  readonly id: string;
  readonly state: "up" | "down" | "starting";
  readonly since: Instant;
  /** Last trouble in words that a technician understands; empty when there was none. */
  readonly lastError: string;
  /** Counters by name, growing since start: `{ readings, requests, timeouts, refused }`. */
  readonly counts: Readonly<Record<string, number>>;
  /** Figures that go up and down, by name with their unit: `{ utilisationPercent: 41, cycleMs: 830 }`. Absent: none. */
  readonly gauges?: Readonly<Record<string, number>>;
  /** What the last trouble was: a word of the class `link-error`. Absent: `none`. */
  readonly lastErrorKind?: "no-answer" | "refused" | "garbled" | "unreachable";
};
