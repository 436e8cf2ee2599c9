import { describe, expect, test } from "vitest";
import { Engine } from "#rules/engine/engine.ts";
import { rulebook } from "#rules/engine/rulebook.ts";
import { at } from "#rules/engine/testing/hall.ts";
import { after, type Instant, instant, minutes, seconds } from "#rules/time/instant.ts";
import type { EnergyStore } from "../ports/energy.ts";
import { Fault } from "../ports/fault.ts";
import { silent } from "../ports/log.ts";
import { memoryEnergy } from "../stores/memory/energy.ts";
import { seeded } from "../stores/testing/killed-child.ts";
import { EnergyBook } from "./energy-book.ts";
import { LiveEngine } from "./live-engine.ts";
import { Loop } from "./loop.ts";
import { Recorder } from "./recorder.ts";
import { handClock } from "./testing/hand-clock.ts";
import { meteredHall, says } from "./testing/metered-hall.ts";
import { refusingRecord } from "./testing/refusing-record.ts";

const site = meteredHall();
const NOON = at("12:00");
const later = (minute: number): Instant => after(NOON, minutes(minute));

const running = async (store: EnergyStore = memoryEnergy()) => {
  const clock = handClock(NOON);
  const book = new EnergyBook({ site, store, clock, log: silent, groupMs: 3_600_000 });
  await book.start();
  const quarters = async (meter: string) => {
    await book.settled();
    return store.quarters([meter], instant(0), later(100_000));
  };
  const total = async (meter: string) => (await quarters(meter)).reduce((sum, { kWh }) => sum + kWh, 0);
  const counter = (...said: readonly (readonly [minute: number, kWh: number])[]) =>
    book.hear(said.map(([minute, kWh]) => says(site, "M1.energy", kWh, later(minute))));
  return { clock, book, store, quarters, total, counter };
};

