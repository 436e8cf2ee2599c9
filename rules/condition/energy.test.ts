import { describe, expect, test } from "vitest";
import { minutes, seconds } from "../time/instant.ts";
import { gaugeOf } from "./gauge-of.ts";
import { at, spec, told, wakes } from "./testing/moments.ts";

const { NaN: unknown, POSITIVE_INFINITY: endless } = Number;

describe("the energy of a power", () => {
  test("is its integral, and has no upper limit while part of the window is unknown", () => {
    expect(
      told(spec("energy", 60), [
        ["09:00", 1000],
        ["09:30", 2000],
        ["10:00", 0],
        ["11:00", null],
        ["11:10", unknown],
        ["11:11", 0],
        ["12:11", null],
      ]),
    ).toEqual([[0, endless], [0.5, endless], 1.5, 0, [0, endless], [0, endless], 0]);
  });

  test("is looked at when it reaches what it is compared with, and when it goes beyond", () => {
    const limit = spec("energy", "since", { thresholds: [1.5] });
    const gauge = gaugeOf(limit);
    told(
      limit,
      [
        ["09:00", "edge"],
        ["09:00", 1000],
        ["10:00", 2000],
      ],
      gauge,
    );
    expect(wakes(gauge, at("10:00"))).toEqual([minutes(15), minutes(15) + 1]);
    expect(gauge.low(at("10:15"))).toBe(1.5);
  });

  test("of a power that lasts needs no look, unless a threshold lies within a slice of it", () => {
    const quiet = gaugeOf(spec("energy", 60, { thresholds: [1.1] }));
    quiet.take(1000, at("09:00"));
    expect(quiet.wakeAt(at("11:00"))).toBeNull();
    expect(wakes(quiet, at("11:00:10"))).toEqual([seconds(50)]);
    const near = gaugeOf(spec("energy", 60, { thresholds: [1.01] }));
    near.take(1000, at("09:00"));
    expect(wakes(near, at("11:00"), 4)).toEqual([seconds(36), seconds(36) + 1, seconds(60), seconds(96)]);
  });
});

describe("the energy since an edge", () => {
  const since = spec("energy", "since");

  test("has no upper limit when the edge is told late, or turns out to be earlier", () => {
    for (const edges of [["09:00"], ["09:30", "09:00"]]) {
      const gauge = gaugeOf(since);
      gauge.take(1000, at("08:00"));
      for (const clock of edges) gauge.restartAt(at(clock));
      gauge.take(2000, at("09:30"));
      expect([gauge.low(at("10:00")), gauge.high(at("10:00"))]).toEqual(
        edges.length === 1 ? [1.5, 1.5] : [1, endless],
      );
    }
    const late = gaugeOf(since);
    late.take(1000, at("08:00"));
    late.take(2000, at("09:30"));
    late.restartAt(at("09:00"));
    expect([late.low(at("10:00")), late.high(at("10:00"))]).toEqual([1, endless]);
  });

  test("goes on when the same edge is told again after a change", () => {
    const gauge = gaugeOf(since);
    gauge.take(1000, at("08:00"));
    gauge.restartAt(at("09:00"));
    gauge.take(2000, at("09:30"));
    gauge.restartAt(at("09:00"));
    expect([gauge.low(at("10:00")), gauge.high(at("10:00"))]).toEqual([1.5, 1.5]);
  });

  test("is looked at each minute while it grows, when it is compared with something that is not constant", () => {
    const gauge = gaugeOf(since);
    gauge.take(1000, at("08:00"));
    gauge.restartAt(at("09:00"));
    expect(wakes(gauge, at("09:00:20"), 2)).toEqual([seconds(40), seconds(100)]);
    gauge.take(0, at("09:10"));
    expect(gauge.wakeAt(at("09:10"))).toBeNull();
  });

  test("of a power that flows back falls, and is looked at when it comes down to a threshold", () => {
    const gauge = gaugeOf(spec("energy", "since", { thresholds: [0.5, 2] }));
    gauge.take(1000, at("08:00"));
    gauge.restartAt(at("09:00"));
    gauge.take(-1000, at("10:00"));
    expect(wakes(gauge, at("10:00"))).toEqual([minutes(30), minutes(30) + 1]);
  });
});

describe("the energy of a power that is not known", () => {
  test("is looked at when known power goes out of the window, and only then", () => {
    const gauge = gaugeOf(spec("energy", 60));
    expect(gauge.wakeAt(at("09:00"))).toBeNull();
    gauge.take(1000, at("09:00"));
    gauge.take(unknown, at("09:01"));
    expect(wakes(gauge, at("09:30"))).toEqual([minutes(31)]);
  });
});

describe("the energy of a counter", () => {
  const counter = spec("energy", 60, { isCounter: true });

  test("is what it went up by, also while nobody could read it", () => {
    expect(
      told(counter, [
        ["09:00", 100],
        ["10:00", 103],
        ["10:10", unknown],
        ["10:20", 104],
        ["10:30", null],
        ["11:00", null],
        ["11:10", null],
        ["11:15", null],
        ["11:20", null],
      ]),
    ).toEqual([[0, endless], 3, [3, endless], 4, 4, 1, [0, 1], [0, 1], 0]);
  });

  test("goes on from where the counter was set back to", () => {
    expect(
      told(counter, [
        ["09:00", 100],
        ["10:10", 0],
        ["10:20", 2],
      ]),
    ).toEqual([[0, endless], 0, 2]);
  });

  test("does not count its whole past when it tells 0 once and goes on", () => {
    expect(
      told(counter, [
        ["09:00", 41.25],
        ["10:05", 41.5],
        ["10:10", 0],
        ["10:15", 41.75],
        ["10:20", 42],
      ]).slice(1),
    ).toEqual([0.25, 0.25, 0.5, 0.75]);
  });

  test("counts from 0 when it was set back for good, also past where it was", () => {
    expect(
      told(counter, [
        ["09:00", 2],
        ["10:05", 0],
        ["10:10", 1],
        ["10:15", 3],
      ]).slice(1),
    ).toEqual([0, 1, 3]);
  });

  test("has no upper limit when it was set back while nobody could read it", () => {
    expect(
      told(counter, [
        ["09:00", 100],
        ["10:10", unknown],
        ["10:20", 1],
        ["10:30", 2],
        ["11:20", null],
        ["11:30", null],
      ]).slice(2),
    ).toEqual([[0, endless], [1, endless], 1, 0]);
  });
});
