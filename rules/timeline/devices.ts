import { admit, badReading } from "../reading/admit.ts";
import type { Reading } from "../reading/reading.ts";
import type { Point } from "../site/model.ts";
import type { Instant, Millis } from "../time/instant.ts";
import { Device } from "./device.ts";
import type { Action, Assignment, Delivery } from "./timeline.ts";

/** What a device is told to do. */
export type DeviceAction = Extract<
  Action,
  {
    readonly is: "source_time" | "silent" | "bad" | "heard" | "set" | "once" | "retained" | "late" | "repeat";
  }
>;

/** Why a device cannot do what it is told: a mistake of the rule test that only shows when it is played. */
export type Impossible = { readonly is: "never-set" | "never-delivered"; readonly point: string };

/**
 * The devices of a hall as far as a rule test speaks of them. Each reports what it was told, at once and again twice
 * within the staleness limit of its point, so that it stays good until it is told to be silent. They tell no time of
 * their own unless they are given a clock.
 */
export class Devices {
  readonly #devices = new Map<number, Device>();
  /** In the order of the hall's points. */
  #inOrder: readonly Device[] = [];
  /** Messages of the points that will be delivered again. */
  readonly #heard = new Set<string>();
  readonly #repeating: ReadonlySet<number>;

  /** @param repeating  positions of the points whose messages must be remembered, to be delivered again */
  constructor(repeating: ReadonlySet<number>) {
    this.#repeating = repeating;
  }

  /** When the next of them reports by itself; Infinity: none does. */
  next(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { nextAt } of this.#inOrder) if (nextAt < next) next = nextAt;
    return next;
  }

  /** What they report by themselves at that moment, in the order of the hall's points. */
  report(at: Instant): readonly Reading[] {
    return this.#inOrder.flatMap(device => (device.nextAt <= at ? this.#said(device, at) : []));
  }

  /** What all that are not silent report. */
  reportAll(at: Instant): readonly Reading[] {
    return this.#inOrder.flatMap(device => (device.isReporting ? this.#said(device, at) : []));
  }

  /** A device that reports from the start. */
  begin({ point, value }: Assignment, at: Instant): readonly Reading[] {
    const device = this.#of(point);
    device.set(value, at);
    device.goOn();
    return this.#said(device, at);
  }

  /** What comes in because of what a device is told to do. */
  act(action: DeviceAction, at: Instant): readonly Reading[] | Impossible {
    switch (action.is) {
      case "source_time":
        this.#of(action.point).clock = action.clock;
        return [];
      case "silent":
        return this.#silence(this.#of(action.point), at);
      case "bad":
        this.#of(action.point).stop();
        return [badReading(action.point, action.reason, at)];
      case "heard":
        return this.#resume(this.#of(action.point), at);
      case "set":
        return this.begin(action, at);
      case "once":
        return this.#sayOnce(this.#of(action.point), action.value, at);
      case "retained":
        return this.#deliver(admit(action.point, { value: action.value, retained: true }, at));
      case "late":
        return this.#comeLate(action.delivery, at);
      case "repeat":
        return this.#comeAgain(action.delivery, at);
      default:
        return action satisfies never;
    }
  }

  /** The hall's clock was moved. */
  move(by: Millis): void {
    for (const device of this.#inOrder) device.move(by);
  }

  /** Until then nobody listens. */
  skip(until: Instant): void {
    for (const device of this.#inOrder) device.skip(until);
  }

  #of(point: Point): Device {
    const known = this.#devices.get(point.index);
    if (known) return known;
    const device = new Device(point);
    this.#devices.set(point.index, device);
    this.#inOrder = [...this.#devices.values()].toSorted((a, b) => a.point.index - b.point.index);
    return device;
  }

  #said(device: Device, at: Instant): readonly Reading[] {
    const reading = device.say(at);
    return reading ? this.#deliver(reading) : [];
  }

  #silence(device: Device, at: Instant): readonly Reading[] {
    const last = device.isReporting ? this.#said(device, at) : [];
    device.stop();
    return last;
  }

  #resume(device: Device, at: Instant): readonly Reading[] | Impossible {
    if (!device.isSet) return { is: "never-set", point: device.point.id };
    device.goOn();
    return this.#said(device, at);
  }

  #sayOnce(device: Device, value: number, at: Instant): readonly Reading[] {
    device.stop();
    device.set({ is: "still", value }, at);
    return this.#said(device, at);
  }

  #comeLate({ point, value, measuredAt }: Delivery, at: Instant): readonly Reading[] {
    return this.#deliver(admit(point, { value, sourceAt: measuredAt }, at));
  }

  #comeAgain(delivery: Delivery, at: Instant): readonly Reading[] | Impossible {
    const { point, value, measuredAt } = delivery;
    const wasHeard = this.#heard.has(messageKey(point.index, value, measuredAt));
    return wasHeard ? this.#comeLate(delivery, at) : { is: "never-delivered", point: point.id };
  }

  #deliver(reading: Reading): readonly Reading[] {
    const { point, value, at } = reading;
    if (this.#repeating.has(point)) this.#heard.add(messageKey(point, value, at));
    return [reading];
  }
}

const messageKey = (point: number, value: number, at: number): string => `${point} ${value} ${at}`;
