import type { Booking, EnergyStore } from "#gateway/ports/energy.ts";
import type { MeterEntry, MeterQuarter, MeterState } from "#rules/energy/ledger.ts";
import { type Instant, millis, minutes } from "#rules/time/instant.ts";

/** A ledger of energy that forgets when the process ends; `stop` and `start` again stand for a restart. For tests and trials. */
export const memoryEnergy = (): EnergyStore => {
  const states = new Map<string, string>();
  const quarters = new Map<string, Map<Instant, MeterQuarter>>();
  const entries = new Map<string, MeterEntry>();
  let last: Booking | null = null;

  const add = (quarter: MeterQuarter) => {
    const ofMeter = quarters.get(quarter.meter) ?? new Map<Instant, MeterQuarter>();
    const known = ofMeter.get(quarter.end);
    quarters.set(quarter.meter, ofMeter.set(quarter.end, known ? sum(known, quarter) : quarter));
  };

  return {
    start: async () => {},
    states: async () =>
      new Map([...states].map(([meter, state]) => [meter, JSON.parse(state) as MeterState])),
    book: async (booking: Booking) => {
      if (booking === last) return;
      last = booking;
      for (const [meter, state] of booking.states) states.set(meter, JSON.stringify(state));
      booking.quarters.forEach(add);
      for (const entry of booking.entries) if (!entries.has(entry.id)) entries.set(entry.id, entry);
    },
    quarters: async (meters, from, to) =>
      meters.flatMap(meter =>
        [...(quarters.get(meter)?.values() ?? [])]
          .filter(({ end }) => from < end && end <= to)
          .sort((a, b) => a.end - b.end),
      ),
    entries: async ({ meter, from, to, limit }) =>
      [...entries.values()]
        .filter(
          entry =>
            (meter === undefined || entry.meter === meter) &&
            (from === undefined || entry.at >= from) &&
            (to === undefined || entry.at < to),
        )
        .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
        .slice(0, limit),
    stop: async () => {},
  };
};

const sum = (a: MeterQuarter, b: MeterQuarter): MeterQuarter => ({
  ...a,
  kWh: a.kWh + b.kWh,
  estimatedKwh: a.estimatedKwh + b.estimatedKwh,
  covered: millis(Math.min(minutes(15), a.covered + b.covered)),
  isAtLeast: a.isAtLeast || b.isAtLeast,
});
