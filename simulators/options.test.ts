import { describe, expect, it } from "vitest";
import { optionsOf } from "./options.ts";

const NOW = 1_000_000;

describe("the command line", () => {
  it("needs a hall only: real time, now, the usual seed, no faults", () => {
    expect(optionsOf(["--config", "hall.yaml"], NOW)).toEqual({
      config: "hall.yaml",
      speed: 1,
      start: NOW,
      origin: NOW,
      seed: 7,
      faults: [],
    });
  });

  it("takes a moment, a speed, a seed and any number of faults", () => {
    const line =
      "--config h.yaml --speed 60 --start 2025-07-08T17:00:00+08:00 --origin 5 --seed=-3 --fault silent late:AC-off1 --fault stuck";
    expect(optionsOf(line.split(" "), NOW)).toEqual({
      config: "h.yaml",
      speed: 60,
      start: Date.parse("2025-07-08T09:00:00Z"),
      origin: 5,
      seed: -3,
      faults: ["silent", "stuck", "late:AC-off1"],
    });
  });

  const mistakes: readonly (readonly [line: string, message: string])[] = [
    ["--speed 60", "--config is missing"],
    ["--config h.yaml --speed 0", "--speed 0: it takes a number up to 3600"],
    ["--config h.yaml --speed fast", "--speed fast: "],
    ["--config h.yaml --seed 1.5", "--seed 1.5: it takes a whole number"],
    ["--config h.yaml --origin soon", "--origin soon: it takes milliseconds since 1970"],
    ["--config h.yaml --start 17:00", "--start 17:00: it takes a moment with its offset"],
    [
      "--config h.yaml --start 2025-07-08T17:00:00",
      "--start 2025-07-08T17:00:00: it takes a moment with its offset",
    ],
    ["--config h.yaml --sped 3", "Unknown option '--sped'"],
    ["--config h.yaml silent", '"silent" is not expected here'],
  ];
  it.each(mistakes)("%s is refused", (line, message) => {
    expect(() => optionsOf(line.split(" "), NOW)).toThrow(message);
  });
});
