import type { Clock, Timer } from "#gateway/ports/clock.ts";
import { badReading } from "#rules/reading/admit.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Point } from "#rules/site/model.ts";
import { between, type Instant } from "#rules/time/instant.ts";
import { readAvailability } from "./availability.ts";
import { type Machine, type Outcome, outcome } from "./families/machine.ts";
import { machinesOf } from "./families/machines.ts";
import { placesOf } from "./families/told-on.ts";
import { quote } from "./json-trouble.ts";
import { type MessageReader, type MqttPoint, messageReader, type PlacedPoint } from "./message.ts";
import { topicTable } from "./topics.ts";
import type { Troubles } from "./troubles.ts";
import { unknownDevices } from "./unknown-devices.ts";
import { unknownTopics } from "./unknown-topics.ts";

type Emit = (readings: readonly Reading[]) => void;
/** Says something to a device, at QoS 0 and never retained. */
type Send = (topic: string, payload: Buffer) => void;
type Entry =
  | { readonly is: "value"; readonly at: PlacedPoint }
  | { readonly is: "availability"; readonly at: MqttPoint }
  | { readonly is: "machine"; readonly machine: Machine }
  /** Where a device is told what to do. */
  | { readonly is: "command" };
type Availability = {
  readonly point: Point;
  readonly words: { readonly online: string; readonly offline: string };
};
type Plan = {
  readonly read: MessageReader | null;
  readonly availability: readonly Availability[];
  readonly machines: readonly Machine[];
  readonly isCommand: boolean;
  /** All whose values may be in the message. */
  readonly points: readonly MqttPoint[];
};

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
  const counts = {
    readings: 0,
    messages: 0,
    malformed: 0,
    oversized: 0,
    unknown: 0,
    clock: 0,
    retainedCommands: 0,
  };
  const machines = machinesOf(points, maxBytes);
  const timed = machines.filter(({ wakeAt }) => wakeAt !== undefined);
  const plain = points.filter(({ source }) => (source.family ?? "plain") === "plain");
  const commands = points.flatMap(({ source }) => (source.write === undefined ? [] : [source.write.topic]));
  const entries = [
    ...plain.flatMap(entriesOf),
    ...machines.flatMap(entriesOfMachine),
    ...commands.map((topic): readonly [string, Entry] => [topic, { is: "command" }]),
  ];
  const table = topicTable(entries, found => planOf(found, maxBytes));
  const unknown = unknownTopics();
  const strangers = unknownDevices();
  let emit: Emit = () => {};
  let batch: Reading[] = [];
  let isScheduled = false;
  let turn: Instant | null = null;
  let send: Send = () => {};
  let waking: { readonly at: Instant; readonly timer: Timer } | null = null;

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

  /** Hands on what machines have made, and comes back when the first of them wants to be woken. */
  const apply = ({ readings, sends, doubts }: Outcome, touched: readonly Machine[]) => {
    for (const reading of readings) batch.push(reading);
    for (const { topic, payload } of sends) send(topic, payload);
    for (const { about, why } of doubts) troubles.tell("mqtt device needs a look", about, why);
    let first: Instant | null = null;
    // What the others wait for is waited for already; who waits longer now is woken once too early.
    for (const { wakeAt } of touched) {
      const at = wakeAt?.() ?? null;
      if (at !== null && (first === null || at < first)) first = at;
    }
    if (first === null) return;
    if (waking !== null && waking.at <= first) return;
    waking?.timer.stop();
    waking = { at: first, timer: clock.after(between(now(), first), wake) };
  };
  const wake = () => {
    waking = null;
    const made = outcome();
    for (const machine of timed) {
      const at = machine.wakeAt?.() ?? null;
      if (at !== null && at <= now()) machine.wake?.(now(), made);
    }
    apply(made, timed);
  };
  const toMachines = (to: readonly Machine[], topic: string, payload: Buffer, retained: boolean) => {
    const made = outcome();
    for (const machine of to) {
      const why = machine.take({ topic, payload, retained, at: now() }, made);
      if (why !== null) unreadable(topic, payload.length, why);
    }
    apply(made, to);
    if (hasWrongClock(made.readings, 0)) tellWrongClock(topic);
  };
  /** Whether the message would be told to a device again whenever it comes back; then that has been told. */
  const isRetainedCommand = (topic: string, payload: Buffer): boolean => {
    if (payload.length === 0 || table.find(topic)?.isCommand !== true) return false;
    counts.retainedCommands++;
    troubles.tell("mqtt retained command", topic, RETAINED_COMMAND);
    return true;
  };
  const tellWrongClock = (topic: string) => {
    counts.clock++;
    troubles.tell("mqtt device clock is wrong", topic, WRONG_CLOCK);
  };

  return {
    subscriptions: table.subscriptions,
    /** Whether there are devices that play by this family's rules. */
    has: (family: string): boolean => points.some(({ source }) => source.family === family),
    /** What is to be said to devices goes here from now on. */
    speakBy: (by: Send) => {
      send = by;
    },
    /** A broker is there whose devices may have spoken before we could hear them. */
    connected: () => {
      const made = outcome();
      for (const machine of machines) machine.connected?.(now(), made);
      apply(made, machines);
    },
    /** Nothing is waited for any more. */
    stop: () => {
      waking?.timer.stop();
      waking = null;
      send = () => {};
    },
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
        strangers.note(topic, payload, now());
        return;
      }
      counts.messages++;
      if (retained) isRetainedCommand(topic, payload);
      if (plan.machines.length > 0) toMachines(plan.machines, topic, payload, retained);
      if (payload.length === 0) return;
      if (plan.read !== null) {
        const first = batch.length;
        const why = plan.read(payload, retained, now(), batch);
        if (why !== null) unreadable(topic, payload.length, why);
        else if (hasWrongClock(batch, first)) tellWrongClock(topic);
      }
      if (plan.availability.length > 0) availabilityOf(plan.availability, topic, payload);
    },
    /** Points are out of reach for one reason: those of one topic or filter, else all. */
    lose: (reason: string, filter?: string) => {
      for (const { point, source } of plain)
        if (filter === undefined || tells({ point, source }, filter))
          batch.push(badReading(point, reason, now()));
      for (const machine of machines)
        if (filter === undefined || machine.topics.includes(filter))
          for (const { point } of machine.points) batch.push(badReading(point, reason, now()));
    },
    /** A message on the topic was not taken: nobody knows what is true of its points now. */
    refuse: (topic: string, why: string) => {
      for (const { point } of table.find(topic)?.points ?? []) batch.push(badReading(point, why, now()));
    },
    isRetainedCommand,
    /** Hands on what has been collected, at once. */
    flush,
    counts,
    unknownTopics: unknown.list,
    unknownDevices: strangers.list,
  };
};

