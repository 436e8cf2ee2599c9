import { describe, expect, test } from "vitest";
import { instant, millis, minutes, seconds } from "../time/instant.ts";
import { Cells } from "./cells.ts";
import type { GaugeSpec } from "./gauge.ts";
import { isInterval } from "./gauge.ts";
import { gaugeOf } from "./gauge-of.ts";
import { at, spec, told, wakes } from "./testing/moments.ts";

const { NaN: unknown, POSITIVE_INFINITY: endless } = Number;

describe("the time since a value changed", () => {
  const frozen = spec("since_change", "none", { thresholds: [seconds(10)] });

  test("begins when it is first heard and with each other value, and goes on over a gap", () => {
    expect(
      told(frozen, [
        ["09:00", 7],
        ["09:01", 7],
        ["09:02", 8],
        ["09:03", unknown],
        ["09:04", 8],
        ["09:05", unknown],
        ["09:06", 9],
        ["09:06:01", null],
      ]),
    ).toEqual([0, 60, 0, unknown, 120, unknown, 0, 1]);
  });

  test("is looked at when it reaches and when it leaves what it is compared with, and then no more", () => {
    const gauge = gaugeOf(frozen);
    gauge.take(7, at("09:00"));
    expect(wakes(gauge, at("09:00"))).toEqual([seconds(10), seconds(10) + 1]);
    gauge.take(unknown, at("09:01"));
    expect(gauge.wakeAt(at("09:01"))).toBeNull();
  });

  test("is looked at each minute when it is compared with something that is not constant", () => {
    const gauge = gaugeOf(spec("since_change", "none"));
    gauge.take(7, at("09:00:20"));
    expect(wakes(gauge, at("09:00:20"), 2)).toEqual([seconds(40), seconds(100)]);
  });

  test("turns at the same millisecond as its comparison, however the threshold was computed", () => {
    const gauge = gaugeOf(spec("since_change", "none", { thresholds: [0.1 * 3 * 1000] }));
    gauge.take(7, at("09:00"));
    expect(wakes(gauge, at("09:00"), 1)).toEqual([300]);
  });
});

describe("the age of the last reading", () => {
  const silent = spec("age", "none", { thresholds: [minutes(1)] });

  test("is endless while nothing was heard, and counts from when it was measured", () => {
    const gauge = gaugeOf(silent);
    expect(gauge.low(at("09:00"))).toBe(endless);
    expect(gauge.wakeAt(at("09:00"))).toBeNull();
    gauge.take(at("08:59:30"), at("09:00"));
    expect(gauge.low(at("09:00"))).toBe(30);
    expect(wakes(gauge, at("09:00"))).toEqual([seconds(30), seconds(30) + 1]);
  });

  test("does not go back for a reading that was measured earlier", () => {
    const gauge = gaugeOf(silent);
    gauge.take(at("09:00"), at("09:00"));
    gauge.take(at("08:00"), at("09:00:10"));
    gauge.take(unknown, at("09:00:10"));
    expect(gauge.high(at("09:00:10"))).toBe(10);
  });

  test("is unknown until something is heard, when it begins with nobody asking", () => {
    const gauge = gaugeOf(silent);
    expect(gauge.restore([unknown])).toBe(true);
    expect([gauge.low(at("09:00")), gauge.wakeAt(at("09:00"))]).toEqual([unknown, null]);
    gauge.take(at("08:59:30"), at("09:00"));
    expect(gauge.low(at("09:00"))).toBe(30);
  });

  test("is 0 while the device's clock is ahead", () => {
    const gauge = gaugeOf(silent);
    gauge.take(at("09:00:05"), at("09:00"));
    expect(gauge.low(at("09:00"))).toBe(0);
    expect(wakes(gauge, at("09:00"), 1)).toEqual([seconds(65)]);
  });

  test("is looked at each minute when it is compared with something that is not constant", () => {
    const gauge = gaugeOf(spec("age", "none"));
    gauge.take(at("09:00"), at("09:00:20"));
    expect(wakes(gauge, at("09:00:20"), 2)).toEqual([seconds(40), seconds(100)]);
  });
});

/** Each function with a course that leaves something in every corner of its memory. */
const each: readonly GaugeSpec[] = [
  ...(["average", "min", "max", "rise", "fall", "rate", "time_in", "changes", "energy"] as const).flatMap(
    fn => [spec(fn, 10), spec(fn, "since")],
  ),
  spec("energy", 10, { isCounter: true }),
  spec("energy", "since", { isCounter: true }),
  spec("since_change", "none", { thresholds: [minutes(20)] }),
  spec("age", "none", { thresholds: [minutes(20)] }),
];

