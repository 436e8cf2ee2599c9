import { describe, expect, test } from "vitest";
import { minutes, seconds } from "../time/instant.ts";
import { gaugeOf } from "./gauge-of.ts";
import { at, spec, told, wakes } from "./testing/moments.ts";

const { NaN: unknown } = Number;

describe("the average of a temperature over ten minutes", () => {
  const average = spec("average", 10);

  test("weighs each value by how long it was in force", () => {
    expect(
      told(average, [
        ["09:00", 20],
        ["09:05", 26],
        ["09:10", 30],
        ["09:15", null],
      ]),
    ).toEqual([unknown, 20, 23, 28]);
  });

  test("is known when half of the window is, to the millisecond", () => {
    expect(
      told(average, [
        ["09:00", 20],
        ["09:04:59.999", null],
        ["09:05", null],
      ]),
    ).toEqual([unknown, unknown, 20]);
  });

  test("leaves out what is not known, and is not known while the sensor is not", () => {
    expect(
      told(average, [
        ["09:00", 20],
        ["09:04", unknown],
        ["09:08", 30],
        ["09:10", null],
        ["09:15", null],
      ]),
    ).toEqual([unknown, unknown, unknown, (4 * 20 + 2 * 30) / 6, 30]);
  });

  test("of one value is that value, to the last digit", () => {
    const stretches = [
      ["09:00", 1.7],
      ["09:09:26.918", unknown],
      ["09:09:30", 1.7],
      ["09:15:25.970", null],
    ] as const;
    const [first, , , whole] = told(spec("average", 20), stretches);
    expect([first, whole]).toEqual([unknown, 1.7]);
    // Summed up it would be a little more.
    expect((1.7 * 566_918 + 1.7 * 355_970) / (566_918 + 355_970)).not.toBe(1.7);
    const afterOthers = told(spec("average", 20), [["08:00", 3], ["08:30", unknown], ...stretches]);
    expect(afterOthers.at(-1)).toBe(1.7);
    const withOthers = told(spec("average", 20), [["08:55", 3], ["08:59", unknown], ...stretches]);
    expect(withOthers.at(-1)).toBeGreaterThan(1.7);
  });

  test("begins at a whole slice: a value goes out of it ten seconds at a time", () => {
    expect(
      told(average, [
        ["09:00", 10],
        ["09:01", 20],
        ["09:10", null],
        ["09:10:09.999", null],
        ["09:10:10", null],
        ["09:11", null],
      ]).slice(2),
    ).toEqual([19, (10 * 60_000 + 20 * 549_999) / 609_999, (10 * 50 + 20 * 550) / 600, 20]);
  });

  test("wants to be looked at when half is known, at each slice while it moves, and then no more", () => {
    const gauge = gaugeOf(average);
    gauge.take(20, at("09:00"));
    expect(wakes(gauge, at("09:01"))).toEqual([minutes(4)]);
    gauge.take(24, at("09:10"));
    const looks = wakes(gauge, at("09:10"), 100);
    expect(looks).toHaveLength(60);
    expect(looks.slice(0, 2)).toEqual([seconds(10), seconds(20)]);
    expect(looks.at(-1)).toBe(minutes(10));
    gauge.take(unknown, at("09:21"));
    expect(gauge.wakeAt(at("09:21"))).toBeNull();
  });
});

describe("the average since an edge", () => {
  const average = spec("average", "since");

  test("is not known before the first edge, and begins with the value in force at it", () => {
    expect(
      told(average, [
        ["08:00", 20],
        ["08:30", null],
        ["09:00", "edge"],
        ["09:10", 30],
        ["09:20", null],
        ["10:00", "edge"],
      ]),
    ).toEqual([unknown, unknown, 20, 20, 25, 30]);
  });

  test("needs half of the time since to be known", () => {
    const gauge = gaugeOf(average);
    expect(
      told(
        average,
        [
          ["09:00", "edge"],
          ["09:10", 20],
          ["09:19:59.999", null],
          ["09:20", null],
        ],
        gauge,
      ),
    ).toEqual([unknown, unknown, unknown, 20]);
    expect(wakes(gauge, at("09:15"))).toEqual([minutes(5)]);
  });

  test("is looked at each minute while it moves", () => {
    const gauge = gaugeOf(average);
    told(
      average,
      [
        ["09:00", "edge"],
        ["09:00", 20],
        ["09:10", 30],
      ],
      gauge,
    );
    expect(wakes(gauge, at("09:10:30"), 2)).toEqual([seconds(30), seconds(90)]);
  });
});

