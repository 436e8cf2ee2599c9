import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Booking, EnergyStore } from "#gateway/ports/energy.ts";
import type { MeterEntry, MeterQuarter, MeterState } from "#rules/energy/ledger.ts";
import { after, instant, millis, minutes } from "#rules/time/instant.ts";
import { MORNING } from "./sample-alerts.ts";

/** A ledger of energy to be held to the contract. */
export type EnergyUnderTest = {
  readonly energy: EnergyStore;
  /** The gateway stops in an orderly way and starts again. */
  reopen(): Promise<EnergyStore>;
  remove(): Promise<void>;
};

/** The end of the n-th quarter of the morning. */
export const quarterEnd = (n: number) => after(MORNING, minutes(15 * n));

/** A quarter that was measured as a whole. */
export const quarterOf = (
  meter: string,
  n: number,
  kWh: number,
  more: Partial<MeterQuarter> = {},
): MeterQuarter => ({
  meter,
  end: quarterEnd(n),
  kWh,
  estimatedKwh: 0,
  covered: minutes(15),
  isAtLeast: false,
  ...more,
});

/** A state that can be told by what it says. */
export const powerState = (powerW: number): MeterState => ({
  is: "power",
  powerW,
  at: MORNING,
  bookedTo: MORNING,
});

const entryOf = (id: string, meter: string, n: number): MeterEntry => ({
  id,
  meter,
  at: quarterEnd(n),
  from: quarterEnd(n - 1),
  to: quarterEnd(n),
  kWh: -0.5,
  is: "correction",
  by: "张敏",
  why: "read from a photo",
});

const booking = (part: Partial<Booking>): Booking => ({
  states: new Map(),
  quarters: [],
  entries: [],
  ...part,
});

/** What every ledger of energy promises. `open` gives a started one on a new, empty place. */
export const energyContract = (name: string, open: () => Promise<EnergyUnderTest>): void => {
  describe(`${name} keeps the ledger of energy`, () => {
    let under: EnergyUnderTest;
    let energy: EnergyStore;
    beforeEach(async () => {
      under = await open();
      energy = under.energy;
    });
    afterEach(() => under.remove());
    const all = (meter: string) => energy.quarters([meter], instant(0), quarterEnd(1_000));

    it("what is booked for a quarter is added to what it has", async () => {
      const half = { covered: minutes(7) } as const;
      await energy.book(booking({ quarters: [quarterOf("M1", 1, 0.25, half), quarterOf("M2", 1, 9)] }));
      await energy.book(
        booking({ quarters: [quarterOf("M1", 1, 0.5, { ...half, estimatedKwh: 0.5, isAtLeast: true })] }),
      );
      await energy.book(booking({ quarters: [quarterOf("M1", 1, -0.125, { covered: millis(0) })] }));
      expect(await all("M1")).toEqual([
        quarterOf("M1", 1, 0.625, { covered: minutes(14), estimatedKwh: 0.5, isAtLeast: true }),
      ]);
    });

    it("a booking that is given again, since nobody heard that it was stored, is stored once", async () => {
      const given = booking({ quarters: [quarterOf("M1", 1, 0.5)] });
      await energy.book(given);
      await energy.book(given);
      expect(await all("M1")).toEqual([quarterOf("M1", 1, 0.5)]);
    });

    it("no quarter is covered for longer than it is", async () => {
      for (let n = 0; n < 2; n += 1) await energy.book(booking({ quarters: [quarterOf("M1", 1, 1)] }));
      expect((await all("M1"))[0]?.covered).toBe(minutes(15));
    });

    it("quarters are told by meter and end, without their beginning and with their end", async () => {
      const quarters = [3, 1, 2, 4].flatMap(n => [quarterOf("M2", n, n), quarterOf("M1", n, 10 * n)]);
      await energy.book(booking({ quarters }));
      const told = await energy.quarters(["M1", "nobody", "M2"], quarterEnd(1), quarterEnd(3));
      expect(told.map(({ meter, kWh }) => [meter, kWh])).toEqual([
        ["M1", 20],
        ["M1", 30],
        ["M2", 2],
        ["M2", 3],
      ]);
    });

    it("states are those after the last booking, and a restart finds them", async () => {
      await energy.book(booking({ states: new Map([["M1", powerState(1)]]) }));
      await energy.book(booking({ states: new Map([["M2", powerState(2)]]) }));
      await energy.book(
        booking({ states: new Map([["M1", powerState(3)]]), quarters: [quarterOf("M1", 1, 1)] }),
      );
      energy = await under.reopen();
      expect(new Map(await energy.states())).toEqual(
        new Map([
          ["M1", powerState(3)],
          ["M2", powerState(2)],
        ]),
      );
      expect(await all("M1")).toEqual([quarterOf("M1", 1, 1)]);
    });

    it("an entry keeps what the meter showed", async () => {
      const entry = entryOf("r", "M1", 1);
      const shown = { is: "stood", fromKwh: 841.2, toKwh: 0.03 } as const;
      const strays = { is: "strays", readings: 2 } as const;
      const booked = [
        { ...entryOf("g", "M1", 2), is: "glitch", by: null, why: "", shown: strays } as const,
        { ...entry, is: "reset", by: null, why: "", shown } as const,
      ];
      await energy.book(booking({ entries: booked }));
      energy = await under.reopen();
      expect(await energy.entries({ limit: 9 })).toEqual(booked);
    });

    it("an entry that is booked twice is one, and the latest come first", async () => {
      await energy.book(booking({ entries: [entryOf("a", "M1", 1), entryOf("b", "M2", 2)] }));
      await energy.book(booking({ entries: [entryOf("a", "M1", 1), entryOf("c", "M1", 3)] }));
      const ids = async (asked: Omit<Parameters<EnergyStore["entries"]>[0], "limit">, limit = 9) =>
        (await energy.entries({ ...asked, limit })).map(({ id }) => id);
      expect(await ids({})).toEqual(["c", "b", "a"]);
      expect(await ids({}, 2)).toEqual(["c", "b"]);
      expect(await ids({ meter: "M1" })).toEqual(["c", "a"]);
      expect(await ids({ from: quarterEnd(2), to: quarterEnd(3) })).toEqual(["b"]);
      expect((await energy.entries({ meter: "M2", limit: 1 }))[0]).toEqual(entryOf("b", "M2", 2));
    });

    it("bookings that are given at once are stored in their order", async () => {
      const all = Array.from({ length: 20 }, (_, n) =>
        energy.book(booking({ states: new Map([["M1", powerState(n)]]), quarters: [quarterOf("M1", n, 1)] })),
      );
      await Promise.all(all);
      expect((await energy.states()).get("M1")).toEqual(powerState(19));
    });
  });
};
