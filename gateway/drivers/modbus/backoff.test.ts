import { expect, test } from "vitest";
import { answered, type Backoff, failed, retryAfter, unasked } from "./backoff.ts";

/** Every state on the way through a row of outcomes: `x` a failure, `o` an answer. */
const through = (outcomes: string): readonly Backoff[] => {
  let state = unasked;
  return [...outcomes].map(outcome => {
    state = outcome === "x" ? failed(state) : answered;
    return state;
  });
};

test("it is down after three failures in a row, and one answer in between starts the count anew", () => {
  const told = (outcomes: string) => through(outcomes).map(({ is }) => is);
  expect(told("xxxx")).toEqual(["starting", "starting", "down", "down"]);
  expect(told("oxxoxxx")).toEqual(["up", "up", "up", "up", "up", "up", "down"]);
  expect(told("xxxo")).toEqual(["starting", "starting", "down", "up"]);
});

test("what is down is asked less and less often, and never less than once a minute", () => {
  const waits = through("xxxxxxxxxx").map(state => retryAfter(state, 0.5));
  expect(waits).toEqual([1, 1, 1, 2, 5, 15, 60, 60, 60, 60].map(seconds => seconds * 1_000));
});

test("the waits of many are spread by a fifth either way", () => {
  const down = failed(failed(failed(answered)));
  expect([0, 0.25, 0.5, 0.75, 0.999].map(random => retryAfter(down, random))).toEqual([
    800, 900, 1_000, 1_100, 1_200,
  ]);
});
