import { describe, expect, test } from "vitest";
import { at } from "#rules/engine/testing/hall.ts";
import { minutes } from "#rules/time/instant.ts";
import type { HistoryValue } from "../ports/history.ts";
import { setpointTime } from "./setpoint-time.ts";

const [OFF, COOL] = [0, 2];
type Said = readonly [time: string, value: number | null];
const values = (said: readonly Said[]): readonly HistoryValue[] =>
  said.map(([time, value]) => ({
    at: at(time),
    value: value ?? Number.NaN,
    quality: value === null ? "bad" : "good",
  }));
const inMinutes = (mode: readonly Said[], setpoint: readonly Said[]) => {
  const { keptMs, violatedMs, unknownMs } = setpointTime({
    mode: values(mode),
    setpoint: values(setpoint),
    cooling: new Set([1, COOL]),
    modeLastsMs: minutes(30),
    setpointLastsMs: minutes(30),
    floorC: 26,
    from: at("09:00"),
    to: at("10:00"),
  });
  return [keptMs, violatedMs, unknownMs].map(ms => ms / 60_000);
};

describe("how long a setpoint was kept", () => {
  test.each<readonly [why: string, mode: readonly Said[], setpoint: readonly Said[], number[]]>([
    [
      "an hour at the limit",
      [
        ["08:59", COOL],
        ["09:20", COOL],
        ["09:45", COOL],
      ],
      [
        ["08:55", 26],
        ["09:20", 26],
        ["09:40", 26],
      ],
      [60, 0, 0],
    ],
    [
      "set lower from 09:20 to 09:30",
      [
        ["08:59", COOL],
        ["09:20", COOL],
        ["09:45", COOL],
      ],
      [
        ["08:55", 26],
        ["09:20", 24],
        ["09:30", 26],
        ["09:50", 26],
      ],
      [50, 10, 0],
    ],
    [
      "a machine that is off may be set as it likes",
      [
        ["09:00", OFF],
        ["09:25", OFF],
        ["09:50", OFF],
      ],
      [
        ["09:00", 18],
        ["09:25", 18],
        ["09:50", 18],
      ],
      [0, 0, 0],
    ],
    [
      "a machine that nobody hears proves nothing",
      [["08:40", COOL]],
      [
        ["08:59", 26],
        ["09:20", 26],
        ["09:45", 26],
      ],
      [10, 0, 50],
    ],
    [
      "a setpoint that cannot be read proves nothing while it cools",
      [
        ["08:59", COOL],
        ["09:20", COOL],
        ["09:45", COOL],
      ],
      [
        ["09:00", 26],
        ["09:15", null],
        ["09:40", 26],
      ],
      [35, 0, 25],
    ],
    ["nothing was ever heard", [], [], [0, 0, 60]],
  ])("%s", (_, mode, setpoint, expected) => {
    const seen = inMinutes(mode, setpoint);
    expect(seen.map(each => Math.round(each))).toEqual(expected);
  });
});
