import { badReading } from "#rules/reading/admit.ts";
import { readAvailability } from "../availability.ts";
import { quote } from "../json-trouble.ts";
import type { MqttPoint } from "../message.ts";
import type { Message, Outcome } from "./machine.ts";

/** A topic on which a device, or the bridge before it, says whether it is there, and in which words. */
export type PresenceTopic = {
  readonly topic: string;
  readonly online: string;
  readonly offline: string;
  /** What is said of every point when it is not. */
  readonly reason: string;
};

export const OFFLINE = "device reports offline (last will)";

/**
 * Hears last wills and births. `offline` makes every point bad; `online` makes none good, since it says nothing of any
 * value. Returns what was said, or null when the topic is no such topic.
 */
export const presence = (points: readonly MqttPoint[], topics: readonly PresenceTopic[]) => {
  const byTopic = new Map(topics.map(each => [each.topic, each]));
  return {
    topics: [...byTopic.keys()],
    hear: (message: Message, out: Outcome): "online" | "offline" | "other" | null => {
      const words = byTopic.get(message.topic);
      if (words === undefined) return null;
      // An empty one is how a retained message is removed.
      if (message.payload.length === 0) return "other";
      const said = readAvailability(message.payload, words);
      if (said.is === "offline") loseAll(points, words.reason, message, out);
      if (said.is === "other")
        out.doubts.push({
          about: message.topic,
          why: `availability is ${quote(said.text)}, neither "${words.online}" nor "${words.offline}"`,
        });
      return said.is;
    },
  };
};

/** Every point has a bad reading now, for one reason. */
export const loseAll = (
  points: readonly MqttPoint[],
  reason: string,
  { at }: Pick<Message, "at">,
  out: Outcome,
): void => {
  for (const { point } of points) out.readings.push(badReading(point, reason, at));
};
