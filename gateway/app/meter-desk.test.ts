import { describe, expect, test } from "vitest";
import { at } from "#rules/engine/testing/hall.ts";
import { Fault } from "../ports/fault.ts";
import { until } from "../stores/testing/until.ts";
import { energyHall } from "./testing/energy-hall.ts";
import { meteredHall, says } from "./testing/metered-hall.ts";

describe("what people put right", () => {
  const people = [{ id: "F1", name: "赵磊", roles: ["facilities"] }] as const;
  test("is booked once, though it is asked again while the ledger cannot be written", async () => {
    const site = { ...meteredHall(), people };
    const { store, meters, api, stop } = await energyHall({ site, start: at("12:00") });
    const { book } = store;
    meters.hear([says(site, "M1.energy", 100, at("11:50"))]);
    await meters.settled();
    store.book = async () => {
      throw new Fault("ENERGY_FULL", "energy.db: book: the disk is full", { retry: true });
    };
    const said = {
      id: "c1",
      from: "2025-07-08T02:00:00Z",
      to: "2025-07-08T02:15:00Z",
      kWh: 5,
      why: "bridged",
    };
    const correct = () => api.correctMeter("M1", { by: "F1", ...said });
    expect(await correct()).toMatchObject({ is: "unrecorded" });
    expect(await correct()).toMatchObject({ is: "unrecorded" });
    store.book = book;
    expect(await correct()).toMatchObject({ is: "done" });
    const booked = await store.quarters(["M1"], at("00:00"), at("12:00"));
    expect(booked.reduce((all, { kWh }) => all + kWh, 0)).toBe(5);
    await stop();
  });

  test("of a meter that was replaced is booked once, and other figures are not taken for the same", async () => {
    const site = { ...meteredHall(), people };
    const { meters, store, api, stop } = await energyHall({ site, start: at("12:00") });
    for (const [moment, kWh] of [
      ["11:00", 900],
      ["11:05", 0.5],
      ["11:06", 0.51],
    ] as const)
      meters.hear([says(site, "M1.energy", kWh, at(moment))]);
    await meters.settled();
    const said = { at: "2025-07-08T03:05:00Z", endKwh: 900.4, startKwh: 0.2, why: "broken" };
    const replaced = (more: object = {}) => api.meterReplaced("M1", { by: "F1", ...said, ...more });
    expect(await replaced()).toMatchObject({ is: "done" });
    expect(await replaced()).toMatchObject({ is: "done" });
    expect(await replaced({ endKwh: 900.9 })).toMatchObject({ is: "refused" });
    const entries = await store.entries({ limit: 9 });
    expect(entries.filter(({ by }) => by !== null)).toMatchObject([{ is: "replacement", why: "broken" }]);
    await stop();
  });

  test("is told to the trail after the next start, when the power went before it was; and once", async () => {
    const { store, record, side, stop } = await energyHall({ site: meteredHall(), start: at("12:00") });
    await store.book({
      states: new Map(),
      quarters: [],
      entries: [
        {
          ...{ id: "M1/correction/a", meter: "M1", at: at("11:00"), from: at("10:00"), to: at("11:00") },
          ...{ kWh: 1, is: "correction", by: "赵磊", why: "read from a photo" },
        },
      ],
    });
    const deeds = async () =>
      (await record.deeds()).map(deed => (deed.is === "meter" ? deed.entry : deed.is));
    await side.start();
    await until("it is on the trail", async () => (await deeds()).length > 0);
    await side.stop();
    await side.start();
    await side.settled();
    expect(await deeds()).toEqual(["M1/correction/a"]);
    await stop();
  });
});
