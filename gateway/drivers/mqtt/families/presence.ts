import { admit, badReading } from "#rules/reading/admit.ts";
import { after, type Instant, instant, minutes } from "#rules/time/instant.ts";
import { readAvailability } from "../availability.ts";
import { quote } from "../json-trouble.ts";
import type { MqttPoint } from "../message.ts";
import { valueReader } from "../value.ts";
import type { Message, Outcome } from "./machine.ts";
import { placesOf } from "./told-on.ts";

/** A topic on which a device, or the bridge before it, says whether it is there, and in which words. */
export type PresenceTopic = {
  readonly topic: string;
  readonly online: string;
  readonly offline: string;
  /** What is said of every point when it is not. */
  readonly reason: string;
};

export const OFFLINE = "device reports offline (last will)";

/** A device that speaks is there; how often that is said again. */
export const ALIVE_EVERY = minutes(1);

/**
 * Hears last wills and births. `offline` makes every point bad but those that say just this; `online` makes none good, since
 * it says nothing of any value.
 *
 * @param topics  the first is the device's own
 */
export const presence = (points: readonly MqttPoint[], topics: readonly PresenceTopic[]) => {
  const byTopic = new Map(topics.map(each => [each.topic, { ...each, says: saidOn(points, each.topic) }]));
  const own = topics[0] && byTopic.get(topics[0].topic);
  let isGone = false;
  let aliveAt: Instant = instant(0);
  return {
    topics: [...byTopic.keys()],
    /** Returns what was said, or null when the topic is no such topic. */
    hear: (message: Message, out: Outcome): "online" | "offline" | "other" | null => {
      const words = byTopic.get(message.topic);
      if (words === undefined) return null;
      // An empty one is how a retained message is removed.
      if (message.payload.length === 0) return "other";
      const { is, text } = readAvailability(message.payload, words);
      sayTo(words.says, is === "other" ? text : words[is], message, out);
      if (words === own && is !== "other") isGone = is === "offline";
      if (is === "offline") {
        const others = points.filter(point => !words.says.includes(point));
        loseAll(others, words.reason, message, out);
      }
      if (is === "other") {
        const why = `availability is ${quote(text)}, neither "${words.online}" nor "${words.offline}"`;
        out.doubts.push({ about: message.topic, why });
      }
      return is;
    },
    /** The device has said something: whoever speaks is there. */
    alive: (message: Message, out: Outcome): void => {
      if (own === undefined || isGone || message.retained || message.at < aliveAt) return;
      aliveAt = after(message.at, ALIVE_EVERY);
      sayTo(own.says, own.online, message, out);
    },
  };
};

/** Points that say themselves what is said on a topic. */
export const saidOn = (points: readonly MqttPoint[], topic: string): readonly MqttPoint[] =>
  points.filter(point => placesOf(point).some(place => place.topic === topic));

/** What was said, as readings of points that are for just that. */
export const sayTo = (
  points: readonly MqttPoint[],
  said: string,
  { retained, at }: Message,
  out: Outcome,
): void => {
  for (const { point, source } of points) {
    const value = valueReader(point, source)(said);
    out.readings.push(
      typeof value === "string" ? badReading(point, value, at) : admit(point, { value, retained }, at),
    );
  }
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
