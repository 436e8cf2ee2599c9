import { type MessageReader, type MessageRules, type MqttPoint, messageReader } from "../message.ts";

/** All places where a point is told, its main one first. */
export const placesOf = ({ source }: MqttPoint) => [
  { topic: source.topic, path: source.path },
  ...(source.also ?? []),
];

/**
 * Readers by topic for the points of one device. A point that is told at several places of one topic is read at the
 * first of them that a message has.
 *
 * @param more  further places of a point, beside those of its source
 */
export const readersOf = (
  points: readonly MqttPoint[],
  maxBytes: number,
  rules: MessageRules = {},
  more: (point: MqttPoint) => ReturnType<typeof placesOf> = () => [],
): ReadonlyMap<string, MessageReader> => {
  const told = points.flatMap(point => [...placesOf(point), ...more(point)].map(place => ({ point, place })));
  const byTopic = Map.groupBy(told, ({ place }) => place.topic);
  return new Map(
    [...byTopic].map(([topic, places]) => {
      const byPoint = Map.groupBy(places, ({ point }) => point);
      const placed = [...byPoint].map(([point, those]) => ({
        ...point,
        paths: those.map(({ place }) => place.path),
      }));
      return [topic, messageReader(placed, maxBytes, rules)] as const;
    }),
  );
};
