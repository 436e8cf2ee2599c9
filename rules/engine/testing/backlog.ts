import fc from "fast-check";
import type { Transition } from "../../alert/alert.ts";
import type { Reading } from "../../reading/reading.ts";
import type { Site } from "../../site/model.ts";
import { after, type Instant, instant, minutes, seconds } from "../../time/instant.ts";
import type { Engine } from "../engine.ts";

/** A device that reports every minute, so many seconds after it, and is cut off for some of the time. */
export type Device = {
  readonly point: string;
  readonly second: number;
  /** What it says in each minute. */
  readonly values: readonly number[];
  /** Minutes from which and until before which its messages are kept back. */
  readonly cutFrom: number;
  readonly cutUntil: number;
  /** Seconds after it is back at which what it kept is sent; it sends what is new before. */
  readonly delay: number;
};

/** Some minutes at the beginning in which everything is as usual, so that a device's rhythm is known. */
const USUAL = 6;

/** What a device can say; the first is the usual. */
export type Kind = { readonly point: string; readonly second: number; readonly values: readonly number[] };

/**
 * Devices with random values, each cut off once.
 *
 * @param length  of their stories, in minutes
 * @param stays   how many minutes a device is back before the end; 0: it may also stay away
 */
export const devices = (
  points: readonly Kind[],
  length: number,
  stays = 3,
): fc.Arbitrary<readonly Device[]> =>
  fc.tuple(
    ...points.map(({ point, second, values }) =>
      fc
        .record({
          // Long stretches of the same value, so that holds can ripen.
          stretches: fc.array(
            fc.record({ value: fc.constantFrom(...values), minutes: fc.integer({ min: 1, max: 12 }) }),
            { minLength: 8, maxLength: 12 },
          ),
          cut: fc.tuple(fc.integer({ min: USUAL, max: length - 8 }), fc.integer({ min: 0, max: 25 })),
          delay: fc.integer({ min: 35, max: 400 }),
        })
        .map(({ stretches, cut: [cutFrom, cutLength], delay }): Device => {
          const said = stretches.flatMap(each => Array<number>(each.minutes).fill(each.value));
          const usual = Array<number>(USUAL).fill(values[0]!);
          return {
            point,
            second,
            values: [...usual, ...said, ...Array<number>(length).fill(said.at(-1)!)].slice(0, length),
            cutFrom,
            cutUntil: Math.min(cutFrom + cutLength, length - stays),
            delay,
          };
        }),
    ),
  );

/** A message and when it arrives. */
export type Message = { readonly reading: Reading; readonly at: Instant };

const message = (site: Site, { point, second, values }: Device, minute: number, start: Instant): Reading => {
  const at = after(after(start, minutes(minute)), seconds(second));
  const index = site.points.findIndex(({ id }) => id === point);
  return { point: index, value: values[minute]!, at, receivedAt: at, quality: "good" };
};

/** Every message at its own time. */
export const inTime = (site: Site, all: readonly Device[], start: Instant): readonly Message[] =>
  all
    .flatMap(device => device.values.map((_, minute) => message(site, device, minute, start)))
    .map(reading => ({ reading, at: reading.at }))
    .toSorted((a, b) => a.at - b.at);

/** How a backlog is delivered: in which order, what of it twice, and over how many seconds. */
export type Delivery = {
  readonly order: readonly number[];
  readonly twice: readonly boolean[];
  readonly spread: number;
};

/** @param spread  seconds at most */
export const delivery = (spread: number): fc.Arbitrary<Delivery> =>
  fc.record({
    order: fc.array(fc.nat(1_000_000), { minLength: 90, maxLength: 90 }),
    twice: fc.array(fc.boolean(), { minLength: 90, maxLength: 90 }),
    spread: fc.integer({ min: 0, max: spread }),
  });

/** The same messages, those of all cuts together when every device has long been back, as `how` says. */
export const cutOff = (
  site: Site,
  all: readonly Device[],
  start: Instant,
  how: Delivery,
): readonly Message[] => {
  const isKept = (device: Device, minute: number) => minute >= device.cutFrom && minute < device.cutUntil;
  const back = after(start, minutes(Math.max(...all.map(({ cutUntil }) => cutUntil))));
  const delay = Math.max(...all.map(each => each.delay));
  const messages = all.flatMap(device => {
    const kept = device.values.flatMap((_, minute) =>
      isKept(device, minute) ? [message(site, device, minute, start)] : [],
    );
    const sent = [...kept, ...kept.filter((_, index) => how.twice[index])];
    const shuffled = sent
      .map((reading, index) => ({ reading, order: how.order[index % how.order.length]! + index / 1000 }))
      .toSorted((a, b) => a.order - b.order)
      .map(({ reading }) => reading);
    const late = shuffled.map((reading, index): Message => {
      // The last of them arrives at the same moment whatever the order.
      const before = shuffled.length < 2 ? 0 : how.spread * (1 - index / (shuffled.length - 1));
      const at = instant(back + seconds(60 + delay) - Math.round(seconds(before)));
      return { reading: { ...reading, receivedAt: at }, at };
    });
    const live = device.values.flatMap((_, minute) =>
      isKept(device, minute) ? [] : [message(site, device, minute, start)],
    );
    return [...live.map(reading => ({ reading, at: reading.at })), ...late];
  });
  return messages.toSorted((a, b) => a.at - b.at);
};

/** Delivers messages as they arrive, then waits; all that was told but silence. */
export const deliver = (engine: Engine, messages: readonly Message[], end: Instant): Transition[] =>
  [
    ...messages.flatMap(
      ({ reading, at }) => engine.step({ is: "readings", readings: [reading], at }).transitions,
    ),
    ...engine.step({ is: "tick", at: end }).transitions,
  ].filter(({ alert }) => alert.fact !== "blind");
