import { badReading } from "#rules/reading/admit.ts";
import { after, type Instant, instant } from "#rules/time/instant.ts";
import type { MqttPoint } from "../message.ts";
import { messageReader, textOf } from "../message.ts";
import type { Machine, Message, Outcome } from "./machine.ts";
import { ALIVE_EVERY, loseAll, saidOn, sayTo } from "./presence.ts";

type State = "init" | "ready" | "sleeping" | "alert" | "disconnected" | "lost";
const LIVE: readonly State[] = ["ready", "sleeping", "alert"];
const STATES: readonly string[] = [...LIVE, "init", "disconnected", "lost"];

const GONE: Partial<Record<State, string>> = {
  lost: "device is lost (last will)",
  disconnected: "device has disconnected",
};

/**
 * A device by the Homie convention 4. What it is made of comes as many retained topics in any order: a value counts once
 * `$state` says that the device is ready, and the last one that came before counts then.
 *
 * - `sleeping` is there; `lost` (its will) and `disconnected` are gone; `alert` is there, and wants somebody to look.
 * - `init` begins anew: what comes then waits for `ready`.
 * - An empty value or `$state` is one that was removed: forgotten.
 * - What does not have the form of its `$datatype` is bad.
 *
 * @param device  `homie/fridge`
 * @see homieiot.github.io/specification/spec-core-v4_0_0
 */
export const homie = (device: string, points: readonly MqttPoint[], maxBytes: number): Machine => {
  const stateTopic = `${device}/$state`;
  const says = saidOn(points, stateTopic);
  const values = points.filter(point => !says.includes(point));
  const readers = new Map(
    [...Map.groupBy(values, ({ source }) => source.topic)].map(([topic, those]) => [
      topic,
      { read: messageReader(those, maxBytes), points: those },
    ]),
  );
  const types = new Map<string, string>();
  const waiting = new Map<string, Message>();
  let state: State | null = null;
  let aliveAt: Instant = instant(0);

  const tell = (message: Message, out: Outcome): string | null => {
    const { topic, payload, retained, at } = message;
    const reader = readers.get(topic);
    if (reader === undefined) return null;
    if (state !== null && !retained && at >= aliveAt) {
      aliveAt = after(at, ALIVE_EVERY);
      sayTo(says, state, message, out);
    }
    const why = misfit(payload, types.get(topic));
    if (why === null) return reader.read(payload, retained, at, out.readings);
    for (const { point } of reader.points) out.readings.push(badReading(point, why, at));
    return null;
  };
  const become = (message: Message, out: Outcome) => {
    const said = (textOf(message.payload) ?? "").trim();
    if (said === "") {
      state = null;
      waiting.clear();
      types.clear();
      return;
    }
    if (!isState(said)) {
      out.doubts.push({
        about: message.topic,
        why: `device says it is "${said}", none of ${STATES.join(", ")}`,
      });
      return;
    }
    state = said;
    if (said !== "init") sayTo(says, said, message, out);
    const gone = GONE[said];
    if (gone !== undefined) {
      waiting.clear();
      loseAll(values, gone, message, out);
    }
    if (said === "alert")
      out.doubts.push({ about: message.topic, why: "device asks for somebody to look at it" });
    if (!LIVE.includes(said)) return;
    for (const held of waiting.values()) tell(held, out);
    waiting.clear();
  };

  return {
    points,
    topics: [stateTopic, ...[...readers.keys()].flatMap(topic => [topic, `${topic}/$datatype`])],
    take: (message, out) => {
      const { topic, payload } = message;
      if (topic === stateTopic) become(message, out);
      else if (topic.endsWith(TYPE)) types.set(topic.slice(0, -TYPE.length), textOf(payload)?.trim() ?? "");
      else if (payload.length === 0) waiting.delete(topic);
      else if (state !== null && LIVE.includes(state)) return tell(message, out);
      else {
        // Taken out first, so that what waits is told in the order in which it came.
        waiting.delete(topic);
        waiting.set(topic, message);
      }
      return null;
    },
  };
};

const TYPE = "/$datatype";

const isState = (said: string): said is State => STATES.includes(said);

const FORMS: Readonly<Record<string, RegExp>> = {
  boolean: /^(?:true|false)$/,
  integer: /^-?\d+$/,
  float: /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/,
};

/** Why a payload is not of its datatype; null when it is, or when nobody said which it is of. */
const misfit = (payload: Buffer, type: string | undefined): string | null => {
  const form = FORMS[type ?? ""];
  const text = textOf(payload);
  if (form === undefined || text === null || form.test(text)) return null;
  return `device reports ${JSON.stringify(text.slice(0, 40))}, which is no Homie ${type}`;
};
