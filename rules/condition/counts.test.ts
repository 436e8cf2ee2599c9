import { describe, expect, test } from "vitest";
import { minutes, seconds } from "../time/instant.ts";
import { gaugeOf } from "./gauge-of.ts";
import { at, spec, told, wakes } from "./testing/moments.ts";

const { NaN: unknown, POSITIVE_INFINITY: endless } = Number;
const [yes, no] = [1, 0];

describe("the time in a state, over ten minutes", () => {
  test("is known within limits while part of the window is not", () => {
    expect(
      told(spec("time_in", 10), [
        ["09:00", yes],
        ["09:02", no],
        ["09:05", unknown],
        ["09:07", yes],
        ["09:10", null],
        ["09:12", null],
        ["09:17", null],
      ]),
    ).toEqual([[0, 600], [120, 600], [120, 420], [120, 420], [300, 420], [300, 420], 600]);
  });

  test("is never longer than the window", () => {
    expect(
      told(spec("time_in", 10), [
        ["09:00", yes],
        ["09:10:05", null],
      ]).at(-1),
    ).toBe(600);
  });

  test("is looked at when it reaches and when it leaves what it is compared with", () => {
    const gauge = gaugeOf(spec("time_in", 10, { thresholds: [seconds(4)] }));
    told(
      spec("time_in", 10),
      [
        ["09:00", no],
        ["09:15", yes],
      ],
      gauge,
    );
    expect(wakes(gauge, at("09:15"), 3)).toEqual([seconds(4), seconds(4) + 1, seconds(10)]);
  });

  test.each([
    ["yes that was, until the window has left it", yes, no, 5, 0],
    ["no that was, until the window has left it", unknown, no, 0, 0],
    ["yes before it was unknown, until the window has left it", yes, unknown, 5, 0],
  ])("is looked at for the %s", (_, before, after, low, then) => {
    const gauge = gaugeOf(spec("time_in", 10));
    gauge.take(before, at("08:00"));
    gauge.take(after, at("09:00:05"));
    expect(gauge.low(at("09:10:06"))).toBe(low);
    expect(wakes(gauge, at("09:10:06"))).toEqual([seconds(4)]);
    expect(gauge.low(at("09:10:10"))).toBe(then);
  });

  test("is looked at while a short no is in a window that is longer by less than a slice", () => {
    const gauge = gaugeOf(spec("time_in", 10));
    gauge.take(yes, at("08:00"));
    gauge.take(no, at("09:05"));
    gauge.take(yes, at("09:05:01"));
    expect(gauge.low(at("09:10:05"))).toBe(600);
    expect(gauge.wakeAt(at("09:10:05"))).toBe(at("09:10:10"));
    expect(gauge.low(at("09:10:10"))).toBe(599);
  });

  test("is not looked at any more once the window is full of one state", () => {
    const gauge = gaugeOf(spec("time_in", 10, { thresholds: [minutes(10)] }));
    gauge.take(yes, at("09:00"));
    expect(wakes(gauge, at("09:00"), 100).at(-1)).toBe(minutes(10));
    expect(gauge.wakeAt(at("09:30"))).toBeNull();
  });
});

describe("the time in a state since an edge", () => {
  const since = spec("time_in", "since", { thresholds: [minutes(30)] });

  test("counts from the edge on, and what was before the first reading may have been either", () => {
    expect(
      told(since, [
        ["09:00", "edge"],
        ["09:10", yes],
        ["09:40", no],
        ["17:00", null],
        ["18:00", "edge"],
        ["18:05", null],
      ]),
    ).toEqual([0, [0, 600], [1800, 2400], [1800, 2400], 0, 0]);
  });

  test("is looked at exactly when it has lasted", () => {
    const gauge = gaugeOf(since);
    told(
      since,
      [
        ["09:00", "edge"],
        ["09:00", yes],
      ],
      gauge,
    );
    expect(wakes(gauge, at("09:00"))).toEqual([minutes(30), minutes(30) + 1]);
    gauge.take(no, at("09:20"));
    expect(gauge.wakeAt(at("09:20"))).toBeNull();
  });

  test("goes on when the same edge is told again", () => {
    expect(
      told(since, [
        ["09:00", "edge"],
        ["09:00", yes],
        ["09:10", null],
        ["09:00", "edge"],
        ["09:20", null],
      ]),
    ).toEqual([0, 0, 600, 0, 1200]);
  });

  test("does not know what was between an edge that is told late and the last change", () => {
    const gauge = gaugeOf(since);
    told(
      since,
      [
        ["08:00", yes],
        ["09:10", no],
        ["09:20", yes],
      ],
      gauge,
    );
    gauge.restartAt(at("09:00"));
    expect([gauge.low(at("09:30")), gauge.high(at("09:30"))]).toEqual([600, 1800]);
  });

  test("keeps what it has seen when the edge turns out to be earlier, and does not know what was before", () => {
    const gauge = gaugeOf(since);
    told(
      since,
      [
        ["09:00", "edge"],
        ["09:00", yes],
      ],
      gauge,
    );
    gauge.restartAt(at("08:00"));
    expect([gauge.low(at("09:30")), gauge.high(at("09:30"))]).toEqual([1800, 5400]);
  });
});

