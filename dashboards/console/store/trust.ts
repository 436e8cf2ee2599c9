import type { Measured } from "#gateway/wire/common.ts";
import type { WirePoint } from "#gateway/wire/point.ts";
import { toMs } from "../format/time.ts";

export type Trust = Measured["state"];

/**
 * What a point is worth on this page. While the gateway is heard its word counts; when it is not, a good value grows
 * stale here by its own limit, so that a page that was cut off cannot go on looking healthy.
 */
export const trustOf = (point: WirePoint, now: number, isHeard: boolean): Trust => {
  if (point.state !== "good" || isHeard) return point.state;
  const at = toMs(point.at);
  return at !== null && now - at > point.staleAfterSeconds * 1000 ? "stale" : "good";
};

/** How many points can be trusted. */
export const countTrust = (
  points: Iterable<WirePoint>,
  now: number,
  isHeard: boolean,
): { readonly all: number; readonly good: number } => {
  let all = 0;
  let good = 0;
  for (const point of points) {
    all++;
    if (trustOf(point, now, isHeard) === "good") good++;
  }
  return { all, good };
};
