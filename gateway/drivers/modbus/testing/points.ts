import type { ModbusSource } from "#rules/site/model.ts";
import type { PointClass } from "#rules/site/point-class.ts";
import { type Millis, seconds } from "#rules/time/instant.ts";
import type { ModbusPoint } from "../plan.ts";

/** What a test says of a point; the rest is a plain `u16` holding register of unit 1, read every 10 s. */
export type PointSketch = Partial<Omit<ModbusSource, "is">> & {
  readonly index?: number;
  readonly words?: "big" | "little";
  /** The words of its class, when it is worded. */
  readonly classWords?: readonly string[];
  readonly range?: readonly [number, number];
};

const EVERY: Millis = seconds(10);

/** A point as the site parser would make it. */
export const pointOf = ({ index = 0, classWords, range, ...source }: PointSketch = {}): ModbusPoint => {
  const full: ModbusSource = {
    is: "modbus",
    line: "plant",
    unit: 1,
    table: "holding",
    address: 0,
    type: "u16",
    words: "big",
    scale: 1,
    offset: 0,
    sentinels: [],
    every: EVERY,
    ...source,
  };
  return {
    index,
    id: `device-${full.unit}.${full.table}-${full.address}`,
    role: `${full.table}-${full.address}`,
    owner: `device-${full.unit}`,
    zone: "plant-room",
    name: { zh: "测点", en: "Point" },
    class: classWords ? { ...numeric, words: classWords } : { ...numeric, unit: "1" },
    ...(range && { range }),
    staleAfter: seconds(60),
    source: full,
    via: `modbus:${full.line}/${full.unit}`,
  };
};

const numeric: Omit<PointClass, "unit" | "words"> = {
  id: "test-value",
  staleAfter: seconds(60),
  family: "system",
  brick: null,
  haystack: null,
};
