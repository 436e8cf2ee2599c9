import { admit, badReading } from "../reading/admit.ts";
import type { Reading } from "../reading/reading.ts";
import type { Point } from "../site/model.ts";
import { after, type Instant, type Millis, millis } from "../time/instant.ts";
import type { Action, Assignment, Course, Delivery, DeviceClock } from "./timeline.ts";

/** What a device is told to do. */
export type DeviceAction = Extract<
  Action,
  {
    readonly is: "source_time" | "silent" | "bad" | "heard" | "set" | "once" | "retained" | "late" | "repeat";
  }
>;

/** Why a device cannot do what it is told: a mistake of the rule test that only shows when it is played. */
export type Impossible = { readonly is: "never-set" | "never-delivered"; readonly point: string };

/** The devices of a hall as far as a rule test speaks of them. */
export type Devices = {
  /** When the next of them reports by itself; Infinity: none does. */
  next(): number;
  /** What they report by themselves at that moment, in the order of the hall's points. */
  report(at: Instant): Reading[];
  /** What all that are not silent report at any moment. */
  reportAll(at: Instant): Reading[];
  act(action: DeviceAction, at: Instant): Reading[] | Impossible;
  /** A device that reports from the start. */
  begin(assignment: Assignment, at: Instant): Reading[];
  /** The hall's clock was moved: what was to come in ten minutes still comes in ten minutes. */
  move(by: Millis): void;
  /** Until then nobody listens; what is reported meanwhile is lost. */
  skip(until: Instant): void;
};

type Device = {
  readonly point: Point;
  /** What it was told to report; null: nothing yet. */
  course: Course | null;
  since: number;
  clock: DeviceClock;
  isReporting: boolean;
  /** When it repeats what it said, and when what it says moves on; Infinity: never. */
  repeatAt: number;
  moveAt: number;
};

/**
 * Simulated devices: each reports what it was told, at once and again twice within the staleness limit of its point, so
 * that it stays good until told to be silent. They tell no time of their own unless they are given a clock.
 *
 * @param repeating  positions of the points whose messages must be remembered, to be delivered again
 */
