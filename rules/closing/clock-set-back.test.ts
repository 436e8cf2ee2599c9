import { expect, test } from "vitest";
import { at } from "../engine/testing/hall.ts";
import { hours } from "../time/instant.ts";
import type { Certificate } from "./certificate.ts";
import { closingClerk } from "./clerk.ts";
import { openingClerk } from "./opening-clerk.ts";
import { Bench } from "./testing/bench.ts";
import { begin, certified, happened, later, sign } from "./testing/evening.ts";

/** An opening that was signed at 08:00. */
const opened = (): Bench => {
  const bench = new Bench(openingClerk, at("07:40"));
  bench.goOn(at("08:00"));
  signOpening(bench);
  return bench;
};

const signOpening = (bench: Bench): void => {
  for (const point of ["T1.online", "QUEUE.online"]) bench.read(point, "online");
  expect(bench.ask({ is: "sign-opening", by: "M1", at: bench.now })).toBeUndefined();
};

const certificates = (bench: Bench): readonly string[] =>
  bench.valuesOf<Certificate>("certificate").map(({ id }) => id);
const begun = (bench: Bench): number => bench.entries.filter(({ what }) => what === "began").length;

test.each([false, true])(
  "by an hour, to before people came in: the opening that was signed is not asked for again (restarted: %s)",
  isRestarted => {
    const bench = opened();
    bench.goOn(at("08:40"));
    bench.moveClock(hours(-1));
    expect(bench.now).toBe(at("07:40"));
    if (isRestarted) bench.restart();
    bench.goOn(at("09:00"));
    expect([begun(bench), certificates(bench)]).toEqual([1, ["opening-2025-07-08-1"]]);
    expect(bench.ask({ is: "sign-opening", by: "M1", at: bench.now })).toContain("certified already");
  },
);

test("by a day: what was signed under tomorrow's date does not stand for tomorrow, which gets a number of its own", () => {
  const bench = opened();
  bench.goOn(at("15:00"));
  bench.moveClock(hours(-24));
  bench.goOn(at("08:00"));
  expect(begun(bench)).toBe(2);
  signOpening(bench);
  expect(certificates(bench)).toEqual(["opening-2025-07-08-1", "opening-2025-07-08-2"]);
});

test("to before the hall opened: nobody is asked again to close it for the day before", () => {
  const bench = new Bench(closingClerk, at("07:30"));
  const asked = () => happened(bench).filter(line => line === "closing opened").length;
  bench.goOn(at("08:40"));
  bench.moveClock(hours(-1));
  bench.goOn(at("17:20"));
  expect(asked()).toBe(1);
  bench.goOn(at("17:40"));
  expect(asked()).toBe(2);
});

test("to before it closed: it is closed and certified again, under another number", () => {
  const bench = certified();
  bench.goOn(at("18:10"));
  bench.moveClock(hours(-1));
  later(bench, "17:40");
  for (const by of ["E1", "G1"]) expect(sign(bench, by)).toBeUndefined();
  expect(certificates(bench)).toEqual(["closing-2025-07-08-1", "closing-2025-07-08-2"]);
});

test("while it is closed: what was measured still counts, and the round goes on", () => {
  const bench = begin();
  later(bench, "18:40");
  bench.moveClock(hours(-1));
  for (const by of ["E1", "G1"]) expect(sign(bench, by)).toBeUndefined();
  expect(certificates(bench)).toEqual(["closing-2025-07-08-1"]);
});
