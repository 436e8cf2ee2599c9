import { Age } from "./age.ts";
import { Average } from "./average.ts";
import { Energy } from "./energy.ts";
import { Extreme, extremeKinds } from "./extreme.ts";
import type { Gauge, GaugeSpec } from "./gauge.ts";
import type { Memory } from "./memory.ts";
import { Rate } from "./rate.ts";
import { RunGauge } from "./run-gauge.ts";
import { SinceChange } from "./since-change.ts";
import { changeKind, counterKind, Steps } from "./steps.ts";
import { TimeIn } from "./time-in.ts";
import { Window } from "./window.ts";

/**
 * A new gauge, which knows nothing yet.
 *
 * @throws {RangeError}  when the function needs a window and has none, or one shorter than a millisecond
 */
export const gaugeOf = (spec: GaugeSpec): Gauge => {
  const { fn, isCounter, thresholds } = spec;
  switch (fn) {
    case "average":
      return over(spec, window => new Average(window));
    case "min":
    case "max":
    case "rise":
    case "fall":
      return over(spec, window => new Extreme(window, extremeKinds[fn]));
    case "rate":
      return over(spec, window => new Rate(window));
    case "time_in":
      return over(spec, window => new TimeIn(window, thresholds));
    case "changes":
      return over(spec, window => new Steps(window, changeKind));
    case "energy":
      return over(spec, window =>
        isCounter ? new Steps(window, counterKind) : new Energy(window, thresholds),
      );
    case "since_change":
      return new RunGauge(null, () => new SinceChange(thresholds));
    case "age":
      return new Age(thresholds);
    default:
      return fn satisfies never;
  }
};

const over = ({ fn, window }: GaugeSpec, memory: (window: Window) => Memory): Gauge => {
  if (window.is === "none") throw new RangeError(`${fn} needs a window`);
  const made = new Window(window.is === "length" ? window.length : null);
  return new RunGauge(made, () => memory(made));
};