/** @see rules/reading/admit.ts, which says what is plausible */
const WRONG_CLOCK =
  "its time is before 2020 or ahead of the hall's: set the device's clock; until then the moment of receipt counts";

const RETAINED_COMMAND =
  "a command is kept by the broker, and switches the device whenever it comes back: publish an empty retained message there, and set whoever sent it not to retain";

/** Whether any reading from the one at `first` on came with a time that nobody can believe. */
const hasWrongClock = (readings: readonly Reading[], first: number): boolean => {
  for (let i = first; i < readings.length; i++) if (readings[i]?.flag === "clock") return true;
  return false;
};

const OFFLINE = "device reports offline (last will)";

const tells = (at: MqttPoint, filter: string): boolean => placesOf(at).some(({ topic }) => topic === filter);

const entriesOf = (at: MqttPoint): (readonly [string, Entry])[] => {
  const values = [...Map.groupBy(placesOf(at), ({ topic }) => topic)].map(
    ([topic, places]) =>
      [topic, { is: "value", at: { ...at, paths: places.map(({ path }) => path) } }] as const,
  );
  const { availability } = at.source;
  return availability === undefined
    ? values
    : [...values, [availability.topic, { is: "availability", at }] as const];
};

const entriesOfMachine = (machine: Machine): (readonly [string, Entry])[] =>
  [...new Set(machine.topics)].map(topic => [topic, { is: "machine", machine }]);

const planOf = (entries: readonly Entry[], maxBytes: number): Plan => {
  const values = entries.flatMap(entry => (entry.is === "value" ? [entry.at] : []));
  return {
    read: values.length === 0 ? null : messageReader(values, maxBytes),
    availability: entries.flatMap(entry => {
      const words = entry.is === "availability" ? entry.at.source.availability : undefined;
      return entry.is === "availability" && words !== undefined ? [{ point: entry.at.point, words }] : [];
    }),
    machines: entries.flatMap(entry => (entry.is === "machine" ? [entry.machine] : [])),
    // Where a device tells and is told on one topic, what is kept there may be what it told.
    isCommand: entries.every(({ is }) => is === "command"),
    points: entries.flatMap(entry =>
      entry.is === "machine" ? entry.machine.points : entry.is === "value" ? [entry.at] : [],
    ),
  };
};
