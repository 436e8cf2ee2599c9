import { expect, it } from "vitest";
import { instant, minutes, seconds } from "../time/instant.ts";
import { callLog } from "./calls.ts";
import { follower, type TrailEvent } from "./followed.ts";
import { type Move, played } from "./testing/played.ts";
import { waitingOf, waitLog } from "./waits.ts";

const START = instant(Date.parse("2025-07-07T09:00:00+08:00"));
const move = (minute: number, is: Move["is"], target = "D1"): Move => ({
  at: instant(START + minutes(minute)),
  is,
  rule: "a",
  target,
});
const waitsOf = (events: readonly TrailEvent[]) => {
  const [follow, calls, waits] = [follower(), callLog(), waitLog()];
  for (const event of events) {
    const followed = follow.take(event);
    if (followed) waits.take(followed, calls.take(followed));
  }
  return waits.waits().map(({ from, to }) => [from, to].map(at => at && (at - START) / minutes(1)));
};

it("a call waits until somebody acknowledges, confirms or puts it aside; coming back meanwhile is no new wait", () => {
  expect(
    waitsOf(played([move(0, "found"), move(1, "over"), move(2, "found"), move(5, "acknowledge")])),
  ).toEqual([[0, 5]]);
  expect(waitsOf(played([move(0, "found"), move(3, "confirm"), move(4, "over"), move(9, "found")]))).toEqual([
    [0, 3],
    [9, null],
  ]);
  expect(waitsOf(played([move(0, "found"), move(7, "shelve")]))).toEqual([[0, 7]]);
});

it("what another alert explains waits for nobody", () => {
  expect(waitsOf(played([move(0, "found"), move(2, "suppress"), move(8, "release")]))).toEqual([[8, null]]);
});

it("an acknowledgement that is taken back was none: the call has waited since it came", () => {
  const events = played([move(0, "found"), move(5, "acknowledge")]);
  const back: TrailEvent = {
    is: "unacknowledged",
    alert: events[0]?.alert ?? "",
    at: instant(START + minutes(5) + seconds(6)),
    seq: 3,
    change: { acknowledgement: null },
  };
  expect(waitsOf([...events, back])).toEqual([[0, null]]);
});

it("half of the calls and 95 in a hundred, by nearest rank; what still waits counts with its time so far", () => {
  const wait = (length: number | null) =>
    ({
      alert: "x",
      priority: 3,
      from: START,
      to: length === null ? null : instant(START + minutes(length)),
    }) as const;
  const waiting = waitingOf([wait(1), wait(2), wait(3), wait(null)], instant(START + minutes(60)));
  expect(waiting).toEqual({ calls: 4, still: 1, p50: minutes(2), p95: minutes(60) });
  expect(waitingOf([], START)).toEqual({ calls: 0, still: 0, p50: null, p95: null });
});
