// Functions over time alone: CPU time of a change and of a look, wake-ups of a change, memory of a gauge.
// Run: node --expose-gc bench/windows.ts
import type { Gauge, GaugeSpec } from "../rules/condition/gauge.ts";
import { gaugeOf } from "../rules/condition/gauge-of.ts";
import { instant, minutes } from "../rules/time/instant.ts";
import { figure, machine, median } from "./machine.ts";

const ROUNDS = 5;
const CHANGES = 400_000;
const GAUGES = 10_000;
/** A change every ten seconds, as of a point that is read at that pace. */
const EVERY_MS = 10_000;
const START = Date.parse("2025-07-08T09:00:00Z");

const FUNCTIONS = ["average", "min", "rate", "time_in", "changes", "energy"] as const;
const spec = (
  fn: GaugeSpec["fn"],
  window: GaugeSpec["window"],
  more: Partial<GaugeSpec> = {},
): GaugeSpec => ({
  fn,
  window,
  isCounter: false,
  thresholds: [],
  ...more,
});
const quarter = { is: "length", length: minutes(15) } as const;
const specs: readonly (readonly [string, GaugeSpec])[] = [
  ...FUNCTIONS.map(fn => [`${fn} 15 min`, spec(fn, quarter)] as const),
  ["energy 15 min, counter", spec("energy", quarter, { isCounter: true })],
  ["average since edge", spec("average", { is: "since" })],
  ["time_in since edge", spec("time_in", { is: "since" }, { thresholds: [minutes(30)] })],
  ["since_change", spec("since_change", { is: "none" }, { thresholds: [minutes(5)] })],
  ["age", spec("age", { is: "none" }, { thresholds: [minutes(5)] })],
];

/** The value of a point at a change: it goes up and down by the hour, with noise; truths go to and fro. */
const valueAt = ({ fn, isCounter }: GaugeSpec, change: number): number => {
  if (fn === "age") return START + change * EVERY_MS;
  if (fn === "time_in") return change % 3 === 0 ? 1 : change % 3 === 1 ? 0 : Number.NaN;
  if (isCounter) return change * 0.001;
  return 25 + 5 * Math.sin(change / 57) + ((change * 7919) % 13) * 0.1;
};

/** CPU nanoseconds of a change, and of a look that comes with the question when to look again. */
const timed = (of: GaugeSpec): { takeNs: number; lookNs: number; looksPerChange: number } => {
  const values = Float64Array.from({ length: CHANGES }, (_, change) => valueAt(of, change));
  const takes: number[] = [];
  const looks: number[] = [];
  let wakes = 0;
  let told = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    for (const isLooking of [false, true]) {
      const gauge = gaugeOf(of);
      gauge.restartAt(instant(START));
      const from = process.cpuUsage();
      wakes = 0;
      for (let change = 0; change < CHANGES; change++) {
        const at = instant(START + change * EVERY_MS);
        gauge.take(values[change]!, at);
        if (!isLooking) continue;
        if (gauge.low(at) <= gauge.high(at)) told++;
        const wake = gauge.wakeAt(at);
        if (wake !== null && wake < at + EVERY_MS) wakes++;
      }
      const { user, system } = process.cpuUsage(from);
      const ns = ((user + system) * 1000) / CHANGES;
      if (round > 0) (isLooking ? looks : takes).push(ns);
    }
  }
  if (told === 0) throw new Error("nothing was told");
  const takeNs = median(takes);
  return { takeNs, lookNs: median(looks) - takeNs, looksPerChange: wakes / CHANGES };
};

const heap = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
};

/** Bytes of a gauge after an hour of changes, and after an hour without any. */
const sized = (of: GaugeSpec): { busyBytes: number; quietBytes: number; savedBytes: number } => {
  const bytes = (changes: number): { each: number; gauge: Gauge } => {
    const before = heap();
    const gauges = Array.from({ length: GAUGES }, () => gaugeOf(of));
    for (const gauge of gauges) {
      gauge.restartAt(instant(START));
      for (let change = 0; change < changes; change++)
        gauge.take(valueAt(of, change), instant(START + change * EVERY_MS));
    }
    const each = (heap() - before) / GAUGES;
    return { each, gauge: gauges[0] as Gauge };
  };
  const busy = bytes(360);
  const quiet = bytes(1);
  return {
    busyBytes: busy.each,
    quietBytes: quiet.each,
    savedBytes: JSON.stringify(busy.gauge.save()).length,
  };
};

const NAMES = 24;
const row = (name: string, cells: readonly string[]): void =>
  console.log(name.padEnd(NAMES) + cells.map(cell => cell.padStart(14)).join(""));

console.log(machine());
row("function", ["ns/change", "ns/look", "wakes/change", "bytes busy", "bytes quiet", "bytes saved"]);
for (const [name, of] of specs) {
  const { takeNs, lookNs, looksPerChange } = timed(of);
  const { busyBytes, quietBytes, savedBytes } = sized(of);
  row(name, [takeNs, lookNs, looksPerChange, busyBytes, quietBytes, savedBytes].map(figure));
}
