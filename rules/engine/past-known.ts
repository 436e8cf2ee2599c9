import { MIDNIGHT } from "../time/day-edge.ts";
import type { Instant } from "../time/instant.ts";
import type { Core } from "./core.ts";
import type { Past } from "./past.ts";
import { measuresRead, pointsRead } from "./past-points.ts";
import type { Measured } from "./slots.ts";

/** How much of the past is known to one rule for one target. */
export type Knowledge = {
  /** Since when everything that its points have said is known. */
  readonly since: number;
  /** Whether its functions over time know as much at a moment as they would have known then. */
  isFull(at: Instant): boolean;
};

/** One judging of the past again. */
export type Judging = {
  readonly core: Core;
  readonly past: Past;
  /** When it is done. */
  readonly at: Instant;
  readonly know: (watch: number) => Knowledge;
};

export const judging = (core: Core, past: Past, at: Instant): Judging => {
  const known = new Map<number, Knowledge>();
  const know = (watch: number): Knowledge => {
    const found = known.get(watch) ?? knowledge(core, past, watch);
    known.set(watch, found);
    return found;
  };
  return { core, past, at, know };
};

const knowledge = ({ site, book }: Core, { journal }: Past, watch: number): Knowledge => {
  const instance = book.instances[watch]!;
  const points = pointsRead(site, book, [instance]).filter(({ index }) => journal.has(index));
  const since = Math.max(...points.map(({ index }) => journal.reach(index)), Number.NEGATIVE_INFINITY);
  const measures = measuresRead(book, [instance]);
  const begins = (measured: Measured, at: Instant): number => {
    const { window } = measured.spec;
    if (window.is === "length") return at - window.length;
    if (window.is === "none") return at - Math.max(0, ...measured.thresholds);
    const edge = site.calendar.latestEdge(window.edge === "midnight" ? MIDNIGHT : { is: window.edge }, at);
    return edge.is === "at" ? edge.at : Number.NEGATIVE_INFINITY;
  };
  return { since, isFull: at => measures.every(measured => begins(measured, at) >= since) };
};
