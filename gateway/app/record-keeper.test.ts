import { mkdirSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { after, hours } from "#rules/time/instant.ts";
import { silent } from "../ports/log.ts";
import { anchorsPath } from "../stores/audit/anchors-file.ts";
import { openLedger } from "../stores/sqlite/ledger.ts";
import { sqliteRecord } from "../stores/sqlite/record.ts";
import { alertOf, dayAfter, writeDays } from "../stores/testing/long-record.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { Photos } from "./photos.ts";
import { RecordKeeper } from "./record-keeper.ts";
import { type HandClock, handClock } from "./testing/hand-clock.ts";

const [OLD, NAMED] = ["a".repeat(64), "b".repeat(64)];
let place: ReturnType<typeof temporary>;
let clock: HandClock;
let stop: () => Promise<void>;

beforeEach(() => {
  place = temporary();
  const ledger = openLedger(place.directory);
  writeDays(place.directory, ledger, { to: 450, special: { 440: { photo: NAMED } } });
  ledger.close();
  const photos = join(place.directory, "photos");
  mkdirSync(photos);
  for (const name of [OLD, NAMED]) {
    writeFileSync(join(photos, `${name}.jpg`), "picture");
    utimesSync(join(photos, `${name}.jpg`), new Date(0), new Date(0));
  }
  clock = handClock(dayAfter(450));
});
afterEach(async () => {
  await stop();
  place.remove();
});

const keeping = async () => {
  const record = sqliteRecord({ directory: place.directory, clock });
  await record.start();
  const photos = new Photos({ directory: join(place.directory, "photos"), isAllowed: true });
  const keeper = new RecordKeeper({
    timeZone: "Asia/Shanghai",
    keepDays: 400,
    record,
    photos,
    clock,
    log: silent,
  });
  await keeper.start();
  stop = async () => {
    await keeper.stop();
    await record.stop();
  };
  const oldest = async () => {
    const all = await record.alerts({ state: "all", limit: 1_000 });
    return Math.min(...all.map(({ id }) => Number(id.slice(1))));
  };
  return { keeper, record, oldest };
};

it("removes each night what has been kept for 400 days, and pictures that nothing names", async () => {
  const { keeper, record, oldest } = await keeping();
  await keeper.purgeWhenDue();
  expect(await oldest()).toBe(50);
  expect(readdirSync(join(place.directory, "photos"))).toEqual([`${NAMED}.jpg`]);
  expect((await record.verify()).wrong).toEqual([]);
  clock.move(hours(12)); // 22:00 of the same day.
  await keeper.purgeWhenDue();
  expect(await oldest()).toBe(50);
  clock.move(hours(6)); // 04:00 of the next one.
  await keeper.purgeWhenDue();
  expect(await oldest()).toBe(51);
  expect(await record.alert(alertOf(51))).not.toBe(null);
  expect(keeper.problems()).toEqual([]);
  expect((await record.verify()).beginning?.at).toBe(after(dayAfter(50), hours(10)));
});

it("says when it cannot, tries again an hour later, and disturbs nothing", async () => {
  const { keeper, oldest } = await keeping();
  renameSync(anchorsPath(place.directory), `${anchorsPath(place.directory)}.kept`);
  mkdirSync(anchorsPath(place.directory)); // A directory in the place of the file.
  await keeper.purgeWhenDue();
  expect(keeper.problems()).toEqual([expect.stringContaining("what is old was not removed from the record")]);
  expect(await oldest()).toBe(0);
  rmSync(anchorsPath(place.directory), { recursive: true });
  renameSync(`${anchorsPath(place.directory)}.kept`, anchorsPath(place.directory));
  await keeper.purgeWhenDue(); // Too early for another try.
  expect(await oldest()).toBe(0);
  clock.move(hours(1));
  await keeper.purgeWhenDue();
  expect([keeper.problems(), await oldest()]).toEqual([[], 50]);
});
