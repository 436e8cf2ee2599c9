import { expect, it } from "vitest";
import { changeOf } from "../alert/fold.ts";
import { instant, minutes } from "../time/instant.ts";
import { follower, type TrailEvent } from "./followed.ts";
import { reportOn } from "./testing/asked.ts";
import { played } from "./testing/played.ts";

const START = instant(Date.parse("2025-07-07T09:00:00+08:00"));
const at = (minute: number) => instant(START + minutes(minute));
const move = { rule: "a", target: "D1" } as const;

it("late data that tell of an earlier end have the last word, though their event stands before the other", () => {
  const [raised, cleared] = played([
    { at: at(0), is: "found", ...move },
    { at: at(30), is: "over", ...move },
  ]);
  if (!raised?.change || !cleared) throw new Error("two events");
  const amended: TrailEvent = {
    ...cleared,
    seq: 3,
    at: at(10),
    change: { clearedAt: at(10), changedAt: at(10) },
  };
  const follow = follower();
  const ends = [raised, amended, cleared].map(event => follow.take(event)?.alert.clearedAt);
  expect(ends).toEqual([null, at(10), at(10)]);
});

it("an event of an alert whose beginning was not taken is not known, and one without its change cannot be read", () => {
  const follow = follower();
  const [raised, cleared] = played([
    { at: at(0), is: "found", ...move },
    { at: at(30), is: "over", ...move },
  ]);
  if (!raised || !cleared) throw new Error("two events");
  expect([follow.knows(cleared), follow.knows(raised)]).toEqual([false, true]);
  const { change: _, ...bare } = raised;
  expect(follow.take(bare)).toBeNull();
  expect(reportOn([bare], at(0), at(60))).toMatchObject({ unreadable: 1, whole: { calls: 0 } });
});

it("what came late called people when it came, not when it was", () => {
  const [raised] = played([{ at: at(0), is: "found", ...move }]);
  if (!raised?.change) throw new Error("one event");
  const late: TrailEvent = { ...raised, learnedAt: at(90), change: changeOf(null, raised.change as never) };
  expect(reportOn([late], at(0), at(60)).whole.calls).toBe(0);
  expect(reportOn([late], at(60), at(120)).whole).toMatchObject({ calls: 1, peak: { at: at(90) } });
});