describe("the book of energy", () => {
  test("books what a counter counted, by quarters, whatever order a batch has", async () => {
    const { counter, quarters, book } = await running();
    counter([10, 102], [0, 100], [5, 101], [15, 103], [20, 104]);
    expect((await quarters("M1")).map(({ end, kWh }) => [end, kWh])).toEqual([
      [later(15), 3],
      [later(30), 1],
    ]);
    expect(book.state("M1")).toMatchObject({ is: "counter", countedKwh: 4 });
  });

  test("a reading that is not good says nothing of a counter, and ends what is known of a power", async () => {
    const { book, total, quarters } = await running();
    const uncertain = { ...says(site, "M1.energy", 900, later(2)), quality: "uncertain" } as const;
    book.hear([
      says(site, "M1.energy", 100, later(0)),
      uncertain,
      says(site, "M1.energy", Number.NaN, later(3)),
      says(site, "M1.energy", 101, later(4)),
      says(site, "P1.power", 1_200, later(0)),
      says(site, "P1.power", Number.NaN, later(3)),
      says(site, "P1.power", 1_200, later(6)),
      says(site, "P1.power", 0, later(9)),
    ]);
    expect(await total("M1")).toBeCloseTo(1, 9);
    expect(await total("P1")).toBeCloseTo(0.12, 9);
    expect(await quarters("P1")).toMatchObject([{ covered: minutes(6), isAtLeast: true }]);
  });

  test("a power that nobody tells any more lasts as long as its limit, and then there was at least so much", async () => {
    const { book, clock, quarters } = await running();
    book.hear([says(site, "P1.power", 6_000, later(0))]);
    clock.move(minutes(31));
    expect(await quarters("P1")).toMatchObject([
      { end: later(15), kWh: 0.5, covered: minutes(5), isAtLeast: true },
      { end: later(30), kWh: 0, covered: 0, isAtLeast: true },
      { end: later(45), kWh: 0, covered: 0, isAtLeast: true },
    ]);
  });

  test("goes on after a restart from what is durable: the counter's next reading closes the hole", async () => {
    const { counter, book, store } = await running();
    counter([0, 100], [1, 101]);
    await book.settled();
    counter([2, 102]); // Heard, and never booked: nobody stops a power cut.
    const again = await running(store);
    again.counter([3, 103]);
    expect(await again.total("M1")).toBeCloseTo(3, 9);
    expect(again.book.state("M1")).toMatchObject({ countedKwh: 3 });
  });

  test("a ledger that cannot be written makes bookings wait: told, and each booked once", async () => {
    const kept = memoryEnergy();
    let isFull = false;
    const store: EnergyStore = {
      ...kept,
      book: async booking => {
        if (isFull) throw new Fault("ENERGY_FULL", "energy.db: book: the disk is full", { retry: true });
        await kept.book(booking);
      },
    };
    const { counter, book, total } = await running(store);
    counter([0, 100], [1, 101]);
    expect(await total("M1")).toBeCloseTo(1, 9);
    isFull = true;
    counter([2, 102]);
    await book.settled();
    counter([3, 103]);
    expect(await total("M1")).toBeCloseTo(1, 9);
    expect(book.problems()).toEqual([
      "the ledger of energy cannot be written: energy.db: book: the disk is full",
    ]);
    isFull = false;
    expect(await total("M1")).toBeCloseTo(3, 9);
    expect(book.problems()).toEqual([]);
  });

  test("a meter that was heard while the clock showed a time to come is a problem until then", async () => {
    const { counter, book, clock } = await running();
    counter([0, 100], [60, 101]);
    await book.settled();
    expect(book.problems()).toEqual([expect.stringMatching(/^meter M1 .*ahead of the clock/)]);
    clock.move(minutes(50));
    expect(book.problems()).toEqual([]);
  });

  test("a booking that was stored though the disk said that it was not is never booked twice", async () => {
    const kept = memoryEnergy();
    let isTorn = true;
    const store: EnergyStore = {
      ...kept,
      book: async booking => {
        await kept.book(booking);
        if (isTorn) throw new Fault("ENERGY_FAILED", "energy.db: book: disk I/O error", { retry: false });
      },
    };
    const { counter, book, total } = await running(store);
    counter([0, 100], [1, 101]);
    await book.settled();
    counter([2, 102]);
    await book.settled();
    isTorn = false;
    counter([3, 103]);
    expect(await total("M1")).toBeCloseTo(3, 9);
  });

  test("a counter that says what cannot follow is a problem with a way out, until it is believed again", async () => {
    const { counter, book } = await running();
    counter([0, 100], [1, 90_000], [2, 5], [3, 70_000]);
    await book.settled();
    expect(book.problems()).toEqual([
      expect.stringMatching(
        /^meter M1 .* nothing is counted since 100 kWh: it says 70000 kWh.*meters replaced M1/,
      ),
    ]);
    counter([4, 101]);
    await book.settled();
    expect(book.problems()).toEqual([]);
  });

  test("readings that the loop coalesces under pressure are in the ledger all the same", async () => {
    const { clock, book, total } = await running();
    const record = refusingRecord();
    await record.start();
    const loop = new Loop({
      engine: new LiveEngine(new Engine(site, rulebook(site, []), clock.now())),
      clock,
      recorder: new Recorder(record, silent),
      keep: readings => book.hear(readings),
      show: () => {},
      tell: () => {},
    });
    const random = seeded(7);
    const flood = Array.from({ length: 200_001 }, (_, n) =>
      says(site, "M1.energy", 100 + n / 1_000, after(NOON, seconds(n))),
    ).sort(() => random(2) - 0.5);
    loop.offer(flood.slice(0, 100_000));
    loop.offer(flood.slice(100_000));
    expect(loop.counts.coalesced).toBe(200_000);
    // To the last W.h of a counter that moves in such steps.
    expect(await total("M1")).toBeCloseTo(200, 6);
    loop.stop();
  });
});
