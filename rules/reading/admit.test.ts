import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Point } from "../site/model.ts";
import { pointClasses } from "../site/point-classes.ts";
import { type Instant, instant, minutes, seconds } from "../time/instant.ts";
import { admit, badReading } from "./admit.ts";

const pointOf = (id: string, more: Partial<Point> = {}): Point => {
  const pointClass = pointClasses.get(id);
  if (pointClass === undefined) throw new Error(id);
  const range = pointClass.range === undefined ? {} : { range: pointClass.range };
  return {
    index: 7,
    id: "hall.temperature",
    role: "temperature",
    owner: "hall",
    zone: "hall",
    name: { zh: "营业大厅温度", en: "Main hall temperature" },
    class: pointClass,
    ...range,
    staleAfter: pointClass.staleAfter,
    source: { is: "mqtt", topic: "hall", path: [], scale: 1 },
    via: "mqtt:hall",
    ...more,
  };
};
const temperature = pointOf("zone-air-temp");
const lock = pointOf("door-lock");
const receivedAt = instant(Date.UTC(2025, 6, 8, 9, 45));
const earlier = (length: number) => instant(receivedAt - length);
const later = (length: number) => instant(receivedAt + length);

describe("the time of a reading", () => {
  const cases: readonly (readonly [string, Instant | undefined, Instant, string | undefined])[] = [
    ["none told", undefined, receivedAt, undefined],
    ["a minute old", earlier(minutes(1)), earlier(minutes(1)), undefined],
    ["a week old, delivered late", earlier(minutes(10_080)), earlier(minutes(10_080)), undefined],
    ["five minutes ahead", later(minutes(5)), later(minutes(5)), undefined],
    ["further ahead", later(seconds(301)), receivedAt, "clock"],
    ["1970", instant(12_000), receivedAt, "clock"],
    ["not a time at all", instant(Number.NaN), receivedAt, "clock"],
  ];
  it.each(cases)("is the device's own when it is plausible: %s", (_, sourceAt, at, flag) => {
    const seen = admit(temperature, { value: 25, sourceAt }, receivedAt);
    expect([seen.at, seen.flag, seen.quality, seen.receivedAt]).toEqual([at, flag, "good", receivedAt]);
  });

  it("is not before the device was commissioned", () => {
    const limits = { notBefore: instant(Date.UTC(2025, 6, 1)), ahead: seconds(1) };
    const seen = [Date.UTC(2025, 5, 30), Date.UTC(2025, 6, 1)].map(
      sourceAt => admit(temperature, { value: 25, sourceAt: instant(sourceAt) }, receivedAt, limits).flag,
    );
    expect(seen).toEqual(["clock", undefined]);
  });
});

describe("a broker's memory", () => {
  it("is shown but not judged when nobody knows how old it is", () => {
    expect(admit(lock, { value: 0, retained: true }, receivedAt)).toEqual({
      point: 7,
      value: 0,
      at: receivedAt,
      receivedAt,
      quality: "uncertain",
      flag: "retained",
    });
    expect(admit(lock, { value: 0, retained: true, sourceAt: instant(0) }, receivedAt).quality).toBe(
      "uncertain",
    );
  });

  it("is as old as it says when it carries a plausible time", () => {
    const sourceAt = earlier(minutes(50));
    expect(admit(lock, { value: 0, retained: true, sourceAt }, receivedAt)).toEqual({
      point: 7,
      value: 0,
      at: sourceAt,
      receivedAt,
      quality: "good",
      flag: "retained",
    });
  });
});

describe("a value that cannot be", () => {
  const reason = (point: Point, value: number) => {
    const seen = admit(point, { value }, receivedAt);
    return [seen.quality, seen.value, seen.reason];
  };

  it("is bad and has no value, and the reason names the limits", () => {
    expect(reason(temperature, 327.67)).toEqual(["bad", Number.NaN, "327.67 Cel is outside -40..60"]);
    expect(reason(temperature, 0.1 + 0.2 + 60)).toEqual(["bad", Number.NaN, "60.3 Cel is outside -40..60"]);
    expect(reason(pointOf("elec-power-factor"), 950)).toEqual(["bad", Number.NaN, "950 is outside -1..1"]);
    expect(reason(pointOf("zone-air-temp", { range: [10, 30] }), 31)[2]).toBe("31 Cel is outside 10..30");
  });

  it("may be no number at all", () => {
    expect(reason(temperature, Number.NaN)[2]).toBe("NaN is not a number that a device can measure");
    expect(reason(temperature, Number.POSITIVE_INFINITY)[0]).toBe("bad");
  });

  it("may be a word that the class has not", () => {
    expect(reason(lock, 3)).toEqual(["bad", Number.NaN, "3 is none of 0 locked, 1 unlocked, 2 jammed"]);
    expect([-1, 0.5, Number.NaN].map(value => reason(lock, value)[0])).toEqual(["bad", "bad", "bad"]);
  });

  it("keeps the time it was told", () => {
    const sourceAt = earlier(minutes(3));
    const seen = admit(temperature, { value: 99, sourceAt, retained: true }, receivedAt);
    expect([seen.at, seen.flag]).toEqual([sourceAt, "retained"]);
  });

  it("may be both ends of the range", () => {
    expect([-40, 60].map(value => reason(temperature, value)[0])).toEqual(["good", "good"]);
  });
});

it("a device that fails is a reading without a value, with the reason", () => {
  expect(badReading(lock, "meters (10.0.0.7:502) unit 3: no answer in 1 s", receivedAt)).toEqual({
    point: 7,
    value: Number.NaN,
    at: receivedAt,
    receivedAt,
    quality: "bad",
    reason: "meters (10.0.0.7:502) unit 3: no answer in 1 s",
  });
});

it("whatever comes in, good means a value in range at a time that is not ahead, and bad means no value", () => {
  fc.assert(
    fc.property(
      fc.double(),
      fc.option(fc.double().map(instant), { nil: undefined }),
      fc.boolean(),
      fc.constantFrom(temperature, lock),
      (value, sourceAt, retained, point) => {
        const seen = admit(point, { value, sourceAt, retained }, receivedAt);
        expect(seen.at).toBeLessThanOrEqual(receivedAt + minutes(5));
        expect(Number.isNaN(seen.value)).toBe(seen.quality === "bad");
        expect(seen.reason === undefined).toBe(seen.quality !== "bad");
        if (seen.quality === "good" && retained) expect(seen.at).toBe(sourceAt);
      },
    ),
    { seed: 7, numRuns: 1_000 },
  );
});
