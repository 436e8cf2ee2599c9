/** What a replay is told of beside what it found. */
export type Told = {
  readonly recording: string;
  readonly readings: number;
  readonly seconds: number;
  /** Points that were recorded and that the hall does not have. */
  readonly strangers: readonly string[];
};
