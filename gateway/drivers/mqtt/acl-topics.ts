import { machinesOf } from "./families/machines.ts";
import type { MqttPoint } from "./message.ts";

/**
 * Who speaks where: each topic or filter on which points are told, or their devices' birth and will, with the owner of the
 * points. What one connection speaks for by the rules of its family (an edge node of Sparkplug) belongs to all of its owners.
 */
export const ownersByTopic = (
  points: readonly MqttPoint[],
): readonly (readonly [filter: string, owner: string])[] => {
  const plain = points.filter(({ source }) => (source.family ?? "plain") === "plain");
  const own = plain.flatMap(({ point: { owner }, source: { topic, also = [], availability } }) =>
    [topic, ...also.map(place => place.topic), ...(availability ? [availability.topic] : [])].map(
      each => [each, owner] as const,
    ),
  );
  const ofFamilies = machinesOf(points, 0).flatMap(machine =>
    machine.topics.flatMap(topic => machine.points.map(({ point: { owner } }) => [topic, owner] as const)),
  );
  return [...own, ...ofFamilies];
};
