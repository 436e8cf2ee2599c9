import type { MqttPoint } from "../message.ts";
import type { Machine } from "./machine.ts";
import { OFFLINE, presence } from "./presence.ts";
import { readersOf } from "./told-on.ts";

/**
 * A device that announces itself to Home Assistant (`discovery.ts` reads that). Its announcement says what its points
 * are, so that the site file can be proposed; its values are read only as the site file then says.
 */
export const homeAssistant = (points: readonly MqttPoint[], maxBytes: number): Machine => {
  const readers = readersOf(points, maxBytes);
  const wills = Map.groupBy(points, ({ source }) => source.availability?.topic);
  const told = [...wills].flatMap(([, those]) => {
    const words = those[0]?.source.availability;
    return words === undefined ? [] : [presence(those, [{ ...words, reason: OFFLINE }])];
  });
  return {
    points,
    topics: [...readers.keys(), ...told.flatMap(({ topics }) => topics)],
    take: (message, out) => {
      for (const { hear } of told) hear(message, out);
      const { topic, payload, retained, at } = message;
      return payload.length === 0
        ? null
        : (readers.get(topic)?.(payload, retained, at, out.readings) ?? null);
    },
  };
};
