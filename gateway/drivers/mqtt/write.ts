import type { Written } from "#gateway/ports/driver.ts";
import type { Point } from "#rules/site/model.ts";

/** What a device is told, and where. */
export type Telling = { readonly topic: string; readonly payload: string };

/**
 * What to publish so that a point takes a value: the device's word for the word of its class, or the number as the device
 * counts it. A sentence: it cannot be told.
 *
 * @param value  in the class's unit, or the index of its word
 */
export const tellingOf = ({ id, class: { words }, source }: Point, value: number): Telling | string => {
  if (source.is !== "mqtt" || source.write === undefined) return `${id}: nothing says how it is written`;
  const { topic, payloads } = source.write;
  if (words === undefined) {
    const count = Number(((value - (source.offset ?? 0)) / source.scale).toPrecision(12));
    return Number.isFinite(count) ? { topic, payload: String(count) } : `${id}: ${value} is no number`;
  }
  const word = words[value];
  const payload = word === undefined ? undefined : payloads?.[word];
  return payload === undefined
    ? `${id}: nothing says what the device is told for ${word ?? value}`
    : { topic, payload };
};

/** Publishes it, QoS 1 and never retained: a device that comes back later must not be told what was wanted once. */
export const writeBy =
  (publish: (topic: string, payload: string) => Promise<void>) =>
  async (point: Point, value: number): Promise<Written> => {
    const telling = tellingOf(point, value);
    if (typeof telling === "string") return { is: "refused", why: telling };
    try {
      await publish(telling.topic, telling.payload);
      return { is: "done" };
    } catch (error) {
      // It may have reached the broker all the same.
      return { is: "unknown", why: error instanceof Error ? error.message : String(error) };
    }
  };
