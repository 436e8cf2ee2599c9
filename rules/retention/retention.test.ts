import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { after, hours, type Instant, instant } from "../time/instant.ts";
import { cutOf, type Kept, LEAST_DAYS, mayGo, retentionOf, underOpen } from "./retention.ts";

const ZONE = "Asia/Shanghai";
const at = (text: string): Instant => instant(Date.parse(`${text}+08:00`));
const ended = (key: string, endedAt: string | null, about: readonly string[] = []): Kept => ({
  key,
  endedAt: endedAt === null ? null : at(endedAt),
  about,
});

const judged = (all: readonly Kept[], now: string, keepDays = 184) => {
  const open = underOpen(all);
  return all.map(each => {
    const verdict = mayGo(each, open, retentionOf(at(now), keepDays, ZONE));
    return `${each.key} ${verdict.is === "go" ? "goes" : verdict.why}`;
  });
};

describe("what of the record may go", () => {
  test("a ticket that was closed 185 days ago may go, one of a day later stays", () => {
    const all = [ended("ticket:a", "2025-07-22T23:59"), ended("ticket:b", "2025-07-23T00:00")];
    expect(judged(all, "2026-01-23T00:00")).toEqual(["ticket:a goes", "ticket:b too-young"]);
  });

  test("half a year is kept even where the site asks for less", () => {
    const all = [ended("alert:a", "2025-07-01T12:00")];
    expect(judged(all, "2026-01-01T12:00", 1)).toEqual(["alert:a too-young"]);
    expect(judged(all, "2026-01-02T00:00", 1)).toEqual(["alert:a goes"]);
  });

  test("what an open ticket comes from stays, with its photos and all that names them", () => {
    const all = [
      ended("alert:a", "2024-01-01T00:00"),
      ended("ticket:t", null, ["alert:a"]),
      ended("photo:p", "2024-01-01T00:00", ["alert:a"]),
      ended("message:m", "2024-01-01T00:00", ["alert:a"]),
      ended("alert:other", "2024-01-01T00:00"),
    ];
    expect(judged(all, "2026-01-01T00:00")).toEqual([
      "alert:a under-open",
      "ticket:t open",
      "photo:p under-open",
      "message:m under-open",
      "alert:other goes",
    ]);
  });

  test("nothing goes that is open, young, or hangs together with something open; everything else does", () => {
    const now = at("2026-06-01T12:00");
    const kept = fc
      .array(
        fc.record({
          age: fc.option(fc.integer({ min: 0, max: 600 }), { nil: null, freq: 6 }),
          about: fc.array(fc.integer({ min: 0, max: 19 }), { maxLength: 2 }),
        }),
        { minLength: 1, maxLength: 20 },
      )
      .map(all =>
        all.map(
          ({ age, about }, index): Kept => ({
            key: `k${index}`,
            endedAt: age === null ? null : after(now, hours(-24 * age)),
            about: about.map(other => `k${other}`),
          }),
        ),
      );
    fc.assert(
      fc.property(kept, fc.integer({ min: 0, max: 500 }), (all, keepDays) => {
        const open = underOpen(all);
        for (const each of all) {
          const goes = mayGo(each, open, retentionOf(now, keepDays, ZONE)).is === "go";
          const days = each.endedAt === null ? 0 : Math.round((now - each.endedAt) / 86_400_000);
          const isOld = days > Math.max(LEAST_DAYS, keepDays);
          expect(goes).toBe(isOld && !reaches(all, each.key).some(({ endedAt }) => endedAt === null));
        }
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

/** Everything that hangs together with a thing, found by trying again until nothing is added. */
const reaches = (all: readonly Kept[], key: string): readonly Kept[] => {
  let names = new Set([key]);
  for (;;) {
    const more = new Set([
      ...names,
      ...all.filter(({ about }) => about.some(other => names.has(other))).map(each => each.key),
      ...all.filter(each => names.has(each.key)).flatMap(({ about }) => about),
    ]);
    if (more.size === names.size) return all.filter(each => more.has(each.key));
    names = more;
  }
};

describe("up to where the trail may be cut", () => {
  const DAY = hours(24);
  const today = at("2026-11-22T12:00");
  /** One end a day at noon, the oldest `days` days ago. */
  const daily = (days: number) =>
    Array.from({ length: days }, (_, n) => ({ seq: n + 1, at: instant(today - (days - n) * DAY) }));
  const cut = (
    ends: readonly { readonly seq: number; readonly at: Instant }[],
    keepDays = 400,
    now = today,
  ) => cutOf(ends, retentionOf(now, keepDays, ZONE))?.seq ?? null;

  test("the last end that is older than what is kept, and none where nothing is", () => {
    expect(cut(daily(402))).toBe(2);
    expect(cut(daily(400))).toBe(null);
    expect(cut(daily(190), 1)).toBe(6);
  });

  test("an end of a clock that was wrong stops it there", () => {
    const ends = daily(600);
    const past = ends.map(end => (end.seq === 590 ? { ...end, at: instant(0) } : end));
    expect(cut(past)).toBe(200);
    const future = ends.map(end => (end.seq === 100 ? { ...end, at: instant(today + 9_000 * DAY) } : end));
    expect(cut(future)).toBe(99);
  });

  test("a clock that shows a year too late removes nothing of which half a year is recorded", () => {
    const ends = daily(300);
    const later = instant(today + 3_650 * DAY);
    expect(cut(ends, 400, later)).toBe(300 - LEAST_DAYS);
    expect(cut(daily(LEAST_DAYS), 400, later)).toBe(null);
    const awake = [...ends, { seq: 301, at: instant(later - hours(1)) }];
    expect(cut(awake, 400, later)).toBe(301 - LEAST_DAYS);
  });
});

test("the date counts, also where a day has 23 or 25 hours", () => {
  const utc = (text: string) => instant(Date.parse(`${text}Z`));
  // Midnight of the 26th of September 2025 in Berlin, half a year and both changes of the clock before.
  const { before } = retentionOf(utc("2026-03-29T22:30"), 1, "Europe/Berlin");
  expect(before).toBe(utc("2025-09-26T22:00"));
});