export const simulatedDevices = (repeating: ReadonlySet<number>): Devices => {
  const devices = new Map<number, Device>();
  const heard = new Set<string>();

  const deviceOf = (point: Point): Device => {
    const known = devices.get(point.index);
    if (known) return known;
    const made: Device = {
      point,
      course: null,
      since: 0,
      clock: { is: "right" },
      isReporting: false,
      repeatAt: Number.POSITIVE_INFINITY,
      moveAt: Number.POSITIVE_INFINITY,
    };
    devices.set(point.index, made);
    return made;
  };

  const deliver = (reading: Reading): Reading[] => {
    if (repeating.has(reading.point)) heard.add(messageKey(reading.point, reading.value, reading.at));
    return [reading];
  };

  const say = (device: Device, at: Instant): Reading[] => {
    const { point, course, since, clock } = device;
    if (course === null) return [];
    device.repeatAt = device.isReporting ? at + periodOf(point) : Number.POSITIVE_INFINITY;
    device.moveAt = device.isReporting ? nextMove(course, since, at) : Number.POSITIVE_INFINITY;
    return deliver(admit(point, { value: valueAt(course, since, at), sourceAt: shownBy(clock, at) }, at));
  };

  const inOrder = (which: (device: Device) => boolean, at: Instant): Reading[] =>
    [...devices.values()]
      .filter(which)
      .toSorted((a, b) => a.point.index - b.point.index)
      .flatMap(device => say(device, at));

  const begin = (point: Point, course: Course, isReporting: boolean, at: Instant): Reading[] => {
    const device = deviceOf(point);
    Object.assign(device, { course, since: at, isReporting });
    return say(device, at);
  };

  const stop = (device: Device): void => {
    device.isReporting = false;
    device.repeatAt = Number.POSITIVE_INFINITY;
    device.moveAt = Number.POSITIVE_INFINITY;
  };

  const silence = (point: Point, at: Instant): Reading[] => {
    const device = deviceOf(point);
    const last = device.isReporting ? say(device, at) : [];
    stop(device);
    return last;
  };

  const resume = (point: Point, at: Instant): Reading[] | Impossible => {
    const device = deviceOf(point);
    if (device.course === null) return { is: "never-set", point: point.id };
    device.isReporting = true;
    return say(device, at);
  };

  const fail = (point: Point, reason: string, at: Instant): Reading[] => {
    stop(deviceOf(point));
    return [badReading(point, reason, at)];
  };

  const comeLate = ({ point, value, measuredAt }: Delivery, at: Instant): Reading[] =>
    deliver(admit(point, { value, sourceAt: measuredAt }, at));

  const comeAgain = (delivery: Delivery, at: Instant): Reading[] | Impossible => {
    const { point, value, measuredAt } = delivery;
    const wasHeard = heard.has(messageKey(point.index, value, measuredAt));
    return wasHeard ? comeLate(delivery, at) : { is: "never-delivered", point: point.id };
  };

  return {
    next: () => Math.min(...[...devices.values()].map(({ repeatAt, moveAt }) => Math.min(repeatAt, moveAt))),
    report: at => inOrder(({ repeatAt, moveAt }) => Math.min(repeatAt, moveAt) <= at, at),
    reportAll: at => inOrder(({ isReporting }) => isReporting, at),
    act: (action, at) => {
      switch (action.is) {
        case "source_time":
          deviceOf(action.point).clock = action.clock;
          return [];
        case "silent":
          return silence(action.point, at);
        case "bad":
          return fail(action.point, action.reason, at);
        case "heard":
          return resume(action.point, at);
        case "set":
          return begin(action.point, action.value, true, at);
        case "once":
          return begin(action.point, { is: "still", value: action.value }, false, at);
        case "retained":
          return deliver(admit(action.point, { value: action.value, retained: true }, at));
        case "late":
          return comeLate(action.delivery, at);
        case "repeat":
          return comeAgain(action.delivery, at);
        default:
          return action satisfies never;
      }
    },
    begin: ({ point, value }, at) => begin(point, value, true, at),
    move: by => {
      for (const device of devices.values()) {
        device.since += by;
        device.repeatAt += by;
        device.moveAt += by;
      }
    },
    skip: until => {
      for (const device of devices.values()) {
        const period = periodOf(device.point);
        if (device.repeatAt <= until)
          device.repeatAt += period * (Math.floor((until - device.repeatAt) / period) + 1);
        if (device.course && device.moveAt <= until)
          device.moveAt = nextMove(device.course, device.since, until);
      }
    },
  };
};

/** A live reading tells no time of its own, so what counts is when it came in. */
const messageKey = (point: number, value: number, at: number): string => `${point} ${value} ${at}`;

/** Twice within the staleness limit: one lost message does no harm. */
const periodOf = ({ staleAfter }: Point): Millis => millis(Math.max(1, Math.floor(staleAfter / 2)));

const valueAt = (course: Course, since: number, at: number): number => {
  if (course.is === "still") return course.value;
  const { from, by, every, to } = course;
  const value = Number((from + by * Math.floor((at - since) / every)).toPrecision(12));
  if (to === null) return value;
  return by > 0 ? Math.min(value, to) : Math.max(value, to);
};

const nextMove = (course: Course, since: number, at: number): number => {
  if (course.is === "still" || valueAt(course, since, at) === course.to) return Number.POSITIVE_INFINITY;
  return since + course.every * (Math.floor((at - since) / course.every) + 1);
};

const shownBy = (clock: DeviceClock, at: Instant): Instant | undefined => {
  switch (clock.is) {
    case "right":
      return undefined;
    case "stopped":
      return clock.at;
    case "off":
      return after(at, clock.by);
    default:
      return clock satisfies never;
  }
};
