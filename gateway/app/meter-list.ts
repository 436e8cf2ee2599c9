import { entryWords } from "#rules/energy/entry-words.ts";
import type { MeterEntry, MeterState } from "#rules/energy/ledger.ts";
import type { MeterEnergy } from "#rules/energy/view.ts";
import type { Signal } from "#rules/reading/signal.ts";
import type { EnergyPlan, Meter } from "#rules/site/energy-plan.ts";
import type { Site } from "#rules/site/model.ts";
import { toIso } from "#rules/time/instant.ts";
import type { WireMeterList } from "../wire/energy.ts";

export type MetersSeen = {
  readonly site: Site;
  readonly plan: EnergyPlan;
  readonly stateOf: (meter: string) => MeterState | undefined;
  readonly signalOf: (point: number) => Signal;
  /** What each had today so far. */
  readonly today: readonly MeterEnergy[];
  readonly entries: readonly MeterEntry[];
};

/** Every meter as it stands, and what happened lately. */
export const wireMeters = (seen: MetersSeen): WireMeterList => {
  const { plan, entries } = seen;
  const today = new Map(seen.today.map(each => [each.meter, each]));
  return {
    meters: plan.meters.map(meter => ({
      meter: meter.id,
      name: meter.name,
      zone: meter.zone,
      use: meter.use,
      is: meter.is,
      under: meter.under,
      plus: meter.is === "virtual" ? [...meter.plus] : [],
      minus: meter.is === "virtual" ? [...meter.minus] : [],
      ...counted(seen.stateOf(meter.id)),
      ...todayOf(today.get(meter.id)),
      powerW: powerOf(meter, seen),
    })),
    entries: entries.map(wireEntry),
  };
};

const wireEntry = (entry: MeterEntry): WireMeterList["entries"][number] => {
  const { id, meter, at, from, to, kWh, is, by, why } = entry;
  return {
    ...{ id, meter, kWh, is, by },
    ...{ at: toIso(at), from: toIso(from), to: toIso(to) },
    told: entryWords(entry),
    // What nobody said has no reason of a person: an older sentence is in `told`.
    why: by === null ? "" : why,
  };
};

const counted = (
  state: MeterState | undefined,
): Pick<WireMeterList["meters"][number], "stands" | "countedKwh" | "isDoubted"> => {
  if (state?.is !== "counter") return { stands: null, countedKwh: null, isDoubted: false };
  const { base, doubt } = state.counter;
  return {
    stands: base && { kWh: base.kWh, at: toIso(base.at) },
    countedKwh: state.countedKwh,
    isDoubted: doubt !== null,
  };
};

/** Of a meter that is not among those that were asked nothing is known. */
const todayOf = (
  today: MeterEnergy | undefined,
): Pick<WireMeterList["meters"][number], "todayKwh" | "isAtLeast" | "isAtMost"> => ({
  todayKwh: today?.kWh ?? 0,
  isAtLeast: today?.isAtLeast ?? true,
  isAtMost: today?.isAtMost ?? false,
});

/** What it draws now, from its own power point; null: it has none, or nobody can tell. */
const powerOf = (meter: Meter, { site, signalOf }: MetersSeen): number | null => {
  const point =
    meter.is === "power"
      ? site.points[meter.point]
      : site.equipment.find(({ id }) => id === meter.id)?.points.power;
  if (point === undefined) return null;
  const { state, value } = signalOf(point.index);
  return state === "good" ? value : null;
};
