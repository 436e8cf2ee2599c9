import { chance } from "../chance.ts";
import type { Shown } from "../hall/part.ts";
import type { Readout } from "../readout.ts";
import type { MqttPoint, Thing } from "../site/plan.ts";
import { payloadOf } from "./payload.ts";

/** Powers are told every ten seconds, everything else every minute; what changes is told at once. */
const POWER_EVERY_MS = 10_000;
const EVERY_MS = 60_000;

/** One topic of one device, with what it says there and when it last did. */
export type Message = {
  readonly topic: string;
  /** What is due at this moment, or null. Called at every step of the hall. */
  due(at: number): string | null;
  /** What it says when asked, after connecting say; null when it has nothing to say. */
  now(at: number): string | null;
};

/** The messages of a device: one for each topic that its points come from. */
export const messagesOf = (thing: Thing, read: Readout, seed: number): readonly Message[] => {
  const points = thing.points.flatMap(({ role, source }) => (source.is === "mqtt" ? [{ role, source }] : []));
  return [...Map.groupBy(points, ({ source }) => source.topic)].map(([topic, group]) =>
    message(thing.id, topic, group, read, seed),
  );
};

const message = (
  thing: string,
  topic: string,
  points: readonly { readonly role: string; readonly source: MqttPoint }[],
  read: Readout,
  seed: number,
): Message => {
  const every = points.some(({ role }) => role === "power") ? POWER_EVERY_MS : EVERY_MS;
  let dueAt = 0;
  let told: readonly Shown[] = [];
  const look = () => points.map(({ role }) => read(thing, role));
  const say = (at: number, seen: readonly Shown[]) => {
    told = seen;
    dueAt = at + every;
    return payloadOf(
      points.map(({ source }, i) => ({ point: source, shown: seen[i] })),
      at,
    );
  };
  return {
    topic,
    due: at => {
      // Devices were not switched on in the same second.
      if (dueAt === 0) dueAt = at + every * chance(seed, "phase", topic)();
      const seen = look();
      const isNews = told.length > 0 && seen.some((shown, i) => differs(told[i], shown));
      return isNews || at >= dueAt ? say(at, seen) : null;
    },
    now: at => say(at, look()),
  };
};

/** Whether a change is worth a message of its own: another word, or a number 5 % off and at least a half. */
const differs = (before: Shown, now: Shown): boolean => {
  if (now === undefined) return false;
  if (typeof now !== "number" || typeof before !== "number") return now !== before;
  const change = Math.abs(now - before);
  return change >= 0.5 && change > 0.05 * Math.abs(before);
};
