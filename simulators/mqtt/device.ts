import type { Faults } from "../faults.ts";
import type { Readout } from "../readout.ts";
import type { MqttPoint, Thing } from "../site/plan.ts";
import { messagesOf } from "./message.ts";
import { malformed } from "./payload.ts";

/** One message as it goes to the broker. */
export type Publication = { readonly topic: string; readonly payload: string; readonly retain: boolean };

/** What a thing says over MQTT, whatever connection carries it. */
export type Device = {
  readonly id: string;
  /** Whether the `offline` fault is on. */
  isOffline(): boolean;
  /** What it says on connecting: that it is there, then everything it measures. */
  hello(at: number): Publication[];
  /** What is due at this moment. Called at every step of the hall. */
  due(at: number): Publication[];
  /** What it, or the broker for it, says when it has gone; null when it has no such topic. */
  readonly lastWill: Publication | null;
};

/** The device of a thing that has MQTT points. */
export const deviceOf = (thing: Thing, read: Readout, faults: Faults, seed: number): Device => {
  const messages = messagesOf(thing, read, seed);
  const availability = thing.points.map(({ source }) => source).find(hasAvailability)?.availability;
  const said = (topic: string, payload: string | null): Publication[] => {
    if (payload === null || faults.has("silent", thing.id)) return [];
    const text = faults.has("malformed", thing.id) ? malformed(payload) : payload;
    return [{ topic, payload: text, retain: false }];
  };
  const state = (word: "online" | "offline"): Publication | null =>
    availability ? { topic: availability.topic, payload: availability[word], retain: true } : null;
  return {
    id: thing.id,
    isOffline: () => faults.has("offline", thing.id),
    hello: at => {
      const birth = state("online");
      return [...(birth ? [birth] : []), ...messages.flatMap(({ topic, now }) => said(topic, now(at)))];
    },
    due: at => messages.flatMap(({ topic, due }) => said(topic, due(at))),
    lastWill: state("offline"),
  };
};

const hasAvailability = (source: Thing["points"][number]["source"]): source is MqttPoint =>
  source.is === "mqtt" && source.availability !== null;