describe("the number of changes over ten minutes", () => {
  const changes = spec("changes", 10);

  test("counts each other value, not the first and not the same again", () => {
    expect(
      told(changes, [
        ["09:00", 5],
        ["09:01", 6],
        ["09:02", 6],
        ["09:03", 5],
        ["09:10", null],
        ["09:10:10", null],
        ["09:11", null],
        ["09:13", null],
      ]),
    ).toEqual([[0, endless], [1, endless], [1, endless], [2, endless], 2, 2, 1, 0]);
  });

  test("may be any number while something in the window is unknown", () => {
    expect(
      told(changes, [
        ["09:00", 5],
        ["09:20", unknown],
        ["09:21", 6],
        ["09:29:59", null],
        ["09:30", null],
        ["09:31", null],
      ]),
    ).toEqual([[0, endless], [0, endless], [1, endless], [1, endless], [0, endless], 0]);
  });

  test("takes two values at one moment for one change", () => {
    expect(
      told(changes, [
        ["09:00", 5],
        ["09:20", 6],
        ["09:20", 7],
        ["09:21", null],
        ["09:20", 5],
      ]).at(-2),
    ).toBe(1);
    expect(
      told(changes, [
        ["09:00", 5],
        ["09:20", 6],
        ["09:20", 5],
        ["09:21", null],
      ]).at(-1),
    ).toBe(0);
  });

  test("is looked at when a change goes out of the window, and only then", () => {
    const gauge = gaugeOf(changes);
    told(
      changes,
      [
        ["09:00", 5],
        ["09:30", 6],
        ["09:31:03", 5],
      ],
      gauge,
    );
    expect(wakes(gauge, at("09:31:03"))).toEqual([minutes(9) - seconds(3), minutes(10) + seconds(7)]);
  });

  test("is looked at when the unknown goes out of the window", () => {
    const gauge = gaugeOf(changes);
    gauge.take(5, at("09:00:02"));
    expect(wakes(gauge, at("09:01"))).toEqual([minutes(9) + seconds(10)]);
    gauge.take(unknown, at("09:20"));
    expect(wakes(gauge, at("09:20"))).toEqual([]);
  });

  test("does not know what was before an edge that turns out to be earlier", () => {
    const since = spec("changes", "since");
    const gauge = gaugeOf(since);
    told(
      since,
      [
        ["08:00", 5],
        ["08:10", 6],
        ["09:00", "edge"],
        ["09:10", 7],
        ["09:20", 8],
      ],
      gauge,
    );
    gauge.restartAt(at("08:00"));
    expect([gauge.low(at("09:30")), gauge.high(at("09:30"))]).toEqual([2, endless]);
    const unheard = gaugeOf(since);
    told(
      since,
      [
        ["08:00", 5],
        ["08:50", unknown],
        ["09:00", "edge"],
        ["09:10", 7],
      ],
      unheard,
    );
    unheard.restartAt(at("08:30"));
    expect([unheard.low(at("09:30")), unheard.high(at("09:30"))]).toEqual([0, endless]);
  });

  test("since an edge leaves out what happened at the edge itself", () => {
    expect(
      told(spec("changes", "since"), [
        ["08:00", 5],
        ["09:00", 6],
        ["09:00", "edge"],
        ["09:01", 7],
      ]),
    ).toEqual([unknown, unknown, 0, 1]);
  });
});
