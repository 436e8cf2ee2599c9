import { type Instant, instant, type Millis, minutes } from "../../time/instant.ts";
import type { Gauge, GaugeName, GaugeSpec } from "../gauge.ts";
import { gaugeOf } from "../gauge-of.ts";

/** A moment of a day, `09:00` or `09:00:30.500`. */
export const at = (clock: string): Instant =>
  instant(Date.parse(`2025-07-08T${clock.length === 5 ? `${clock}:00` : clock}Z`));

/** A function over so many minutes, since an edge (`since`), or over no window (`none`). */
export const spec = (
  fn: GaugeName,
  window: number | "since" | "none",
  more: Partial<GaugeSpec> = {},
): GaugeSpec => ({
  fn,
  window: typeof window === "number" ? { is: "length", length: minutes(window) } : { is: window },
  isCounter: false,
  thresholds: [],
  ...more,
});

/** The input becomes a value (NaN: unknown), or an edge comes; `null`: nothing happens, it is only asked. */
export type Moment = readonly [clock: string, what: number | "edge" | null];

/** What a gauge tells after each moment: one value, or the least and the greatest where they differ. */
export const told = (
  spec: GaugeSpec,
  moments: readonly Moment[],
  gauge: Gauge = gaugeOf(spec),
): readonly (number | readonly [number, number])[] =>
  moments.map(([clock, what]) => {
    if (what === "edge") gauge.restartAt(at(clock));
    else if (what !== null) gauge.take(what, at(clock));
    const [low, high] = [gauge.low(at(clock)), gauge.high(at(clock))];
    return Object.is(low, high) ? low : [low, high];
  });

/** When a gauge wants to be looked at again, time after time, as lengths from `from`. */
export const wakes = (gauge: Gauge, from: Instant, most = 10): readonly Millis[] => {
  const seen: Millis[] = [];
  for (let wake = gauge.wakeAt(from); wake !== null && seen.length < most; wake = gauge.wakeAt(wake))
    seen.push((wake - from) as Millis);
  return seen;
};
