import { z } from "zod";
import { commandId, who } from "./command.ts";
import { time, words } from "./common.ts";

const kWh = z.number();
/** Null: nobody said what it costs. */
const money = z.number().nullable();
const level = z.enum(["critical", "peak", "flat", "valley", "deep-valley"]);

/** What one meter had in a time. `share` is of what is above it in the tree. */
export const meterEnergy = z.object({
  meter: z.string(),
  name: words,
  zone: z.string().nullable(),
  use: z.string(),
  is: z.enum(["counter", "power", "virtual", "unaccounted"]),
  /** Id of the meter above; null: a main one. */
  under: z.string().nullable(),
  kWh,
  estimatedKwh: kWh,
  /** Something that adds to it was not counted: there was so much at least. */
  isAtLeast: z.boolean(),
  /** Something that is taken off was not counted: so much at most; with `isAtLeast` nobody knows which way it errs. */
  isAtMost: z.boolean(),
  /** 0 … 1 of the time so far. */
  completeness: z.number(),
  cost: money,
  kgCO2: z.number(),
  /** What it had while the hall was closed. */
  closedKwh: kWh,
  /** What it would have had by the baseline; null: none is known. */
  baselineKwh: kWh.nullable(),
  /** The highest mean of a quarter of an hour, W. */
  peak: z.object({ powerW: z.number(), end: time }).nullable(),
});

/** `GET /api/energy?from&to`: days of the hall, both included. */
export const energyQuery = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
});

export const energy = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  /** Up to where it is told: the end of `to`, or now. */
  until: time,
  timeZone: z.string(),
  currency: z.string().nullable(),
  /** The sum of the main meters. */
  total: meterEnergy.omit({ meter: true, name: true, zone: true, use: true, is: true, under: true }),
  /** In the order of the tree, each followed by what is under it; what no meter below accounts for as `unaccounted`. */
  meters: z.array(meterEnergy),
  /** By tariff level. */
  levels: z.array(z.object({ level, kWh, cost: z.number() })),
  demand: z.object({ powerW: z.number(), end: time, cost: z.number() }).nullable(),
  /** Each hour (one day asked) or each day (more): of the main meters. */
  course: z.array(
    z.object({
      end: time,
      kWh,
      estimatedKwh: kWh,
      isAtLeast: z.boolean(),
      completeness: z.number(),
      baselineKwh: kWh.nullable(),
      closedKwh: kWh,
      cost: money,
    }),
  ),
  /** Stretches with too little measured, for people: hatched. */
  gaps: z.array(z.object({ meter: z.string(), from: time, to: time, estimatedKwh: kWh.nullable() })),
  /** What open and ended findings of the time wasted, dearest first. */
  findings: z.array(
    z.object({
      alert: z.string(),
      title: words,
      targetName: words,
      clauses: z.array(z.string()),
      isOpen: z.boolean(),
      from: time,
      to: time.nullable(),
      kWh,
      cost: money,
      kgCO2: z.number(),
      /** `measured`: by its own meter; `above-baseline`: metered above what the hall has when it is verified closed. */
      basis: z.enum(["measured", "above-baseline"]),
    }),
  ),
  tariff: z.object({ id: z.string(), region: z.string(), source: z.string() }).nullable(),
  carbon: z.object({
    kgPerKwh: z.number(),
    scope: z.string(),
    kind: z.string(),
    dataYear: z.number(),
    source: z.string(),
  }),
});

/** `GET /api/energy/heat?meter&from&to`: hours × days. */
export const heatQuery = z.object({ meter: z.string().optional(), from: z.iso.date(), to: z.iso.date() });
export const heat = z.object({
  meter: z.string(),
  days: z.array(
    z.object({
      date: z.iso.date(),
      /** By the hour of the wall clock, 24 of them; a day of 25 hours has both in one. Null: nothing is known. */
      kWh: z.array(z.number().nullable()),
      is: z.enum(["open", "closed", "unknown"]),
    }),
  ),
  /** Sorted powers of all quarters, W, thinned to at most 200: the load duration. */
  duration: z.array(z.number()),
});

const band = z.object({ value: z.number(), low: z.number(), high: z.number() });

/** `GET /api/energy/understanding?from&to`: what is learned of the hall, only from nights verified as closed. */
export const understanding = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  /** Nights that were learned from, and those left out with the reason. */
  nights: z.object({
    learned: z.number(),
    leftOut: z.array(z.object({ date: z.iso.date(), why: words })),
  }),
  closed: z
    .object({
      referenceW: z.number(),
      latestW: z.number().nullable(),
      settleMinutes: z.number().nullable(),
      startUpLeadMinutes: z.number().nullable(),
      baseToPeak: z.number().nullable(),
      closedShare: z.number().nullable(),
      excessKwh: z.number(),
      /** The meters behind the excess, largest first. */
      circuits: z.array(z.object({ meter: z.string(), name: words, excessKwh: z.number() })),
    })
    .nullable(),
  /** Null: too few complete days for a model; `why` says so. */
  model: z
    .object({
      heatingBalanceC: z.number().nullable(),
      coolingBalanceC: z.number().nullable(),
      baseKwh: z.number(),
      perHeatingDegreeDay: z.number(),
      perCoolingDegreeDay: z.number(),
      perWorkday: z.number(),
      days: z.number(),
      leftOut: z.number(),
      r2: z.number(),
      cvRmse: z.number(),
      nmbe: z.number(),
    })
    .nullable(),
  /** Null: there is a model. */
  why: words.nullable(),
});

