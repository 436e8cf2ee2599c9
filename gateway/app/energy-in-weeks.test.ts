import { expect, test } from "vitest";
import { energyOf } from "#rules/energy/energy-of.ts";
import type { MeterQuarter } from "#rules/energy/ledger.ts";
import { QUARTER } from "#rules/energy/quarter.ts";
import { after, hours, instant, millis } from "#rules/time/instant.ts";
import { silent } from "../ports/log.ts";
import { memoryEnergy } from "../stores/memory/energy.ts";
import { seeded } from "../stores/testing/killed-child.ts";
import { EnergyBook } from "./energy-book.ts";
import { askedDays } from "./energy-days.ts";
import { energyInWeeks } from "./energy-in-weeks.ts";
import { handClock } from "./testing/hand-clock.ts";
import { meteredHall } from "./testing/metered-hall.ts";

test("a month that is reckoned a week at a time says what the month says as a whole, with holes in it", async () => {
  const site = meteredHall();
  const { calendar, energy: plan } = site;
  if (plan === undefined) throw new Error("a hall with meters");
  const from = instant(Date.parse("2025-06-20T00:00:00+08:00"));
  const now = after(from, hours(24 * 29 + 10));
  const days = askedDays({ from: "2025-06-20", to: "2025-07-19" }, calendar, now);
  if (days.is === "refused") throw new Error(days.why);
  const random = seeded(31);
  const quarters = ["M1", "M2", "P1"].flatMap(meter =>
    Array.from({ length: 96 * 29 + 40 }, (_, n): readonly MeterQuarter[] => {
      // A day and a half over the edge of a week is not there at all.
      if (n > 96 * 6 && n < 96 * 7.5) return [];
      const kWh = random(1_000) / 1_000;
      const isGap = random(40) === 0;
      return [
        {
          meter,
          end: instant(from + (n + 1) * QUARTER),
          kWh,
          estimatedKwh: isGap ? kWh : 0,
          covered: isGap ? millis(0) : QUARTER,
          isAtLeast: random(200) === 0,
        },
      ];
    }).flat(),
  );
  const store = memoryEnergy();
  await store.book({ states: new Map(), quarters, entries: [] });
  const book = new EnergyBook({ site, store, clock: handClock(now), log: silent });
  const weekly = await energyInWeeks({ book, store, calendar, market: () => new Map() }, days);
  const {
    uses: _u,
    zones: _z,
    bill: _b,
    ...whole
  } = energyOf({
    ...{ plan, calendar, quarters, from, to: days.to, until: now, step: "day" },
  });
  const rounded = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (_, each) =>
      typeof each === "number" ? Number(each.toPrecision(9)) : each,
    );
  expect(rounded(weekly)).toEqual(rounded(whole));
});
