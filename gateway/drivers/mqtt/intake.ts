import type { Clock } from "#gateway/ports/clock.ts";
import { badReading } from "#rules/reading/admit.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Point } from "#rules/site/model.ts";
import type { Instant } from "#rules/time/instant.ts";
import { readAvailability } from "./availability.ts";
import { quote } from "./json-trouble.ts";
import { type MessageReader, type MqttPoint, messageReader } from "./message.ts";
import { topicTable } from "./topics.ts";
import type { Troubles } from "./troubles.ts";
import { unknownTopics } from "./unknown-topics.ts";

type Emit = (readings: readonly Reading[]) => void;
type Entry = { readonly is: "value" | "availability"; readonly at: MqttPoint };
type Availability = {
  readonly point: Point;
  readonly words: { readonly online: string; readonly offline: string };
};
type Plan = { readonly read: MessageReader | null; readonly availability: readonly Availability[] };

/** Messages in, readings out: what both kinds of broker share. */
export type Intake = ReturnType<typeof intake>;

/**
 * Builds the intake for the MQTT points of a site. Readings are collected for one turn of the event loop and handed on
 * together; messages of one turn share their receipt time.
 *
 * @param maxBytes  longest payload that is parsed
 */
export const intake = ({
  points,
  clock,
  troubles,
  maxBytes,
}: {
  points: readonly MqttPoint[];
  clock: Clock;
  troubles: Troubles;
  maxBytes: number;
}) => {
  const counts = { readings: 0, messages: 0, malformed: 0, oversized: 0, unknown: 0, clock: 0 };
  const table = topicTable(points.flatMap(entriesOf), entries => planOf(entries, maxBytes));
  const unknown = unknownTopics();
  let emit: Emit = () => {};
  let batch: Reading[] = [];
  let isScheduled = false;
  let turn: Instant | null = null;

  const flush = () => {
    isScheduled = false;
    turn = null;
    if (batch.length === 0) return;
    const readings = batch;
    batch = [];
    counts.readings += readings.length;
    emit(readings);
  };
  const now = (): Instant => {
    turn ??= clock.now();
    if (!isScheduled) {
      isScheduled = true;
      setImmediate(flush);
    }
    return turn;
  };

  const unreadable = (topic: string, bytes: number, why: string) => {
    if (bytes > maxBytes) counts.oversized++;
    else counts.malformed++;
    troubles.tell("mqtt payload cannot be read", topic, why);
  };
  const availabilityOf = (devices: readonly Availability[], topic: string, payload: Buffer) => {
    for (const { point, words } of devices) {
      const said = readAvailability(payload, words);
      if (said.is === "offline") batch.push(badReading(point, OFFLINE, now()));
      if (said.is !== "other") continue;
      const why = `availability is ${quote(said.text)}, neither "${words.online}" nor "${words.offline}"`;
      troubles.tell("mqtt availability not understood", topic, why);
    }
  };

  return {
    subscriptions: table.subscriptions,
    /** Where readings go from now on. */
    deliverTo: (to: Emit) => {
      emit = to;
    },
    /** @param retained  whether it is a broker's memory rather than news */
    take: (topic: string, payload: Buffer, retained: boolean): void => {
      const plan = table.find(topic);
      if (plan === undefined) {
        counts.unknown++;
        unknown.note(topic, now());
        return;
      }
      counts.messages++;
      if (payload.length === 0) return;
      if (plan.read !== null) {
        const first = batch.length;
        const why = plan.read(payload, retained, now(), batch);
        if (why !== null) unreadable(topic, payload.length, why);
        else if (hasWrongClock(batch, first)) {
          counts.clock++;
          troubles.tell("mqtt device clock is wrong", topic, WRONG_CLOCK);
        }
      }
      if (plan.availability.length > 0) availabilityOf(plan.availability, topic, payload);
    },
    /** Points are out of reach for one reason: those of one topic or filter, else all. */
    lose: (reason: string, filter?: string) => {
      for (const { point, source } of points)
        if (filter === undefined || source.topic === filter) batch.push(badReading(point, reason, now()));
    },
    /** Hands on what has been collected, at once. */
    flush,
    counts,
    unknownTopics: unknown.list,
  };
};

/** @see rules/reading/admit.ts, which says what is plausible */
const WRONG_CLOCK =
  "its time is before 2020 or ahead of the hall's: set the device's clock; until then the moment of receipt counts";

/** Whether any reading from the one at `first` on came with a time that nobody can believe. */
const hasWrongClock = (readings: readonly Reading[], first: number): boolean => {
  for (let i = first; i < readings.length; i++) if (readings[i]?.flag === "clock") return true;
  return false;
};

const OFFLINE = "device reports offline (last will)";

const entriesOf = (at: MqttPoint): (readonly [string, Entry])[] => {
  const value = [at.source.topic, { is: "value", at }] as const;
  const { availability } = at.source;
  return availability === undefined ? [value] : [value, [availability.topic, { is: "availability", at }]];
};

const planOf = (entries: readonly Entry[], maxBytes: number): Plan => {
  const values = entries.filter(entry => entry.is === "value").map(entry => entry.at);
  return {
    read: values.length === 0 ? null : messageReader(values, maxBytes),
    availability: entries.flatMap(({ is, at: { point, source } }) =>
      is === "availability" && source.availability !== undefined
        ? [{ point, words: source.availability }]
        : [],
    ),
  };
};