/**
 * `GET /api/energy/comparison?from&to&with-from&with-to`: days after a change (`from`, `to`) with those before it, all four
 * included.
 */
export const comparisonQuery = energyQuery.extend({ "with-from": z.iso.date(), "with-to": z.iso.date() });
/** Before and after a change, weather taken out. Always estimated. */
export const comparison = z.object({
  baseline: z.object({ from: z.iso.date(), to: z.iso.date(), days: z.number() }),
  reporting: z.object({ from: z.iso.date(), to: z.iso.date(), days: z.number() }),
  expectedKwh: z.number(),
  actualKwh: z.number(),
  /** kW.h at 68 % confidence. */
  savings: band.nullable(),
  /** 0 … 1 of what was expected. */
  share: band.nullable(),
  /** Temperatures that the baseline never saw, and anything else that people must know. */
  doubts: z.array(words),
});

/** `GET /api/compliance?month=2025-07`: setpoint, lights, closing and the rest, hall and day, as evidence. */
export const complianceQuery = z.object({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) });
export const compliance = z.object({
  month: z.string(),
  timeZone: z.string(),
  days: z.array(
    z.object({
      date: z.iso.date(),
      is: z.enum(["open", "closed", "unknown"]),
      /** The worst of the day: violated, unknown for too long to tell, or kept. `ahead`: not over yet. */
      verdict: z.enum(["kept", "violated", "unknown", "ahead"]),
      certificate: z.string().nullable(),
      /** `none` is a hole on a business day. */
      closing: z.enum(["signed", "broken", "none", "not-due"]),
      violations: z.number(),
      /** Minutes in which some rule could not tell. */
      unknownMinutes: z.number(),
      /** Of the time in which cooling or heating ran: within the limit, beyond it, unknown. Null: nothing ran. */
      setpoint: z
        .object({ keptMinutes: z.number(), violatedMinutes: z.number(), unknownMinutes: z.number() })
        .nullable(),
      wastedKwh: z.number(),
      /** Most often broken first. `text`: what the clause says, in our words; null when the catalogue does not have it. */
      clauses: z.array(z.object({ clause: z.string(), text: words.nullable(), violations: z.number() })),
    }),
  ),
});

/** `GET /api/meters`: the tree, what each stands at, and what happened to it. */
export const meterList = z.object({
  meters: z.array(
    z.object({
      meter: z.string(),
      name: words,
      zone: z.string().nullable(),
      use: z.string(),
      is: z.enum(["counter", "power", "virtual"]),
      under: z.string().nullable(),
      plus: z.array(z.string()),
      minus: z.array(z.string()),
      /** What stands on it, as it was last believed; null: nothing is known, or it does not count. */
      stands: z.object({ kWh, at: time }).nullable(),
      /** All that was ever booked of it but corrections; equals what it counted. */
      countedKwh: kWh.nullable(),
      todayKwh: kWh,
      /** As of a figure of energy: what was not counted of today, or of what is taken off. */
      isAtLeast: z.boolean(),
      isAtMost: z.boolean(),
      powerW: z.number().nullable(),
      /** It says what does not fit what it said before. */
      isDoubted: z.boolean(),
    }),
  ),
  entries: z.array(
    z.object({
      id: z.string(),
      meter: z.string(),
      at: time,
      from: time,
      to: time,
      kWh,
      is: z.string(),
      by: z.string().nullable(),
      /** What the meter showed, in words; null: a person corrected it, and `why` says all. */
      told: words.nullable(),
      /** The reason that the person gave; empty where nobody did. */
      why: z.string(),
    }),
  ),
});

/** `POST /api/meters/:meter/correct`: books so much more (or less) for a time, for ever visible as a correction. */
export const correctMeter = z.strictObject({
  by: who,
  id: commandId,
  from: time,
  to: time,
  kWh: z.number(),
  why: z.string().trim().min(3).max(1000),
});

/** `POST /api/meters/:meter/replaced`: a new meter was put in. */
export const meterReplaced = z.strictObject({
  by: who,
  id: commandId,
  at: time,
  endKwh: z.number().optional(),
  startKwh: z.number(),
  serial: z.string().trim().max(60).optional(),
  why: z.string().trim().max(1000).default(""),
});

export type WireEnergy = z.infer<typeof energy>;
export type WireMeterEnergy = z.infer<typeof meterEnergy>;
export type WireHeat = z.infer<typeof heat>;
export type WireUnderstanding = z.infer<typeof understanding>;
export type WireComparison = z.infer<typeof comparison>;
export type WireCompliance = z.infer<typeof compliance>;
export type WireMeterList = z.infer<typeof meterList>;
export type CorrectMeter = z.infer<typeof correctMeter>;
export type MeterReplaced = z.infer<typeof meterReplaced>;
