import { expect, it } from "vitest";
import { hoursOf, type Part } from "./hours.ts";

it.each<[string, Part[], ReturnType<typeof hoursOf>]>([
  [
    "half a day",
    [
      ["08:30", "12:00"],
      ["", ""],
    ],
    ["08:30-12:00"],
  ],
  [
    "a day with a lunch break",
    [
      ["08:30", "12:00"],
      ["14:00", "17:30"],
    ],
    ["08:30-12:00", "14:00-17:30"],
  ],
  [
    "no hours",
    [
      ["", ""],
      ["", ""],
    ],
    "missing",
  ],
  [
    "a beginning without an end",
    [
      ["08:30", ""],
      ["", ""],
    ],
    "missing",
  ],
  [
    "an end before its beginning",
    [
      ["12:00", "08:30"],
      ["", ""],
    ],
    "wrong",
  ],
  [
    "an afternoon that begins in the morning",
    [
      ["08:30", "12:00"],
      ["11:00", "17:30"],
    ],
    "wrong",
  ],
])("%s is told as the gateway takes it, or refused before it is sent", (_name, parts, told) => {
  expect(hoursOf(parts)).toEqual(told);
});
