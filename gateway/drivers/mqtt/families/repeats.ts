import { between, type Instant, seconds } from "#rules/time/instant.ts";
import type { Message } from "./machine.ts";

/** A broker sends again what was not acknowledged within some seconds. */
const WINDOW = seconds(30);
const LONGEST = 4_096;

/**
 * Notices a message that a broker delivers twice, as it may at QoS 1: the same bytes on one topic within half a minute,
 * where they carry a count or a time of the device's own (`mark`). Without one nobody can tell a second delivery from
 * a second event, so that both count.
 *
 * @see MQTT 3.1.1 §3.3.1.1: the DUP flag says nothing to a receiver
 */
export const repeats = (mark: RegExp): ((message: Message) => boolean) => {
  const last = new Map<string, { readonly text: string; readonly at: Instant }>();
  return ({ topic, payload, retained, at }) => {
    if (retained || payload.length > LONGEST) return false;
    const text = payload.toString("latin1");
    if (!mark.test(text)) return false;
    const before = last.get(topic);
    if (before?.text === text && between(before.at, at) < WINDOW) return true;
    last.set(topic, { text, at });
    return false;
  };
};
