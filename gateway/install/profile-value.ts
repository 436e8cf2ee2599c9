import type { ModbusPlace } from "#rules/site/modbus.ts";
import type { ModbusProfilePoint } from "#rules/site/profile.ts";
import { millis } from "#rules/time/instant.ts";
import { type Decoded, decode } from "../drivers/modbus/decode.ts";
import type { ModbusPoint } from "../drivers/modbus/plan.ts";

/** The places that a point of a profile is made of: its own, what is subtracted, its factor. */
export const placesIn = ({ place, minus, factor }: ModbusProfilePoint): readonly ModbusPlace[] => [
  place,
  ...(minus ? [minus] : []),
  ...(factor ? [factor.place] : []),
];

/**
 * What a point of a profile says, in the unit of its class and before any multiplier, exactly as the running gateway would
 * decode it.
 *
 * @param words  of each of `placesIn`, in that order
 */
export const profileValue = (point: ModbusProfilePoint, words: readonly (readonly number[])[]): Decoded =>
  decode(asPoint(point), words);

/** A point as the reader knows it, at no address in particular: decoding looks at its form alone. */
const asPoint = ({ class: pointClass, place, minus, factor, ...rest }: ModbusProfilePoint): ModbusPoint => ({
  index: 0,
  id: "",
  role: "",
  owner: "",
  zone: "",
  name: { zh: "", en: "" },
  class: pointClass,
  staleAfter: pointClass.staleAfter,
  via: "",
  source: {
    ...place,
    is: "modbus",
    line: "",
    unit: 0,
    scale: rest.scale,
    offset: rest.offset,
    sentinels: rest.sentinels,
    ...(rest.values && { values: rest.values }),
    ...(minus && { minus }),
    ...(factor && { factor }),
    every: millis(0),
  },
});
