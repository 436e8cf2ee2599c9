import type { Impossible, Recorded } from "../ports/recorded.ts";

/** What a replay is told of beside what it found. */
export type Told = {
  readonly recording: string;
  readonly readings: number;
  readonly seconds: number;
  /** Points that were recorded and that the hall does not have. */
  readonly strangers: readonly string[];
  readonly impossible: Impossible;
};

export const toldOf = (recorded: Recorded, readings: number, seconds: number): Told => ({
  recording: recorded.name,
  readings,
  seconds,
  strangers: recorded.strangers(),
  impossible: recorded.impossible?.() ?? { count: 0, first: "" },
});
