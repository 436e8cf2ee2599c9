import { momentOf, type YearDay } from "./days.ts";
import type { YearFault } from "./truth.ts";

/** Which sensors say nothing when, and how wrong the clock on the wall is. */
export type SensorFaults = {
  readonly faults: readonly YearFault[];
  isSilent(point: string, at: number): boolean;
  /** s */
  driftSeconds(at: number): number;
};

const DRIFT_S = 210;

/**
 * The light of the office is silent for three days, the weather for two, and a light's sensor in the nights in which it was
 * left on unseen; the clock on the wall is three and a half minutes ahead for five days.
 */
export const sensorFaults = (days: readonly YearDay[], nights: readonly YearFault[]): SensorFaults => {
  const fault = (kind: YearFault["kind"], target: string, date: string, length: number): YearFault => {
    const first = days.findIndex(day => day.date === date);
    const [from, to] = [days[first], days[first + length]];
    if (!from || !to) throw new RangeError(date);
    const [begins, ends] = [momentOf(from, 0), momentOf(to, 0)];
    return { kind, target, date, from: begins, to: ends, powerW: 0, isSilent: true };
  };
  const overlooked = nights
    .filter(({ isSilent }) => isSilent)
    .map((each): YearFault => ({ ...each, kind: "silent", powerW: 0 }));
  const silent = [
    fault("silent", "L-off1", "2025-03-18", 3),
    fault("silent", "O1", "2025-12-09", 2),
    ...overlooked,
  ];
  const wall = { ...fault("wall-clock", "K1", "2025-10-13", 5), isSilent: false };
  return {
    faults: [...silent, wall],
    isSilent: (point, at) =>
      silent.some(({ target, from, to }) => from <= at && at < to && point.startsWith(`${target}.`)),
    driftSeconds: at => (wall.from <= at && at < wall.to ? DRIFT_S : 4),
  };
};
