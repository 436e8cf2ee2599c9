import { callLog } from "../calls.ts";
import { follower, type TrailEvent } from "../followed.ts";
import { type Stretch, stretchLog } from "../stretches.ts";

/** What rules found of a target, by its events. */
export const courseOf = (events: readonly TrailEvent[], target: string): readonly Stretch[] => {
  const [follow, calls, log] = [follower(), callLog(), stretchLog()];
  for (const event of events) {
    const followed = follow.take(event);
    if (followed) log.take(followed, calls.take(followed) !== null);
  }
  return log.stretches().filter(stretch => stretch.target === target);
};