const busy = (spec: GaugeSpec) => {
  const gauge = gaugeOf(spec);
  gauge.restartAt(at("08:58"));
  const isAge = spec.fn === "age";
  for (const [clock, value] of [
    ["09:00", 1],
    ["09:02", 0],
    ["09:05", unknown],
    ["09:07", 1],
    ["09:08", 0],
  ] as const)
    gauge.take(isAge && value === 1 ? at(clock) : value, at(clock));
  return gauge;
};
const seen = (gauge: ReturnType<typeof gaugeOf>, ahead = 0) =>
  ["09:08", "09:09:59", "09:12:10", "09:17:30", "10:30"].map(clock => {
    const moment = (at(clock) + ahead) as never;
    const wake = gauge.wakeAt(moment);
    return [gauge.low(moment), gauge.high(moment), wake === null ? null : wake - ahead];
  });

describe("cells that were saved", () => {
  test.each([
    ["no rows", [0, 5], [], true],
    ["two rows", [2, 1, 2, 3, 4, 5], [1, 2, 3, 4], true],
    ["fewer rows than it says", [2, 1, 2, 5], [], false],
    ["less than no rows", [-1, 5], [], false],
    ["half a row", [0.5, 1, 5], [], false],
    ["no number of rows", [null, 5], [], false],
    ["a hole in a row", [1, null, 2, 5], [Number.NaN, 2], false],
  ])("with %s", (_, saved, rows, isWhole) => {
    const cells = new Cells(saved);
    expect(cells.takeRows(2)).toEqual(rows);
    cells.take(0);
    expect(cells.isWhole).toBe(isWhole);
  });

  test("that are none are not whole", () => {
    const cells = new Cells(undefined);
    expect(cells.take(7)).toBe(7);
    expect(cells.isWhole).toBe(false);
  });
});

describe("whatever the function", () => {
  test.each(each)("$fn over $window.is goes on after a restart as if there had been none", spec => {
    const gauge = gaugeOf(spec);
    expect(gauge.restore(JSON.parse(JSON.stringify(busy(spec).save())))).toBe(true);
    expect(seen(gauge)).toEqual(seen(busy(spec)));
  });

  test.each(each)("$fn over $window.is on a clock that was moved tells the same, as much later", spec => {
    const by = spec.thresholds.length > 0 || spec.window.is === "length" ? 1_234_567 : minutes(60);
    const gauge = busy(spec);
    gauge.move(millis(by));
    expect(seen(gauge, by)).toEqual(seen(busy(spec)));
  });

  test.each(each)("$fn over $window.is knows nothing when what was stored is of something else", spec => {
    const fresh = gaugeOf(spec).save();
    const good = busy(spec).save();
    const wrong = [
      null,
      {},
      "x",
      [],
      [...good, 1],
      good.slice(0, -1),
      good.map(cell => `${cell}`),
      ...(spec.fn === "age" ? [] : [good.with(0, 7)]),
      ...(spec.window.is === "length" ? [good.with(3, null)] : []),
    ];
    for (const stored of wrong) {
      const gauge = busy(spec);
      expect([stored, gauge.restore(stored)]).toEqual([stored, false]);
      expect(gauge.save()).toEqual(fresh);
    }
  });

  test.each(each)("$fn over $window.is keeps no more than 61 rows, though nobody looks", spec => {
    const gauge = gaugeOf(spec);
    gauge.restartAt(at("09:00"));
    for (let second = 0; second < 7_200; second++)
      gauge.take(second % 7 === 3 ? unknown : second % 5, instant(at("09:00") + seconds(second)));
    const rows = spec.window.is === "length" ? 61 : 1;
    const columns = spec.fn === "rate" ? 7 : 4;
    expect(gauge.save().length).toBeLessThanOrEqual(12 + rows * columns);
  });

  test("needs a window where it looks at one, and one of at least a millisecond", () => {
    expect(() => gaugeOf(spec("average", "none"))).toThrow("average needs a window");
    expect(() => gaugeOf(spec("average", 0))).toThrow("a window of 0 ms");
  });

  test("tells limits only where it can be known within limits", () => {
    expect(each.filter(({ fn }) => isInterval(fn)).map(({ fn }) => fn)).toEqual([
      "time_in",
      "time_in",
      "changes",
      "changes",
      "energy",
      "energy",
      "energy",
      "energy",
    ]);
  });
});
