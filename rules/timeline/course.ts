import { after, type Instant } from "../time/instant.ts";
import type { Course, DeviceClock } from "./timeline.ts";

/** What a course that began at `since` is at `at`. */
export const valueAt = (course: Course, since: number, at: number): number => {
  if (course.is === "still") return course.value;
  const { from, by, every, to } = course;
  const value = plain(from + by * Math.floor((at - since) / every));
  if (to === null) return value;
  return by > 0 ? Math.min(value, to) : Math.max(value, to);
};

/** Without the noise of binary fractions. */
const plain = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(12)));

/** When it moves on after `at`; Infinity: never. */
export const nextMove = (course: Course, since: number, at: number): number => {
  if (course.is === "still" || valueAt(course, since, at) === course.to) return Number.POSITIVE_INFINITY;
  return since + course.every * (Math.floor((at - since) / course.every) + 1);
};

/** What a device's clock shows; undefined: it tells no time. */
export const shownBy = (clock: DeviceClock, at: Instant): Instant | undefined => {
  switch (clock.is) {
    case "right":
      return undefined;
    case "stopped":
      return clock.at;
    case "off":
      return after(at, clock.by);
    default:
      return clock satisfies never;
  }
};