describe("the least and the greatest value over ten minutes", () => {
  const course = [
    ["09:00", 20],
    ["09:02", 18],
    ["09:03", 25],
    ["09:04", 22],
    ["09:12:59", null],
    ["09:13", null],
    ["09:14", null],
  ] as const;

  test("are those in force at any moment of it", () => {
    expect(told(spec("min", 10), course)).toEqual([20, 18, 18, 18, 18, 22, 22]);
    expect(told(spec("max", 10), course)).toEqual([20, 20, 25, 25, 25, 25, 22]);
  });

  test("say how far a value has risen and fallen", () => {
    expect(told(spec("rise", 10), course)).toEqual([0, 0, 7, 4, 4, 0, 0]);
    expect(told(spec("fall", 10), course)).toEqual([0, 2, 0, 3, 3, 3, 0]);
  });

  test("are looked at when the value goes out of the window, and only then", () => {
    for (const [fn, at1] of [
      ["min", minutes(9)],
      ["max", minutes(10)],
    ] as const) {
      const gauge = gaugeOf(spec(fn, 10));
      told(spec(fn, 10), course.slice(0, 4), gauge);
      expect([fn, wakes(gauge, at("09:04"))]).toEqual([fn, [at1]]);
    }
  });

  test("are not known while the sensor is not, and then go on with what was known", () => {
    expect(
      told(spec("max", 10), [
        ["09:00", 30],
        ["09:01", unknown],
        ["09:02", 20],
        ["09:10:59", null],
        ["09:11", null],
      ]),
    ).toEqual([30, unknown, 30, 30, 20]);
  });

  test("do not count a value that was corrected at the same moment", () => {
    expect(
      told(spec("max", 10), [
        ["09:00", 99],
        ["09:00", 20],
        ["09:01", 21],
      ]).at(-1),
    ).toBe(21);
  });

  test("since an edge begin with what is in force at the edge", () => {
    expect(
      told(spec("max", "since"), [
        ["08:00", 40],
        ["08:30", 20],
        ["09:00", "edge"],
        ["12:00", 23],
        ["13:00", 21],
      ]),
    ).toEqual([unknown, unknown, 20, 23, 23]);
  });

  test("take what is no number for unknown", () => {
    expect(
      told(spec("max", 10), [
        ["09:00", 20],
        ["09:01", Number.POSITIVE_INFINITY],
      ]),
    ).toEqual([20, unknown]);
  });
});

describe("the rate since an edge", () => {
  const rate = spec("rate", "since");

  test("is the way since the edge, and 0 at the edge itself", () => {
    expect(
      told(rate, [
        ["08:00", 10],
        ["09:00", "edge"],
        ["10:00", 14],
        ["11:00", null],
        ["12:00", 10],
      ]),
    ).toEqual([unknown, 0, 4, 2, 0]);
  });

  test("is looked at each minute unless the value is where it began", () => {
    const gauge = gaugeOf(rate);
    told(
      rate,
      [
        ["09:00", "edge"],
        ["09:00", 10],
        ["10:00", 14],
      ],
      gauge,
    );
    expect(wakes(gauge, at("10:00:30"), 2)).toEqual([seconds(30), seconds(90)]);
    gauge.take(10, at("10:01"));
    expect(gauge.wakeAt(at("10:01"))).toBeNull();
  });
});

describe("the rate over an hour", () => {
  const rate = spec("rate", 60);

  test("is the way from the first known value to the one now, by the hours between", () => {
    expect(
      told(rate, [
        ["09:00", 20],
        ["09:30", 23],
        ["10:00", 26],
        ["10:30", null],
        ["11:00", null],
        ["11:01", null],
      ]),
    ).toEqual([unknown, 6, 6, 3, 0, 0]);
  });

  test("begins where the signal was first known in the window", () => {
    expect(
      told(rate, [
        ["09:00", 20],
        ["09:10", unknown],
        ["09:40", 22],
        ["10:20", null],
        ["10:41", 24],
      ]).slice(3),
    ).toEqual([0, 24 - 22]);
  });
});
