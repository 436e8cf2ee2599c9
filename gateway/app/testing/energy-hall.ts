import type { MeterQuarter } from "#rules/energy/ledger.ts";
import { QUARTER } from "#rules/energy/quarter.ts";
import { Engine } from "#rules/engine/engine.ts";
import { rulebook } from "#rules/engine/rulebook.ts";
import type { Rule } from "#rules/language/rule.ts";
import type { Site } from "#rules/site/model.ts";
import { type Instant, instant } from "#rules/time/instant.ts";
import type { Sample } from "../../ports/history.ts";
import { silent } from "../../ports/log.ts";
import type { Trends } from "../../ports/trends.ts";
import { memoryEnergy } from "../../stores/memory/energy.ts";
import { memoryHistory } from "../../stores/memory/history.ts";
import { memoryRecord } from "../../stores/memory/record.ts";
import type { WireCertificateList } from "../../wire/certificate.ts";
import { EnergyBook } from "../energy-book.ts";
import { EnergySide } from "../energy-side.ts";
import { LiveEngine } from "../live-engine.ts";
import { Recorder } from "../recorder.ts";
import { handClock } from "./hand-clock.ts";

export type EnergyHallOptions = {
  readonly site: Site;
  readonly start: Instant;
  readonly rules?: readonly Rule[];
  /** Business days whose closing was signed, and by whom nothing was broken. */
  readonly signed?: readonly string[];
  readonly trends?: Trends;
};

/** All that the gateway knows of energy, without drivers, files and threads. */
export const energyHall = async ({ site, start, rules = [], signed = [], trends }: EnergyHallOptions) => {
  const clock = handClock(start);
  const record = memoryRecord();
  await record.start();
  const recorder = new Recorder(record, silent);
  const book = rulebook(site, [{ name: "test", title: { zh: "", en: "" }, settings: {}, rules }]);
  const engine = new LiveEngine(new Engine(site, book, start));
  const store = memoryEnergy();
  const meters = new EnergyBook({ site, store, clock, log: silent, groupMs: 3_600_000 });
  await meters.start();
  const samples: Sample[] = [];
  const repriced: string[] = [];
  const side = new EnergySide({
    ...{ site, engine, record, recorder, store, clock, book: meters, log: silent },
    rules: () => ({ site, book }),
    history: { ...memoryHistory(site), annotate: written => void samples.push(...written) },
    trends: trends ?? null,
    certificates: { certificates: async ({ from, to }) => certificatesOf(signed, from, to) },
    outages: { list: () => [] },
    catalogue: { byId: new Map() },
    repriced: alerts => void repriced.push(...alerts),
  });
  return {
    ...{ clock, record, recorder, engine, store, meters, side, samples, repriced, api: side.api },
    /** Books quarters as if a meter had told them: kWh of each, the first one ending at `end`. */
    book: (meter: string, end: Instant, kWh: readonly number[]) =>
      store.book({
        states: new Map(),
        quarters: kWh.map((each, n) => measured(meter, end, n, each)),
        entries: [],
      }),
    stop: async () => {
      await side.stop();
      await meters.stop();
    },
  };
};

const measured = (meter: string, end: Instant, n: number, kWh: number): MeterQuarter => ({
  meter,
  end: instant(end + n * QUARTER),
  kWh,
  estimatedKwh: 0,
  covered: QUARTER,
  isAtLeast: false,
});

const certificatesOf = (signed: readonly string[], from: string, to: string): WireCertificateList =>
  ({
    certificates: signed
      .filter(day => from <= day && day <= to)
      .map(businessDay => ({
        id: `closing-${businessDay}-1`,
        kind: "closing",
        businessDay,
        scope: "final",
        standing: { state: "ended", broken: [], endedAt: null, endedBy: null },
      })),
    missing: [],
    at: "",
  }) as unknown as WireCertificateList;
