import { expect, test } from "vitest";
import { silent } from "#gateway/ports/log.ts";
import { hours, minutes } from "#rules/time/instant.ts";
import { standingClock } from "./testing/clock.ts";
import { troubles } from "./troubles.ts";

const start = () => {
  const clock = standingClock();
  const lines: { about: string; timesBefore: number }[] = [];
  const warn = (fields: object) => {
    lines.push(fields as { about: string; timesBefore: number });
  };
  return { clock, lines, ...troubles(clock, { ...silent, warn }) };
};

test("a trouble that comes a thousand times an hour is logged once an hour, with how often it came", () => {
  const { tell, lines, clock } = start();
  for (let i = 0; i < 1_000; i++) tell("unreadable", "site/door/D1", "payload is not UTF-8");
  tell("unreadable", "site/door/D2", "payload is not UTF-8");
  clock.move(minutes(61));
  tell("unreadable", "site/door/D1", "payload is not UTF-8");
  expect(lines.map(({ about, timesBefore }) => [about, timesBefore])).toEqual([
    ["site/door/D1", 0],
    ["site/door/D2", 0],
    ["site/door/D1", 999],
  ]);
});

test("whoever makes up ever new troubles does not fill the log or the memory", () => {
  const { tell, lines, clock, last } = start();
  for (let i = 0; i < 5_000; i++) tell("cut off", `10.0.${i >> 8}.${i & 255}`, "no CONNECT");
  expect(lines).toHaveLength(201);
  expect(last()).toBe("10.0.19.135: no CONNECT");
  clock.move(hours(2));
  tell("cut off", "10.9.9.9", "no CONNECT");
  expect(lines.at(-1)).toMatchObject({ about: "10.9.9.9", timesBefore: 0 });
});
