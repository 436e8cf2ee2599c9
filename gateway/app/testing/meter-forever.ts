import { writeSync } from "node:fs";
import { setImmediate as turn } from "node:timers/promises";
import { after, instant, seconds } from "#rules/time/instant.ts";
import { silent } from "../../ports/log.ts";
import { sqliteEnergy } from "../../stores/sqlite/energy.ts";
import { EnergyBook } from "../energy-book.ts";
import { handClock } from "./hand-clock.ts";
import { FOREVER_FROM, foreverKwh, meteredHall, says } from "./metered-hall.ts";

/**
 * A program for tests that get it killed: `node meter-forever.ts <directory> <n>` hears the counter of M1 every ten seconds of
 * its time from reading n on, and prints the number of each reading that is durable with all before it.
 */
const site = meteredHall();
const store = sqliteEnergy({ directory: process.argv[2] ?? "" });
const clock = handClock(instant(FOREVER_FROM));
const book = new EnergyBook({ site, store, clock, log: silent, groupMs: 3_600_000 });
await book.start();
for (let n = Number(process.argv[3]); ; n += 1) {
  book.hear([says(site, "M1.energy", foreverKwh(n), after(instant(FOREVER_FROM), seconds(10 * n)))]);
  if (n % 3 === 0) void book.settled().then(() => writeSync(1, `${n}\n`));
  if (n % 50 === 0) await book.settled();
  await turn();
}
