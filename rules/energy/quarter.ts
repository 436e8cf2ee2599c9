import { between, type Instant, instant, type Millis, millis, minutes } from "../time/instant.ts";
import type { BookedSpan, MeterQuarter } from "./ledger.ts";
import { spread } from "./spread.ts";

/** The grain of the ledger. All zones of the world differ from UTC by whole quarters of an hour. */
export const QUARTER: Millis = minutes(15);

/** End of the quarter that a moment is in; a quarter is start-exclusive and end-inclusive. */
export const quarterEnd = (at: Instant): Instant => instant(Math.ceil(at / QUARTER) * QUARTER);

/** What is to be added to the quarters of a stretch. */
export type ToBook = BookedSpan & {
  /** How much of the stretch was measured: from this moment to its end; null: nothing. */
  readonly coveredFrom: Instant | null;
  readonly isAtLeast: boolean;
};

/** Stretches as what they add to each quarter that they touch, by end. The parts of each stretch add up to it. */
export const quartersOf = (meter: string, stretches: readonly ToBook[]): readonly MeterQuarter[] => {
  const byEnd = new Map<Instant, MeterQuarter>();
  for (const stretch of stretches)
    for (const added of cut(meter, stretch)) {
      const had = byEnd.get(added.end);
      byEnd.set(added.end, had === undefined ? added : sum(had, added));
    }
  return [...byEnd.values()].sort((a, b) => a.end - b.end);
};

/** What a quarter has with something more added to it. */
export const sum = (had: MeterQuarter, added: MeterQuarter): MeterQuarter => ({
  ...had,
  kWh: had.kWh + added.kWh,
  estimatedKwh: had.estimatedKwh + added.estimatedKwh,
  covered: millis(had.covered + added.covered),
  isAtLeast: had.isAtLeast || added.isAtLeast,
});

const cut = (
  meter: string,
  { from, to, kWh, isEstimated, coveredFrom, isAtLeast }: ToBook,
): readonly MeterQuarter[] =>
  spread({ from, to, kWh: Math.abs(kWh), is: "measured", why: "counted" }, bordersIn(from, to)).map(part => ({
    meter,
    end: quarterEnd(part.to),
    kWh: part.kWh * sign(kWh),
    estimatedKwh: isEstimated ? part.kWh * sign(kWh) : 0,
    covered:
      coveredFrom === null || coveredFrom >= part.to
        ? millis(0)
        : between(instant(Math.max(part.from, coveredFrom)), part.to),
    isAtLeast,
  }));

const sign = (kWh: number): 1 | -1 => (kWh < 0 ? -1 : 1);

const bordersIn = (from: Instant, to: Instant): readonly Instant[] => {
  const borders: Instant[] = [];
  for (let end = quarterEnd(instant(from + 1)); end < to; end = instant(end + QUARTER)) borders.push(end);
  return borders;
};
