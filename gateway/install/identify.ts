import type { ModbusPlace } from "#rules/site/modbus.ts";
import type { ModbusProfile, ModbusProfilePoint, ProbeCheck } from "#rules/site/profile.ts";
import { widthOf } from "../drivers/modbus/plan.ts";
import type { ReadRequest } from "../drivers/modbus/transport.ts";
import { checkBits, valueBits } from "./probe-bits.ts";
import { placesIn, profileValue } from "./profile-value.ts";

/** What a unit says at a place; null: nothing usable. */
export type PlaceReader = (place: ModbusPlace) => Promise<readonly number[] | null>;

/** One value that a model must have, and whether this device has it. */
export type ProbeResult = {
  /** Key of the point in the profile, or the place for a raw check: `holding 40000`. */
  readonly what: string;
  /** In the class's unit; null when it could not be read or is no value. */
  readonly value: number | null;
  readonly unit: string;
  readonly is: "yes" | "no" | "unknown";
  /** What was expected: `80 to 480`, `21365 28243`. */
  readonly expected: string;
};

/** How well one model fits a device. */
export type Fit = {
  readonly profile: ModbusProfile;
  readonly results: readonly ProbeResult[];
  /**
   * `match`: every check says yes, and together they prove something. `no`: at least one says no. `unknown`: something could
   * not be read, or nothing proves it.
   */
  readonly is: "match" | "no" | "unknown";
  /** Bits by which random registers would miss what was found; more is a better proof. */
  readonly bits: number;
};

/**
 * The voltage of every low-voltage grid, between phases or to neutral. A page whose voltage lies outside of it is another
 * device's, whatever its label says.
 */
export const VOLTAGE_V = { low: 80, high: 480 } as const;

/** Fits of all models to one unit, best first: those that are proved, by how much proves them; then what is open; then the others. */
export const identify = async (
  profiles: readonly ModbusProfile[],
  read: PlaceReader,
): Promise<readonly Fit[]> => {
  const fits: Fit[] = [];
  for (const profile of profiles) fits.push(await fitOf(profile, read));
  const order = { match: 0, unknown: 1, no: 2 } as const;
  return fits.toSorted((a, b) => order[a.is] - order[b.is] || b.bits - a.bits);
};

/** Below this, one unknown device in a thousand would pass for the model. */
export const ENOUGH_BITS = 10;

/** Checks one model against a unit: its probe, and its voltage where the probe does not look at it. */
export const fitOf = async (profile: ModbusProfile, read: PlaceReader): Promise<Fit> => {
  const results: ProbeResult[] = [];
  let bits = 0;
  for (const check of checksOf(profile)) {
    const result = await tried(profile, check, read);
    results.push(result);
    if (result.is === "yes") bits += checkBits(profile, check, result.value ?? 0);
    if (result.is === "no") break;
  }
  for (const [, point] of phases(profile, results)) {
    const own = await mainsValue(point, read);
    if (own !== null && own >= VOLTAGE_V.low && own <= VOLTAGE_V.high)
      bits += valueBits(point, own, VOLTAGE_V);
  }
  const isProved = bits >= ENOUGH_BITS && results.every(({ is }) => is === "yes");
  const is = results.some(result => result.is === "no") ? "no" : isProved ? "match" : "unknown";
  return { profile, results, is, bits };
};

const checksOf = (profile: ModbusProfile): readonly ProbeCheck[] => {
  const voltage = voltagePoint(profile);
  if (voltage === null) return profile.probe;
  const isLooked = profile.probe.some(check => check.is === "between" && check.point === voltage);
  return isLooked ? profile.probe : [...profile.probe, { is: "between", point: voltage, ...VOLTAGE_V }];
};

/** Key of the first mains voltage of a profile that needs no ratio: of phase 1 where it has phases. */
const voltagePoint = ({ points }: ModbusProfile): string | null => {
  const found = Object.entries(points).find(
    ([, point]) => point.class.id === "elec-voltage" && point.multipliers.length === 0,
  );
  return found?.[0] ?? null;
};

/**
 * The other mains voltages of a model that has passed so far. That they are there tells a three-phase meter from the
 * single-phase one with the same map; that they are not tells nothing, since phases may be left unwired.
 */
const phases = ({ points }: ModbusProfile, results: readonly ProbeResult[]) =>
  results.some(({ is }) => is !== "yes")
    ? []
    : Object.entries(points).filter(
        ([
          key,
          {
            class: { id },
            multipliers,
          },
        ]) => id === "elec-voltage" && multipliers.length === 0 && !results.some(({ what }) => what === key),
      );

const mainsValue = async (point: ModbusProfilePoint, read: PlaceReader): Promise<number | null> => {
  const words: (readonly number[])[] = [];
  for (const place of placesIn(point)) {
    const own = await read(place);
    if (own === null) return null;
    words.push(own);
  }
  const decoded = profileValue(point, words);
  return decoded.is === "value" ? decoded.value : null;
};

const tried = async (profile: ModbusProfile, check: ProbeCheck, read: PlaceReader): Promise<ProbeResult> => {
  if (check.is === "raw") return raw(check, await read(check.place));
  const { point: what, low, high } = check;
  const point = profile.points[what];
  const expected = `${low} to ${high}`;
  if (!point) return { what, value: null, unit: "", is: "unknown", expected };
  const unit = point.class.unit ?? "";
  const words: (readonly number[])[] = [];
  for (const place of placesIn(point)) {
    const own = await read(place);
    if (own === null) return { what, value: null, unit, is: "unknown", expected };
    words.push(own);
  }
  const decoded = profileValue(point, words);
  if (decoded.is === "bad") return { what, value: null, unit, is: "no", expected };
  const { value } = decoded;
  const isIn = value >= low && value <= high;
  // A ratio that only the site knows may take it into the range.
  const is = isIn ? "yes" : point.multipliers.length > 0 ? "unknown" : "no";
  return { what, value, unit, is, expected };
};

const raw = (
  { place, oneOf }: Extract<ProbeCheck, { is: "raw" }>,
  words: readonly number[] | null,
): ProbeResult => {
  const value = words?.reduce((sum, word) => sum * 65_536 + word, 0) ?? null;
  return {
    what: `${place.table} ${place.address}`,
    value,
    unit: "",
    is: value === null ? "unknown" : oneOf.includes(value) ? "yes" : "no",
    expected: oneOf.join(" or "),
  };
};

/** The read that fetches a place of a unit. */
export const requestFor = (unit: number, place: ModbusPlace): ReadRequest => ({
  unit,
  table: place.table,
  address: place.address,
  count: widthOf(place),
});
