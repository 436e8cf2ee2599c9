import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hours, instant, minutes } from "#rules/time/instant.ts";
import { type HandClock, handClock } from "../app/testing/hand-clock.ts";
import type { Sample } from "../ports/history.ts";
import { silent } from "../ports/log.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { Backups } from "./backups.ts";
import { lastDue } from "./due.ts";
import { sampleHall, sampleSite } from "./testing/sample-hall.ts";
import { verifyBackup } from "./verify.ts";

const hall = (text: string) => instant(Date.parse(`${text}+08:00`));
const timeZone = "Asia/Shanghai";

it("a backup is due each day at its time, also on the days that have 23 or 25 hours", () => {
  const seen = [
    ["2025-07-08T02:29", "2025-07-07T02:30"],
    ["2025-07-08T02:30", "2025-07-08T02:30"],
    ["2025-07-08T23:59", "2025-07-08T02:30"],
  ].map(([now, due]) => [lastDue(hall(now ?? ""), 150, timeZone), hall(due ?? "")]);
  for (const [found, expected] of seen) expect(found).toBe(expected);
  const utc = (text: string) => instant(Date.parse(`${text}Z`));
  // In Berlin 02:30 does not come on the 30th of March, and comes twice on the 26th of October.
  expect(lastDue(utc("2025-03-30T12:00"), 150, "Europe/Berlin")).toBe(utc("2025-03-30T01:00"));
  expect(lastDue(utc("2025-10-26T12:00"), 150, "Europe/Berlin")).toBe(utc("2025-10-26T00:30"));
});

describe("backups by the clock", () => {
  const place = temporary();
  const data = join(place.directory, "data");
  const to = join(place.directory, "backups");
  const site = { id: "hall-a", timeZone };
  let clock: HandClock;
  let shown: Sample[];
  const planned = () => {
    const files = sampleSite(join(place.directory, "etc"));
    const plan = { to, atMinute: 150, keep: 2 };
    const options = { site, plan, directory: data, version: "1", config: () => files, clock, log: silent };
    return new Backups({ ...options, show: samples => shown.push(...samples), spareBytes: 0 });
  };
  const last = () => shown.at(-1)?.fields;

  beforeEach(async () => {
    mkdirSync(to);
    await sampleHall(data, 3);
    clock = handClock(hall("2025-07-08T01:00"));
    shown = [];
  });
  afterEach(() => {
    for (const directory of [data, to]) rmSync(directory, { recursive: true, force: true });
  });

  it("one that was missed is taken at once, then one each night; two are kept, each good", async () => {
    const backups = planned();
    await backups.start();
    expect(backups.problems()).toEqual([`there is no backup in ${to}`]);
    expect(backups.state()).toEqual({ is: "none" });
    expect(last()).toEqual({ ok: 0 });
    await backups.takeWhenDue();
    expect(backups.problems()).toEqual([]);
    expect(last()).toEqual({ ok: 1, age_h: 0 });
    expect(backups.state()).toEqual({ is: "made", ageHours: 0, isOld: false });
    await backups.takeWhenDue(); // Nothing is due.
    expect(readdirSync(to)).toEqual(["hall-a-2025-07-07T17-00-00Z"]);
    for (const _night of [1, 2]) {
      clock.move(hours(24));
      await backups.takeWhenDue();
    }
    await backups.stop();
    const left = readdirSync(to).toSorted();
    expect(left).toEqual(["hall-a-2025-07-07T18-30-00Z", "hall-a-2025-07-08T18-30-00Z"]);
    expect(left.map(name => verifyBackup(join(to, name)).is)).toEqual(["good", "good"]);

    const again = planned();
    await again.start();
    await again.takeWhenDue();
    await again.stop();
    expect(readdirSync(to).toSorted()).toEqual(left);
  });

  it("one that fails is tried again every hour, and after 26 hours people hear how old the last one is", async () => {
    const backups = planned();
    await backups.start();
    await backups.takeWhenDue();
    const away = `${to}-away`;
    renameSync(to, away); // Its disk is not there any more.
    clock.move(hours(2));
    await backups.takeWhenDue();
    expect(backups.problems()).toEqual([
      expect.stringMatching(/^the last backup failed, the one before is good: .*mount its disk/),
    ]);
    expect(readdirSync(place.directory)).not.toContain("backups");
    clock.move(hours(25));
    await backups.takeWhenDue();
    expect(backups.problems()).toEqual([expect.stringMatching(/^the last good backup is 27 hours old: /)]);
    expect(last()).toMatchObject({ ok: 0, age_h: 27 });
    expect(backups.state()).toEqual({ is: "made", ageHours: 27, isOld: true });
    renameSync(away, to);
    clock.move(minutes(61));
    await backups.takeWhenDue();
    expect(backups.problems()).toEqual([]);
    await backups.stop();
  });

  it("a hall that plans none has none, and says nothing of its age", async () => {
    const options = { site, plan: undefined, directory: data, version: "1", config: () => undefined, clock };
    const backups = new Backups({ ...options, log: silent, show: samples => shown.push(...samples) });
    await backups.start();
    clock.move(hours(48));
    await backups.stop();
    expect([backups.problems(), backups.ageHours(), shown, readdirSync(to)]).toEqual([[], null, [], []]);
    expect(backups.state()).toEqual({ is: "unplanned" });
  });
});
