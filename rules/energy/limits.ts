import type { ModbusSource, ModbusType } from "../site/modbus.ts";
import type { Equipment, Point } from "../site/model.ts";
import { hours, type Millis, millis, minutes } from "../time/instant.ts";
import type { CounterLimits } from "./counter-state.ts";

/** √3 × 400 V × 250 A: the incoming breaker of a large hall, where nobody says what the meter is behind. */
const USUAL_MAX_KW = 173;
/** What a motor or a heater may draw above its nameplate, and what a meter may read above what is drawn. */
const ABOVE_NAMEPLATE = 1.25;
/** Messages tell counters with one to three decimals; which, nobody knows before they come. */
const MESSAGE_RESOLUTION_KWH = 0.1;
/** A float has 24 binary digits: its step is so much of its value. */
const F32_STEP = 2 ** -23;
/** Three polls missed. A message comes when its device likes: then the usual quarter of an hour. */
const POLLS_MISSED = 3;
const USUAL_GAP = minutes(15);

/** Where a type begins again, in raw counts. A signed one goes on below zero, or at zero when its meter counts in 31 bits. */
const ROUNDS: Readonly<Record<ModbusType, readonly number[]>> = {
  bit: [],
  u16: [2 ** 16],
  i16: [2 ** 15, 2 ** 16],
  u32: [2 ** 32],
  i32: [2 ** 31, 2 ** 32],
  u64: [2 ** 64],
  i64: [2 ** 63, 2 ** 64],
  f32: [],
  f64: [],
  mod10k32: [1e8],
  mod10k64: [1e16],
};

/**
 * Where the counter of a point begins again at 0, in the unit of its class: each value that is possible by the form in which
 * it is read. Empty where nobody knows: a float, a message, a difference of two registers, a factor that the device sets.
 */
export const counterModulus = ({ source }: Pick<Point, "source">): readonly number[] => {
  if (source.is !== "modbus" || source.minus !== undefined || source.factor !== undefined) return [];
  return ROUNDS[source.type].map(rounds => rounds * Math.abs(source.scale));
};

/**
 * What can be counted at a point: by the nameplate of what it measures, by the greatest power that the site file finds
 * plausible beside it, else by a usual incoming breaker.
 *
 * @param owner   the thing with the nameplate; undefined: nobody said
 * @param nowKwh  what stands on the counter: a float counts in steps of its size
 */
export const counterLimits = (
  point: Pick<Point, "source">,
  owner: Pick<Equipment, "ratedPowerW" | "approvedPowerW" | "points"> | undefined,
  nowKwh = 0,
): CounterLimits => ({
  maxKw: maxKw(owner),
  modulusKwh: counterModulus(point),
  resolutionKwh: point.source.is === "modbus" ? resolution(point.source, nowKwh) : MESSAGE_RESOLUTION_KWH,
  gapAfter: gapAfter(point.source),
});

const maxKw = (owner: Pick<Equipment, "ratedPowerW" | "approvedPowerW" | "points"> | undefined): number => {
  const nameplate = owner?.approvedPowerW ?? owner?.ratedPowerW;
  if (nameplate !== undefined) return (nameplate * ABOVE_NAMEPLATE) / 1_000;
  const power = owner?.points.power;
  const high = power?.range?.[1];
  // The range of the class is what any device may say; the one of the site file is what this one may.
  const isSaid = high !== undefined && high !== power?.class.range?.[1];
  return isSaid ? high / 1_000 : USUAL_MAX_KW;
};

const resolution = ({ type, scale, factor }: ModbusSource, nowKwh: number): number => {
  if (type === "f32") return Math.max(Math.abs(scale) * Number.EPSILON, Math.abs(nowKwh) * F32_STEP);
  if (type === "f64") return Math.abs(scale) * Number.EPSILON;
  return factor === undefined ? Math.abs(scale) : MESSAGE_RESOLUTION_KWH;
};

const gapAfter = (source: Point["source"]): Millis => {
  if (source.is !== "modbus") return USUAL_GAP;
  return millis(Math.min(hours(1), Math.max(minutes(1), POLLS_MISSED * source.every)));
};
